package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.GlobalThreads;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools of threads that belong to the process: each test has one of its own. */
class OnnxGlobalThreadsTest {

  @TempDir Path folder;

  private String run(String story) throws Exception {
    ForkedJvm.Result result = ForkedJvm.run(folder, Story.class, 60, story);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  @Test
  void open_sameGlobalThreads_isSharedByAllSessions() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/task")), "No list of threads here");
    assertThat(run("threads")).isEqualTo("own: 9 more, global: 3 more\n");
  }

  @Test
  void open_otherGlobalThreadsLater_isRefused() throws Exception {
    assertThat(run("others"))
        .isEqualTo(
            "java.lang.IllegalStateException: The session needs GlobalThreads[intraOpThreads=3, interOpThreads=1, spinning=false], the process has GlobalThreads[intraOpThreads=2, interOpThreads=1, spinning=false]: they are made with its first session and stay as they are\n");
  }

  @Test
  void open_globalThreadsAfterASessionWithout_isRefused() throws Exception {
    assertThat(run("late")).contains("the process has no global threads");
  }

  @Test
  void open_ownThreadsAfterGlobalOnes_works() throws Exception {
    assertThat(run("own")).isEqualTo("[2.0, 4.0]\n");
  }

  /** What happens in a JVM of its own. */
  static final class Story {

    private static final SessionOptions DEFAULTS = SessionOptions.defaults().withSharing(false);

    public static void main(String[] args) throws IOException {
      switch (args[0]) {
        case "threads" -> threads();
        case "others" -> refused(global(2), global(3));
        case "late" -> refused(DEFAULTS, global(2));
        default -> own();
      }
    }

    private static SessionOptions global(int threads) {
      return DEFAULTS.withGlobalThreads(GlobalThreads.of(threads));
    }

    private static InferenceSession open(SessionOptions options) {
      return TestModels.open(TestModels.sumAndDifference(), options);
    }

    private static void refused(SessionOptions first, SessionOptions second) {
      try (InferenceSession session = open(first)) {
        open(second).close();
        System.out.println("not refused");
      } catch (IllegalStateException e) {
        System.out.println(IllegalStateException.class.getName() + ": " + e.getMessage());
      }
    }

    private static void own() {
      try (InferenceSession global = open(global(2));
          InferenceSession own = open(DEFAULTS.withIntraOpThreads(2))) {
        Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
        InferenceRequest request = InferenceRequest.of("a", a).and("b", a);
        List<Float> sum = new ArrayList<>();
        for (float value : own.infer(request).outputs().get("sum").toFloats()) {
          sum.add(value);
        }
        System.out.println(sum);
      }
    }

    // The JVM's own threads come and go: only those count that the runtime named or left unnamed.
    private static void threads() throws IOException {
      long before = runtimeThreads();
      List<InferenceSession> sessions = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        sessions.add(open(global(4)));
      }
      long global = runtimeThreads() - before;
      for (int i = 0; i < 3; i++) {
        sessions.add(open(DEFAULTS.withIntraOpThreads(4)));
      }
      long own = runtimeThreads() - before - global;
      System.out.printf("own: %d more, global: %d more%n", own, global);
      sessions.forEach(InferenceSession::close);
    }

    private static long runtimeThreads() throws IOException {
      try (var tasks = Files.list(Path.of("/proc/self/task"))) {
        return tasks.filter(Story::isRuntimes).count();
      }
    }

    private static boolean isRuntimes(Path task) {
      try {
        return Files.readString(task.resolve("comm")).strip().equals("java");
      } catch (IOException e) {
        return false;
      }
    }
  }
}
