package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.model.SessionOptions.OptimizationLevel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    assertThat(options.interOpThreads()).isEqualTo(1);
    assertThat(options.spinning()).isFalse();
    assertThat(options.globalThreads()).isEmpty();
    assertThat(options.arena()).isTrue();
    assertThat(options.memoryPattern()).isTrue();
    assertThat(options.memoryBudget()).isEmpty();
    assertThat(options.optimizedModelFile()).isEmpty();
    assertThat(options.deterministicCompute()).isFalse();
    assertThat(options.sharing()).isTrue();
    assertThat(options.leakDetection()).isEqualTo(LeakDetection.SAMPLED);
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
  void with_everyOption_isWhatWasSet() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1000);
    SessionOptions options =
        SessionOptions.defaults()
            .withInterOpThreads(2)
            .withSpinning(true)
            .withArena(false)
            .withMemoryPattern(false)
            .withMemoryBudget(budget)
            .withOptimizedModelFile(Path.of("out.onnx"))
            .withDeterministicCompute(true)
            .withSharing(false)
            .withLeakDetection(LeakDetection.ALL);
    assertThat(options.interOpThreads()).isEqualTo(2);
    assertThat(options.spinning()).isTrue();
    assertThat(options.arena()).isFalse();
    assertThat(options.memoryPattern()).isFalse();
    assertThat(options.memoryBudget()).contains(budget);
    assertThat(options.optimizedModelFile()).contains(Path.of("out.onnx"));
    assertThat(options.deterministicCompute()).isTrue();
    assertThat(options.sharing()).isFalse();
    assertThat(options.leakDetection()).isEqualTo(LeakDetection.ALL);
  }

  @Test
  void equals_sameOptions_isTrueAndHashed() {
    SessionOptions one = SessionOptions.defaults().withIntraOpThreads(2).withConfigEntry("a", "1");
    SessionOptions other =
        SessionOptions.defaults().withConfigEntry("a", "1").withIntraOpThreads(2);
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(other.withArena(false)).isNotEqualTo(SessionOptions.defaults());
  }

  // Whatever is added later takes part: an option left out would let unlike sessions be shared.
  @Test
  void equals_anyOptionChanged_isFalse() {
    SessionOptions defaults = SessionOptions.defaults();
    List<SessionOptions> changed =
        List.of(
            defaults.withDevice(DevicePreference.prefer(Device.CPU)),
            defaults.withIntraOpThreads(2),
            defaults.withInterOpThreads(2),
            defaults.withSpinning(true),
            defaults.withGlobalThreads(GlobalThreads.of(2)),
            defaults.withArena(false),
            defaults.withMemoryPattern(false),
            defaults.withMemoryBudget(NativeMemoryBudget.ofBytes(1)),
            defaults.withOptimizationLevel(OptimizationLevel.NONE),
            defaults.withOptimizedModelFile(Path.of("x")),
            defaults.withDeterministicCompute(true),
            defaults.withRewriting(false),
            defaults.withForeignCalls(false),
            defaults.withSharing(false),
            defaults.withLeakDetection(LeakDetection.OFF),
            defaults.withConfigEntry("a", "1"));
    assertThat(changed).doesNotContain(defaults).doesNotHaveDuplicates();
    long withers =
        Arrays.stream(SessionOptions.class.getMethods())
            .filter(method -> method.getName().startsWith("with"))
            .count();
    assertThat(changed).as("options of this test").hasSize((int) withers);
  }

  @Test
  void withGlobalThreads_andThreadsOfItsOwn_isRefusedInEitherOrder() {
    GlobalThreads threads = GlobalThreads.of(4);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SessionOptions.defaults().withIntraOpThreads(2).withGlobalThreads(threads))
        .withMessageContaining("got both")
        .withMessageContaining("2 intra-op");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionOptions.defaults().withGlobalThreads(threads).withSpinning(true));
    assertThat(SessionOptions.defaults().withGlobalThreads(threads).globalThreads())
        .contains(threads);
  }

  @Test
  void globalThreads_belowOne_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GlobalThreads.of(0))
        .withMessage("Needs at least 1 global intra-op thread, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GlobalThreads.of(1).withInterOpThreads(-1))
        .withMessage("Needs at least 1 global inter-op thread, got -1");
    assertThat(GlobalThreads.of(2).withSpinning(true).withInterOpThreads(3))
        .isEqualTo(new GlobalThreads(2, 3, true));
  }

  @Test
  void withInterOpThreads_belowOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionOptions.defaults().withInterOpThreads(0))
        .withMessage("Needs at least 1 inter-op thread, got 0");
  }

  @Test
  void withConfigEntry_noKey_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionOptions.defaults().withConfigEntry(" ", "1"));
  }

  @Test
  void preferences_sayHowStrongTheyAre() {
    assertThat(DevicePreference.prefer(Device.CUDA).strength())
        .isEqualTo(DevicePreference.Strength.PREFER);
    assertThat(DevicePreference.auto().strength()).isEqualTo(DevicePreference.Strength.AUTO);
  }
}
