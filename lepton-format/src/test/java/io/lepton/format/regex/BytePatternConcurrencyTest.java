package io.lepton.format.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One pattern, many threads: the same answers as with one. */
@Timeout(60)
class BytePatternConcurrencyTest {

  private static final int THREADS = 8;

  private static List<Boolean> answers(BytePattern pattern, ByteMatcher matcher, boolean shared) {
    List<Boolean> answers = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      byte[] value =
          ("ab".repeat(i % 40) + Integer.toBinaryString(i)).getBytes(StandardCharsets.UTF_8);
      answers.add(
          shared
              ? pattern.matches(value, 0, value.length)
              : matcher.matches(value, 0, value.length));
      answers.add(
          shared ? pattern.find(value, 0, value.length) : matcher.find(value, 0, value.length));
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?:ab)*10[01]*", "[ab01]*[b1][ab01]{12}"})
  void matchesAndFind_fromManyThreads_asFromOne(String regex) throws Exception {
    List<Boolean> expected =
        answers(BytePattern.compile(regex), BytePattern.compile(regex).matcher(), true);
    BytePattern pattern = BytePattern.compile(regex);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Boolean>>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        boolean shared = i % 2 == 0;
        tasks.add(() -> answers(pattern, pattern.matcher(), shared));
      }
      for (Future<List<Boolean>> task : threads.invokeAll(tasks)) {
        assertThat(task.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
