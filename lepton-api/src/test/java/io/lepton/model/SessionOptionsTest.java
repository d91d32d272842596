package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.model.SessionOptions.OptimizationLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionOptionsTest {

  @Test
  void defaults_areThoseOfTheDocumentation() {
    SessionOptions options = SessionOptions.defaults();
    assertThat(options.intraOpThreads()).isEqualTo(1);
    assertThat(options.rewriting()).isTrue();
    assertThat(options.optimizationLevel()).isEqualTo(OptimizationLevel.ALL);
    assertThat(options.device()).isEqualTo(DevicePreference.auto());
    assertThat(options.configEntries()).isEmpty();
  }

  @Test
  void with_changesOnePartAndKeepsTheOthers() {
    SessionOptions options =
        SessionOptions.defaults()
            .withDevice(DevicePreference.require(Device.CPU))
            .withIntraOpThreads(3)
            .withOptimizationLevel(OptimizationLevel.BASIC)
            .withRewriting(false)
            .withConfigEntry("a", "1")
            .withConfigEntry("b", "2");
    assertThat(options.device().strength()).isEqualTo(DevicePreference.Strength.REQUIRE);
    assertThat(options.device().device()).isEqualTo(Device.CPU);
    assertThat(options.intraOpThreads()).isEqualTo(3);
    assertThat(options.optimizationLevel()).isEqualTo(OptimizationLevel.BASIC);
    assertThat(options.rewriting()).isFalse();
    assertThat(options.configEntries()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void with_leavesTheOriginalAsItWas() {
    SessionOptions options = SessionOptions.defaults();
    options.withConfigEntry("a", "1");
    options.withRewriting(false);
    assertThat(options.configEntries()).isEmpty();
    assertThat(options.rewriting()).isTrue();
    assertThatThrownBy(() -> options.configEntries().put("a", "1"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void withIntraOpThreads_belowOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionOptions.defaults().withIntraOpThreads(0))
        .withMessage("Needs at least 1 intra-op thread, got 0");
  }

  @Test
  void preferences_sayHowStrongTheyAre() {
    assertThat(DevicePreference.prefer(Device.CUDA).strength())
        .isEqualTo(DevicePreference.Strength.PREFER);
    assertThat(DevicePreference.auto().strength()).isEqualTo(DevicePreference.Strength.AUTO);
  }
}
