package io.lepton.runtime.onnx;

import io.lepton.model.InferenceRequest;
import io.lepton.model.InvalidRequestException;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a request with the model before native code sees it, and collects every mismatch.
 *
 * <p>For one thread and one request.
 */
final class RequestCheck {

  private record SymbolUse(long size, String input) {}

  private final List<String> mismatches = new ArrayList<>();
  private final Map<String, SymbolUse> symbols = new HashMap<>();

  private RequestCheck() {}

  static void check(Signature signature, InferenceRequest request) {
    RequestCheck check = new RequestCheck();
    Map<String, Tensor> inputs = request.inputs();
    check.names("input", inputs, signature.inputs());
    for (InputPort port : signature.inputs().values()) {
      Tensor tensor = inputs.get(port.name());
      if (tensor != null) {
        check.type(port, tensor.type());
        check.shape(port, tensor.shape());
      }
    }
    for (String output : request.outputs()) {
      check.known("output", output, signature.outputs());
    }
    check.finish();
  }

  static void check(Signature signature, Map<String, Shape> shapes) {
    RequestCheck check = new RequestCheck();
    check.names("input", shapes, signature.inputs());
    for (InputPort port : signature.inputs().values()) {
      Shape shape = shapes.get(port.name());
      if (shape != null && check.fixed(port, shape)) {
        check.shape(port, shape);
      }
    }
    check.finish();
  }

  private void names(String kind, Map<String, ?> given, Map<String, InputPort> ports) {
    given.keySet().forEach(name -> known(kind, name, ports));
    for (InputPort port : ports.values()) {
      if (!given.containsKey(port.name())) {
        mismatches.add("Input %s is missing, it needs %s".formatted(port.name(), needs(port)));
      }
    }
  }

  private static String needs(InputPort port) {
    TensorSpec spec = port.spec();
    return port.isRanked() ? spec.type() + " " + spec.shape() : spec.type() + " of any shape";
  }

  private void known(String kind, String name, Map<String, ?> ports) {
    if (!ports.containsKey(name)) {
      mismatches.add(Signature.unknown(kind, name, ports.keySet()));
    }
  }

  private void type(InputPort port, DataType found) {
    DataType needed = port.spec().type();
    if (found != needed) {
      mismatches.add("Input %s needs type %s, got %s".formatted(port.name(), needed, found));
    }
  }

  private boolean fixed(InputPort port, Shape found) {
    if (!found.isFixed()) {
      mismatches.add("Input %s needs all dimensions known, got %s".formatted(port.name(), found));
    }
    return found.isFixed();
  }

  private void shape(InputPort port, Shape found) {
    if (!port.isRanked()) {
      return;
    }
    Shape needed = port.spec().shape();
    if (needed.accepts(found)) {
      symbols(port, found);
    } else {
      mismatches.add("Input %s needs shape %s, got %s".formatted(port.name(), needed, found));
    }
  }

  private void symbols(InputPort port, Shape found) {
    List<String> names = port.spec().symbols();
    for (int axis = 0; axis < found.rank(); axis++) {
      if (!names.get(axis).isEmpty()) {
        symbol(names.get(axis), new SymbolUse(found.dimension(axis), port.name()));
      }
    }
  }

  private void symbol(String symbol, SymbolUse use) {
    SymbolUse first = symbols.putIfAbsent(symbol, use);
    if (first != null && first.size != use.size) {
      mismatches.add(
          "Dimension %s needs one size across inputs, got %d in %s and %d in %s"
              .formatted(symbol, first.size, first.input, use.size, use.input));
    }
  }

  private void finish() {
    if (!mismatches.isEmpty()) {
      throw new InvalidRequestException(mismatches);
    }
  }
}
