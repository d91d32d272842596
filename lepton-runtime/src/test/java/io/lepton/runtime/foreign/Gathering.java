package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * A session of y = table[index], with memory for one row: a model that fails when told to, by an
 * index that the table does not have.
 */
final class Gathering implements AutoCloseable {

  final OrtSession.RunOptions options = new OrtSession.RunOptions();
  final OrtSession session;
  final Map<String, OnnxTensor> inputs;
  final Map<String, OnnxTensor> outputs;
  private final ByteBuffer index = direct(Long.BYTES);
  private final ByteBuffer y = direct(Float.BYTES);

  Gathering() throws OrtException, IOException {
    options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    session = environment.createSession(model().toBytes());
    long[] shape = {1};
    inputs = Map.of("index", OnnxTensor.createTensor(environment, index.asLongBuffer(), shape));
    outputs = Map.of("y", OnnxTensor.createTensor(environment, y.asFloatBuffer(), shape));
  }

  private static OnnxModel model() {
    return OnnxModel.builder("gathering")
        .opset("", 17)
        .input("index", OnnxElementType.INT64, -1)
        .initializer("table", Shape.of(3), 10f, 20f, 30f)
        .node("Gather", List.of("table", "index"), List.of("y"))
        .output("y", OnnxElementType.FLOAT, -1)
        .build();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  float ask(PreparedCall call, long wanted) throws OrtException {
    index.putLong(0, wanted);
    call.run(options);
    return y.getFloat(0);
  }

  /** Asks in the way of the binding's own documentation. */
  float askPlainly(long wanted) throws OrtException {
    index.putLong(0, wanted);
    try (OrtSession.Result result = session.run(inputs, outputs.keySet(), options)) {
      return ((float[]) result.get(0).getValue())[0];
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    options.close();
  }
}
