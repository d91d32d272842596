package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.ErrorCode;
import io.lepton.model.InferenceException;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies native values of a run's outputs to tensors that own their memory. Stateless. */
final class Fetches {

  private Fetches() {}

  static Tensor read(OrtSession.Result result, OutputPort port) throws OrtException {
    OnnxValue value = result.get(port.name()).orElse(null);
    if (value == null) {
      throw unreadable(port, "the runtime left it out");
    }
    if (value instanceof OnnxTensor tensor) {
      return read(tensor);
    }
    if (value instanceof OnnxSequence sequence && port.kind() == OutputPort.Kind.MAPS) {
      return read(sequence, port);
    }
    throw unreadable(port, "it is a " + value.getType());
  }

  private static InferenceException unreadable(OutputPort port, String why) {
    return new InferenceException(
        ErrorCode.INFERENCE_FAILED,
        "Output %s needs to be a tensor, but %s".formatted(port.name(), why),
        null);
  }

  private static Tensor read(OnnxTensor value) throws OrtException {
    DataType type = ElementTypes.of(value.getInfo().onnxType);
    if (type == DataType.BYTES) {
      return TextTensors.fromNative(value);
    }
    Tensor tensor = Tensor.allocate(type, Shape.of(value.getInfo().getShape()));
    if (tensor.size() > 0) {
      tensor.data().put(value.getByteBuffer());
    }
    return tensor;
  }

  private static Tensor read(OnnxSequence sequence, OutputPort port) throws OrtException {
    List<? extends OnnxValue> maps = sequence.getValue();
    try {
      return read(maps, port);
    } finally {
      maps.forEach(OnnxValue::close);
    }
  }

  private static Tensor read(List<? extends OnnxValue> maps, OutputPort port) throws OrtException {
    List<String> labels = port.spec().labels();
    FloatBuffer values = FloatBuffer.allocate(Math.multiplyExact(maps.size(), labels.size()));
    for (OnnxValue map : maps) {
      Map<String, Float> row = byLabel(((OnnxMap) map).getValue());
      if (labels.isEmpty()) {
        labels = List.copyOf(row.keySet());
        values = FloatBuffer.allocate(Math.multiplyExact(maps.size(), labels.size()));
      }
      for (String label : labels) {
        values.put(value(row, label, port));
      }
    }
    return Tensor.of(Shape.of(maps.size(), labels.size()), values.array());
  }

  // Labels are text or integers, and come in no order.
  private static Map<String, Float> byLabel(Map<?, ?> map) {
    Map<String, Float> row = new TreeMap<>();
    map.forEach((label, value) -> row.put(label.toString(), (Float) value));
    return row;
  }

  private static float value(Map<String, Float> row, String label, OutputPort port) {
    Float value = row.get(label);
    if (value == null) {
      throw unreadable(port, "its rows have different labels");
    }
    return value;
  }
}
