package io.lepton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FormatsTasksTest {

  @Test
  void verify_everyPeer_readsAndWritesTheSame(@TempDir Path folder) throws Exception {
    try (FormatsTasks tasks = new FormatsTasks(folder, 3_000)) {
      tasks.verify();
      for (Map.Entry<String, Callable<Long>> task : tasks.byName().entrySet()) {
        assertThat(task.getValue().call()).as(task.getKey()).isNotNegative();
      }
    }
  }
}
