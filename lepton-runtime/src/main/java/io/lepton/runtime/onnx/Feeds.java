package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lepton.model.BoundInference.TextCodes;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The native values of one request's inputs, over the memory of its tensors. Closing frees the
 * values, not the memory.
 *
 * <p>For one thread.
 */
final class Feeds implements AutoCloseable {

  private final Map<String, OnnxTensor> values = new LinkedHashMap<>();
  private final List<Shape> shapes = new ArrayList<>();

  private Feeds() {}

  static Feeds of(OrtEnvironment environment, Signature signature, Map<String, Tensor> tensors)
      throws OrtException {
    Feeds feeds = new Feeds();
    try {
      for (InputPort port : signature.inputs().values()) {
        Tensor tensor = Known.in(tensors, port.name());
        feeds.shapes.add(tensor.shape());
        if (port.codes() == null) {
          feeds.values.put(port.name(), value(environment, port, tensor));
        }
      }
      feeds.addCoded(environment, signature, tensors);
    } catch (OrtException | RuntimeException | OutOfMemoryError e) {
      feeds.close();
      throw e;
    }
    return feeds;
  }

  private static OnnxTensor value(OrtEnvironment environment, InputPort port, Tensor tensor)
      throws OrtException {
    return port.isPlainText()
        ? TextTensors.toNative(environment, port, tensor)
        : over(environment, tensor);
  }

  private void addCoded(
      OrtEnvironment environment, Signature signature, Map<String, Tensor> tensors)
      throws OrtException {
    CodedInputs inputs = signature.codedInputs();
    if (inputs.codes().isEmpty()) {
      return;
    }
    Map<String, Shape> textShapes = new HashMap<>();
    for (String name : inputs.codes().keySet()) {
      textShapes.put(name, Known.in(tensors, name).shape());
    }
    CodedMemory memory = new CodedMemory(environment, values);
    memory.prepare(inputs, textShapes);
    for (Map.Entry<String, TextCodes> coded : inputs.codes().entrySet()) {
      String name = coded.getKey();
      Tensor text = Known.in(tensors, name);
      memory.write(name, TextTensors.encode(signature.input(name), coded.getValue(), text));
    }
  }

  /** Makes a native tensor that shares the memory of a tensor of numbers. */
  static OnnxTensor over(OrtEnvironment environment, Tensor tensor) throws OrtException {
    return OnnxTensor.createTensor(
        environment, tensor.data(), tensor.shape().toArray(), ElementTypes.feedable(tensor.type()));
  }

  Map<String, OnnxTensor> values() {
    return values;
  }

  /** The shapes of all inputs in the model's order. */
  List<Shape> shapes() {
    return shapes;
  }

  @Override
  public void close() {
    for (OnnxTensor value : values.values()) {
      value.close();
    }
  }
}
