package io.lepton.runtime.onnx;

import io.lepton.model.InferenceRequest;
import io.lepton.model.InvalidRequestException;
import io.lepton.runtime.guard.LeastSizes;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorMap;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import io.lepton.tensor.ValueForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    Map<String, TensorValue> others = request.others();
    check.names("input", inputs, others, signature.inputs());
    for (InputPort port : signature.inputs().values()) {
      Tensor tensor = inputs.get(port.name());
      if (tensor == null) {
        check.other(port, others.get(port.name()));
      } else if (check.form(port, tensor)) {
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
    check.names("input", shapes, Map.of(), signature.inputs());
    for (InputPort port : signature.inputs().values()) {
      Shape shape = shapes.get(port.name());
      if (shape != null && check.fixed(port, shape)) {
        check.shape(port, shape);
      }
    }
    check.finish();
  }

  private void names(
      String kind, Map<String, ?> given, Map<String, ?> others, Map<String, InputPort> ports) {
    for (String name : given.keySet()) {
      known(kind, name, ports);
    }
    for (String name : others.keySet()) {
      known(kind, name, ports);
    }
    for (InputPort port : ports.values()) {
      boolean isGiven = given.containsKey(port.name()) || others.containsKey(port.name());
      if (!isGiven && !port.spec().form().isOptional()) {
        mismatches.add("Input %s is missing, it needs %s".formatted(port.name(), needs(port)));
      }
    }
  }

  private static String needs(InputPort port) {
    TensorSpec spec = port.spec();
    String form = spec.form() == ValueForm.TENSOR ? "" : spec.form() + " of ";
    return form
        + (port.isRanked() ? spec.type() + " " + spec.shape() : spec.type() + " of any shape");
  }

  private void known(String kind, String name, Map<String, ?> ports) {
    if (!ports.containsKey(name)) {
      mismatches.add(Signature.unknown(kind, name, ports.keySet()));
    }
  }

  private boolean form(InputPort port, Tensor found) {
    ValueForm needed = port.spec().form();
    boolean fits = needed == ValueForm.TENSOR || needed == ValueForm.OPTIONAL_TENSOR;
    if (!fits) {
      mismatches.add("Input %s needs %s, got %s".formatted(port.name(), needed, found));
    }
    return fits;
  }

  private void other(InputPort port, @Nullable TensorValue found) {
    if (found == null) {
      return;
    }
    ValueForm needed = port.spec().form();
    if (found instanceof TensorSequence sequence && needed.isSequence()) {
      type(port, sequence.type());
      sequence.tensors().forEach(tensor -> element(port, tensor.shape()));
    } else if (found instanceof TensorMap map && needed.isMap()) {
      keys(port, map.keys().type());
      type(port, map.values().type());
    } else if (!found.isAbsent() || !needed.isOptional()) {
      mismatches.add("Input %s needs %s, got %s".formatted(port.name(), needed, found));
    }
  }

  // The same symbol stands for another size in each tensor of a sequence.
  private void element(InputPort port, Shape found) {
    Shape needed = port.spec().shape();
    if (port.isRanked() && !needed.accepts(found)) {
      mismatches.add(
          "Input %s needs tensors of shape %s, got %s".formatted(port.name(), needed, found));
    }
  }

  private void keys(InputPort port, DataType found) {
    DataType needed = port.spec().form() == ValueForm.MAP_BY_TEXT ? DataType.BYTES : DataType.INT64;
    if (found != needed) {
      mismatches.add(
          "Input %s needs keys of type %s, got %s".formatted(port.name(), needed, found));
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
      least(port, found);
    } else {
      mismatches.add("Input %s needs shape %s, got %s".formatted(port.name(), needed, found));
    }
  }

  private void least(InputPort port, Shape found) {
    Shape least = port.least();
    if (least == null) {
      return;
    }
    for (int axis = 0; axis < found.rank(); axis++) {
      if (found.dimension(axis) < least.dimension(axis)) {
        mismatches.add(
            LeastSizes.mismatch(port.name(), axis, least.dimension(axis), found.dimension(axis)));
      }
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
