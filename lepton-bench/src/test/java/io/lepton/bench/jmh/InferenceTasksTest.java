package io.lepton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class InferenceTasksTest {

  @ParameterizedTest
  @CsvSource({"tiny, 1", "tiny, 8", "mlp, 8", "cnn, 3", "squeezenet, 1"})
  void verify_everyContenderButDjl_answersToTheBitAsArraysDo(
      String model, int batch, @TempDir Path folder) throws Exception {
    for (String who : InferenceTasks.contenders(InferenceModel.of(model))) {
      if (who.equals(InferenceTasks.DJL)) {
        continue; // It needs a JVM where nobody has used ONNX Runtime; the benchmark verifies it.
      }
      String task = model + "/" + batch + "/" + who;
      try (InferenceTasks tasks = new InferenceTasks(folder)) {
        InferenceCall call = tasks.open(task);
        tasks.verify(task, call);
        assertThat(call.output())
            .as(task)
            .hasSize((int) InferenceModel.of(model).output(batch).elementCount());
      }
    }
  }

  @Test
  void verify_anotherAnswer_isRefused(@TempDir Path folder) throws Exception {
    try (InferenceTasks tasks = new InferenceTasks(folder)) {
      InferenceCall call = tasks.open("tiny/2/Lepton");
      assertThatThrownBy(() -> tasks.verify("tiny/1/Lepton", call))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("tiny/1/Lepton does not answer as");
    }
  }

  @Test
  void columnsBenchmark_bothWays_giveTheSame() throws Exception {
    ColumnsBenchmark benchmark = new ColumnsBenchmark();
    benchmark.open();
    try {
      assertThat(benchmark.columnsToMatrix()).isEqualTo(ColumnsBenchmark.ROWS);
      assertThat(benchmark.textCodes()).hasSize(ColumnsBenchmark.ROWS);
    } finally {
      benchmark.close();
    }
  }
}
