package io.lepton.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Which way a call takes. */
class NativeCallsTest {

  @Test
  void prepare_foreignNotWanted_goesThroughJni() throws Exception {
    try (Gathering model = new Gathering();
        PreparedCall call =
            NativeCalls.of(model.session, false)
                .orElseThrow()
                .prepare(model.inputs, model.outputs)) {
      assertThat(call).isInstanceOf(JniCall.class);
    }
  }

  @Test
  void prepare_foreignNotAllowed_goesThroughJni() throws Exception {
    Assumptions.assumeFalse(ForeignAccess.isAllowed(), ForeignAccess.describe());
    try (Gathering model = new Gathering();
        PreparedCall call =
            NativeCalls.of(model.session, true)
                .orElseThrow()
                .prepare(model.inputs, model.outputs)) {
      assertThat(call).isInstanceOf(JniCall.class);
    }
  }

  @Test
  void bind_runtimeRefusesAName_goesThroughJni() throws Exception {
    try (Gathering model = new Gathering()) {
      NativeCalls calls = NativeCalls.of(model.session, true).orElseThrow();
      ForeignLinking.require();
      Map<String, OnnxTensor> unknown = Map.of("unknown", model.inputs.get("index"));
      assertThat(calls.bind(unknown, model.outputs)).isInstanceOf(JniCall.class);
    }
  }

  @Test
  void run_fewTimes_staysWithJni() throws Exception {
    try (Gathering model = new Gathering();
        WarmingCall call = warming(model)) {
      runs(model, call, WarmingCall.RUNS_BETWEEN_LOOKS);
      assertThat(call.current()).isInstanceOf(JniCall.class);
    }
  }

  @Test
  void run_manyTimes_movesToTheCApi() throws Exception {
    try (Gathering model = new Gathering();
        WarmingCall call = warming(model)) {
      Assumptions.assumeTrue(ForeignAccess.isAllowed(), ForeignAccess.describe());
      runs(model, call, 11_000);
      ForeignLinking.awaitLinked();
      runs(model, call, WarmingCall.RUNS_BETWEEN_LOOKS + 1);
      assertThat(call.current()).isInstanceOf(IoBindingCall.class);
      runs(model, call, 10);
    }
  }

  private static WarmingCall warming(Gathering model) {
    NativeCalls calls = NativeCalls.of(model.session, true).orElseThrow();
    return new WarmingCall(calls, model.inputs, model.outputs);
  }

  private static void runs(Gathering model, PreparedCall call, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(model.ask(call, i % 3) == 10 * (i % 3 + 1)).isTrue();
    }
  }
}
