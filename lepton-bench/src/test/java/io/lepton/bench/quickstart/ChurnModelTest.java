package io.lepton.bench.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.Models;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChurnModelTest {

  private static final Shape ONE = Shape.of(1, 1);

  @Test
  void infer_everythingAtTheMeanAndUnknown_isTheInterceptAlone() throws IOException {
    InferenceResponse response = infer(Float.NaN, "nowhere");
    float[] probabilities = response.output("probabilities").toFloats();
    assertThat(probabilities[1]).isCloseTo((float) (1 / (1 + Math.exp(1.3))), within(1e-6f));
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-6f));
    assertThat(response.output("label").text(0)).isEqualTo("stays");
  }

  @Test
  void infer_oldAndInactive_leavesMoreOften() throws IOException {
    float young = infer(25, "yes").output("probabilities").toFloats()[1];
    float old = infer(75, "no").output("probabilities").toFloats()[1];
    assertThat(old).isGreaterThan(young);
  }

  private static InferenceResponse infer(float age, String active) throws IOException {
    Map<String, Tensor> inputs = new HashMap<>();
    for (String number : new String[] {"tenure_months", "balance", "products", "credit_score"}) {
      inputs.put(number, Tensor.of(ONE, Float.NaN));
    }
    for (String text : new String[] {"country", "segment", "channel"}) {
      inputs.put(text, Tensor.of(ONE, "nowhere"));
    }
    inputs.put("age", Tensor.of(ONE, age));
    inputs.put("active", Tensor.of(ONE, active));
    ModelSource source = ModelSource.of("churn", ChurnModel.create().toBytes());
    try (InferenceSession session = Models.open(source, SessionOptions.defaults())) {
      return session.infer(InferenceRequest.of(inputs));
    }
  }
}
