package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.LeptonException;
import io.lepton.format.onnx.OnnxCheck;
import io.lepton.format.onnx.OnnxModel;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models with wrong bytes are planned or refused in Lepton's words, and never run away with us. */
class ModelPlanFuzzTest {

  private static final int VARIANTS = 3_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  @Timeout(60)
  void rewrite_wrongBytes_refusedInLeptonsWordsOrPlanned(long seed) {
    Random random = new Random(seed);
    byte[][] models = {
      TestModels.encoders().toBytes(),
      TestModels.classifier("a", "b", "c").toBytes(),
      FeatureBlocksTest.asFromSkl2onnx().toBytes()
    };
    int planned = 0;
    for (int i = 0; i < VARIANTS; i++) {
      byte[] bytes = models[i % models.length].clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      planned += plan(bytes, "seed " + seed + ", variant " + i) ? 1 : 0;
    }
    assertThat(planned).isPositive();
  }

  private static boolean plan(byte[] bytes, String what) {
    try {
      OnnxModel model = OnnxModel.read(bytes);
      OnnxCheck.check(model);
      ModelPlan plan = ModelPlan.rewrite(model);
      plan.signature("fuzz");
      return plan.model().toBytes().length > 0;
    } catch (LeptonException e) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }
}
