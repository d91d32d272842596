package io.lepton.bench.jmh;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** Makes one prediction with ONNX Runtime alone, the way its documentation does. */
public final class RuntimeStart {

  private RuntimeStart() {}

  /**
   * Predicts and prints.
   *
   * @param args the model
   * @throws OrtException if that fails
   */
  public static void main(String[] args) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // As Lepton does: with as many threads as cores most of the time would go into starting them.
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(args[0], options);
          OnnxTensor input =
              OnnxTensor.createTensor(environment, new float[1][StartModel.FEATURES]);
          OrtSession.Result result = session.run(Map.of(StartModel.INPUT, input))) {
        System.out.println(((float[][]) result.get(0).getValue())[0][0]);
      }
    }
  }
}
