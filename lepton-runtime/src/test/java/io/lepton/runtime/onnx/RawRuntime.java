package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs models by the runtime's own Java binding, without Lepton, where that can be done. */
final class RawRuntime {

  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private RawRuntime() {}

  /** Says whether the binding has values for all inputs and outputs, and does not crash on any. */
  static boolean canRun(NodeCase node) {
    return areTensors(node.model().graph().outputs())
        && areTensors(node.model().graph().inputs())
        && node.inputs().values().stream()
            .allMatch(value -> value instanceof Tensor tensor && isMade(tensor.type()));
  }

  private static boolean areTensors(List<OnnxValueInfo> infos) {
    return infos.stream()
        .allMatch(
            info ->
                info.type() instanceof TensorType tensor
                    && tensor.elementType().dataType().isPresent());
  }

  private static boolean isMade(DataType type) {
    return type == DataType.BYTES || ElementTypes.isFeedable(type);
  }

  /** Says whether the runtime loads the model. */
  static boolean loads(NodeCase node) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      ENVIRONMENT.createSession(node.bytes(), options).close();
      return true;
    } catch (OrtException e) {
      return false;
    }
  }

  /** Runs a case; nothing if the runtime refuses or fails. */
  static Optional<Map<String, Tensor>> run(NodeCase node) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(1);
      try (OrtSession session = ENVIRONMENT.createSession(node.bytes(), options)) {
        return Optional.of(run(session, node));
      }
    } catch (OrtException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Tensor> run(OrtSession session, NodeCase node) throws OrtException {
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, TensorValue> input : node.inputs().entrySet()) {
        feeds.put(input.getKey(), feed((Tensor) input.getValue()));
      }
      try (OrtSession.Result result = session.run(feeds)) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (String name : node.expected().keySet()) {
          outputs.put(name, read((OnnxTensor) result.get(name).orElseThrow()));
        }
        return outputs;
      }
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor feed(Tensor tensor) throws OrtException {
    long[] shape = tensor.shape().toArray();
    return tensor.type() == DataType.BYTES
        ? OnnxTensor.createTensor(ENVIRONMENT, tensor.toStrings(), shape)
        : OnnxTensor.createTensor(
            ENVIRONMENT, tensor.data(), shape, ElementTypes.feedable(tensor.type()));
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
}
