package io.lepton.bench.jmh;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** ONNX Runtime's own Java API: as its examples show it, and as fast as it goes. */
final class RawCalls {

  private RawCalls() {}

  /**
   * Returns the options of every contender: Lepton's own.
   *
   * @return one thread that does not spin, all optimisations; to be closed by the caller
   * @throws OrtException if ONNX Runtime refuses
   */
  static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    return options;
  }

  /** Opens a session. */
  static OrtSession open(Path model) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      return OrtEnvironment.getEnvironment().createSession(model.toString(), options);
    }
  }

  /** Nested arrays in, nested arrays out. */
  static InferenceCall arrays(OrtSession session, Shape shape, float[] values) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Object nested = OrtUtil.reshape(values, shape.toArray());
    return new InferenceCall() {
      @Override
      public Object run() throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, nested);
            OrtSession.Result result = session.run(Map.of(InferenceModel.INPUT, input))) {
          return result.get(0).getValue();
        }
      }

      @Override
      public float[] output() throws OrtException {
        return flat((float[][]) run());
      }

      @Override
      public void close() {
        // The session is its opener's.
      }
    };
  }

  private static float[] flat(float[][] rows) {
    FloatBuffer all = FloatBuffer.allocate(rows.length * rows[0].length);
    for (float[] row : rows) {
      all.put(row);
    }
    return all.array();
  }

  /** Input and output lie in direct buffers for good, and so do the maps and the run options. */
  static InferenceCall pinned(OrtSession session, Shape shape, Shape result, float[] values)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer input = direct(shape);
    FloatBuffer output = direct(result);
    OnnxTensor fed = OnnxTensor.createTensor(environment, input, shape.toArray());
    OnnxTensor pinned = OnnxTensor.createTensor(environment, output, result.toArray());
    Map<String, OnnxTensor> feeds = Collections.singletonMap(InferenceModel.INPUT, fed);
    Map<String, OnnxTensor> pins = Collections.singletonMap(InferenceModel.OUTPUT, pinned);
    Set<String> none = Collections.emptySet();
    OrtSession.RunOptions runOptions = new OrtSession.RunOptions();
    float[] read = new float[(int) result.elementCount()];
    return new InferenceCall() {
      @Override
      public float[] run() throws OrtException {
        input.put(0, values);
        session.run(feeds, none, pins, runOptions).close();
        output.get(0, read);
        return read;
      }

      @Override
      public float[] output() throws OrtException {
        return run();
      }

      @Override
      public void close() {
        fed.close();
        pinned.close();
        runOptions.close();
      }
    };
  }

  /** The C API: what is bound once is run without a word about inputs and outputs. */
  static InferenceCall cApi(OrtSession session, Shape shape, Shape result, float[] values)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer input = direct(shape);
    FloatBuffer output = direct(result);
    OnnxTensor fed = OnnxTensor.createTensor(environment, input, shape.toArray());
    OnnxTensor pinned = OnnxTensor.createTensor(environment, output, result.toArray());
    float[] read = new float[(int) result.elementCount()];
    long binding = bind(session, fed, pinned);
    long pointer = pointer(session);
    return new InferenceCall() {
      @Override
      public float[] run() {
        input.put(0, values);
        try {
          CApi.run(pointer, binding);
        } catch (Throwable e) {
          throw new IllegalStateException(e);
        }
        output.get(0, read);
        return read;
      }

      @Override
      public float[] output() {
        return run();
      }

      @Override
      public void close() {
        fed.close();
        pinned.close();
      }
    };
  }

  private static long bind(OrtSession session, OnnxTensor input, OnnxTensor output) {
    try {
      return CApi.bind(session, input, output);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pointer(OrtSession session) {
    try {
      return CApi.pointer(session);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FloatBuffer direct(Shape shape) {
    return ByteBuffer.allocateDirect((int) shape.elementCount() * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
