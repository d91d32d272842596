package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceSession;
import io.lepton.runtime.foreign.ForeignLinking;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bindings made, run and closed over and over leave no memory behind, whatever way they take. */
class ForeignLeakTest {

  private static final int BINDS = Boolean.getBoolean("lepton.soak") ? 1_000_000 : 100_000;
  // A leak of the smallest native object, of a hundred bytes or so, would be 10 MiB.
  private static final long TOLERATED_GROWTH_KIB = 6 * 1024;
  // All that the JVM may have for itself it has from the beginning.
  private static final List<String> STEADY_HEAP =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms64m",
          "-Xmx64m",
          "-XX:+AlwaysPreTouch",
          "-XX:MaxDirectMemorySize=16m");

  @Test
  void bind_overAndOver_leavesNoMemory(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "No /proc");
    ForkedJvm.Result result =
        ForkedJvm.run(folder, STEADY_HEAP, Load.class, 600, String.valueOf(BINDS));
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).startsWith("grown by ");
    String kib = result.output().replaceAll("(?s)grown by (-?\\d+) KiB.*", "$1");
    assertThat(Long.parseLong(kib)).isLessThan(TOLERATED_GROWTH_KIB);
  }

  /** Binds, in a JVM of its own. */
  static final class Load {

    private static final Map<String, Shape> SHAPES =
        Map.of("a", Shape.of(1, 2), "b", Shape.of(1, 2));

    public static void main(String[] args) throws IOException {
      int binds = Integer.parseInt(args[0]);
      try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), true)) {
        ForeignLinking.linkIfAllowed();
        binds(session, binds / 2);
        long warm = residentKib();
        binds(session, binds);
        System.out.printf("grown by %d KiB%n", residentKib() - warm);
      }
    }

    private static void binds(InferenceSession session, int count) {
      for (int i = 0; i < count; i++) {
        try (BoundInference bound = session.bind(SHAPES)) {
          bound.run();
          bound.run();
        }
      }
    }

    private static long residentKib() throws IOException {
      System.gc();
      return ResidentMemory.kib().orElseThrow();
    }
  }
}
