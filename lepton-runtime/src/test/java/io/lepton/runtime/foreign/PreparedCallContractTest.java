package io.lepton.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

/** What every {@link PreparedCall} does, whatever way it takes. */
abstract class PreparedCallContractTest {

  private static final long MISSING = 5;

  /** Prepares a call, or skips the test where that is not possible. */
  abstract PreparedCall prepare(Gathering model) throws Exception;

  @Test
  void run_inputsChanged_writesTheOutputs() throws Exception {
    try (Gathering model = new Gathering();
        PreparedCall call = prepare(model)) {
      assertThat(model.ask(call, 2)).isEqualTo(30);
      assertThat(model.ask(call, 0)).isEqualTo(10);
      assertThat(model.ask(call, -2)).isEqualTo(20);
    }
  }

  @Test
  void run_fails_saysWhatTheBindingSays() throws Exception {
    try (Gathering model = new Gathering();
        PreparedCall call = prepare(model)) {
      OrtException expected =
          catchThrowableOfType(OrtException.class, () -> model.askPlainly(MISSING));
      OrtException found = catchThrowableOfType(OrtException.class, () -> model.ask(call, MISSING));
      assertThat(found).hasMessage(expected.getMessage());
      assertThat(found.getCode()).isEqualTo(expected.getCode());
    }
  }

  @Test
  void run_afterAFailure_isRight() throws Exception {
    try (Gathering model = new Gathering();
        PreparedCall call = prepare(model)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> model.ask(call, MISSING)).isInstanceOf(OrtException.class);
        assertThat(model.ask(call, 1)).isEqualTo(20);
      }
    }
  }

  @Test
  void run_optionsSayTerminate_fails() throws Exception {
    try (Gathering model = new Gathering();
        PreparedCall call = prepare(model)) {
      model.options.setTerminate(true);
      OrtException found = catchThrowableOfType(OrtException.class, () -> model.ask(call, 0));
      assertThat(found).hasMessageContaining("terminate flag");
      model.options.setTerminate(false);
      assertThat(model.ask(call, 0)).isEqualTo(10);
    }
  }

  @Test
  void close_twiceAndAfterTheSession_isSafe() throws Exception {
    Gathering model = new Gathering();
    PreparedCall call = prepare(model);
    model.ask(call, 0);
    model.close();
    call.close();
    call.close();
  }
}
