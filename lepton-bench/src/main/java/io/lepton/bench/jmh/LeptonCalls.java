package io.lepton.bench.jmh;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** Lepton: a request and a response, or memory that is bound once. */
final class LeptonCalls {

  private LeptonCalls() {}

  /** Writes to bound memory, runs, reads. */
  static InferenceCall bound(InferenceSession session, Shape shape, Shape result, float[] values) {
    BoundInference bound = session.bind(Map.of(InferenceModel.INPUT, shape));
    FloatBuffer input = bound.input(InferenceModel.INPUT).data().asFloatBuffer();
    float[] output = new float[(int) result.elementCount()];
    return new InferenceCall() {
      @Override
      public float[] run() {
        input.put(0, values);
        bound.run();
        bound.output(InferenceModel.OUTPUT).data().asFloatBuffer().get(0, output);
        return output;
      }

      @Override
      public float[] output() {
        return run();
      }

      @Override
      public void close() {
        bound.close();
      }
    };
  }

  /** Makes a request, reads the response. */
  static InferenceCall infer(InferenceSession session, Shape shape, float[] values) {
    return new InferenceCall() {
      @Override
      public float[] run() {
        Tensor input = Tensor.of(shape, values);
        return session
            .infer(InferenceRequest.of(InferenceModel.INPUT, input))
            .output(InferenceModel.OUTPUT)
            .toFloats();
      }

      @Override
      public float[] output() {
        return run();
      }

      @Override
      public void close() {
        // The session is its opener's.
      }
    };
  }
}
