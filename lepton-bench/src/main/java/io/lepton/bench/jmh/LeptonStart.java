package io.lepton.bench.jmh;

import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Makes one prediction with Lepton. */
public final class LeptonStart {

  private LeptonStart() {}

  /**
   * Predicts and prints.
   *
   * @param args the model
   * @throws IOException if that fails
   */
  public static void main(String[] args) throws IOException {
    try (InferenceSession session = Models.open(Path.of(args[0]))) {
      Tensor input = Tensor.of(Shape.of(1, StartModel.FEATURES), new float[StartModel.FEATURES]);
      Map<String, Tensor> outputs =
          session.infer(InferenceRequest.of(StartModel.INPUT, input)).outputs();
      System.out.println(
          Objects.requireNonNull(outputs.get(StartModel.OUTPUT), StartModel.OUTPUT).toFloats()[0]);
    }
  }
}
