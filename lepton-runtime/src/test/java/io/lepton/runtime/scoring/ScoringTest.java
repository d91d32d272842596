package io.lepton.runtime.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Rejection;
import io.lepton.data.Vocabulary;
import io.lepton.format.Formats;
import io.lepton.model.BindingException;
import io.lepton.model.InferenceException;
import io.lepton.runtime.FakeSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScoringTest {

  private static final TensorSpec X = TensorSpec.of("x", DataType.FP64, Shape.of(-1, 1));

  @TempDir Path folder;

  /** Answers with twice x, a pair of values, and whether x is above 10 as coded text. */
  private final FakeSession model =
      new FakeSession(
          List.of(X),
          List.of(
              TensorSpec.of("twice", DataType.FP64, Shape.of(-1, 1)),
              TensorSpec.of("pair", DataType.INT64, Shape.of(-1, 2)),
              TensorSpec.of("size", DataType.BYTES, Shape.of(-1))),
          Map.of(),
          Map.of(),
          Map.of("size", Vocabulary.of(List.of("small", "large"))),
          ScoringTest::answer);

  private static Map<String, Tensor> answer(Map<String, Tensor> inputs) {
    Tensor x = inputs.get("x");
    int rows = x.size();
    double[] twice = new double[rows];
    long[] pair = new long[rows * 2];
    long[] size = new long[rows];
    for (int row = 0; row < rows; row++) {
      twice[row] = 2 * x.getDouble(row);
      pair[2 * row] = (long) x.getDouble(row);
      pair[2 * row + 1] = -pair[2 * row];
      size[row] = x.getDouble(row) > 10 ? 1 : 0;
    }
    return Map.of(
        "twice", Tensor.of(Shape.of(rows, 1), twice),
        "pair", Tensor.of(Shape.of(rows, 2), pair),
        "size", Tensor.of(Shape.of(rows), size));
  }

  @AfterEach
  void everyBindingIsClosed() {
    assertThat(model.openBindings).hasValue(0);
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("in.csv"), text);
  }

  private Path numbered(int rows) throws IOException {
    return csv(
        IntStream.rangeClosed(1, rows)
            .mapToObj(i -> "r" + i + "," + i)
            .collect(Collectors.joining("\n", "id,x\n", "\n")));
  }

  private Path output() {
    return folder.resolve("out.ndjson");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void run_outputsOfEveryKind_areWrittenAfterTheKeptColumns() throws IOException {
    Scoring.of(model).read(csv("id,x\na,1\nb,20\n")).keep("id").write(output()).run();
    assertThat(Files.readAllLines(output()))
        .containsExactly(
            "{\"id\":\"a\",\"twice\":2.0,\"pair\":[1,-1],\"size\":\"small\"}",
            "{\"id\":\"b\",\"twice\":40.0,\"pair\":[20,-20],\"size\":\"large\"}");
  }

  @Test
  void run_csvOutput_spreadsListsOverNumberedColumns() throws IOException {
    Path out = folder.resolve("out.csv");
    Scoring.of(model).read(csv("id,x\na,1\n")).write(out).run();
    assertThat(Files.readAllLines(out))
        .containsExactly("twice,pair.0,pair.1,size", "2.0,1,-1,small");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void run_anyNumberOfThreads_keepsTheOrder(int threads) throws IOException {
    ScoringReport report =
        Scoring.of(model)
            .read(numbered(10_007))
            .keep("id")
            .write(output())
            .threads(threads)
            .batchSize(64)
            .run();
    List<String> lines = Files.readAllLines(output());
    assertThat(lines).hasSize(10_007);
    for (int i = 1; i <= lines.size(); i++) {
      assertThat(lines.get(i - 1)).startsWith("{\"id\":\"r" + i + "\",\"twice\":" + 2 * i + ".0,");
    }
    assertThat(report.rowsScored()).isEqualTo(10_007);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void run_badRowWithoutRejectsFile_stopsAndLeavesTheOldOutput(int threads) throws IOException {
    Path in = csv("id,x\na,1\nb,oops\nc,3\n");
    Files.writeString(output(), "old");
    MalformedInputException refused =
        catchThrowableOfType(
            MalformedInputException.class,
            () ->
                Scoring.of(model)
                    .read(typed(in), Formats.byName("csv"))
                    .write(output())
                    .threads(threads)
                    .run());
    assertThat(refused.code()).isEqualTo(ErrorCode.WRONG_TYPE);
    assertThat(refused).hasMessageContaining("Row 2").hasMessageNotContaining("oops");
    assertThat(output()).hasContent("old");
    assertThat(files()).containsExactly("in.csv", "out.ndjson");
  }

  private static DataSource typed(Path file) {
    return DataSource.of(file);
  }

  @Test
  void run_badRowsWithRejectsFile_listsThemAndScoresTheOthers() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    ScoringReport report =
        Scoring.of(model)
            .read(csv("id,x\na,1\nb,oops\nc\nd,4\n"))
            .keep("id")
            .write(output())
            .rejects(rejects)
            .run();
    assertThat(Files.readAllLines(output())).hasSize(2).last().asString().contains("\"d\"");
    assertThat(Files.readAllLines(rejects))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("2,x,LEP-DATA-001,"))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("3,").contains("LEP-FORMAT-003"));
    assertThat(report.rowsRead()).isEqualTo(4);
    assertThat(report.rowsScored()).isEqualTo(2);
    assertThat(report.rowsRejected()).isEqualTo(2);
    assertThat(report.rejectionsByCode())
        .containsOnly(Map.entry(ErrorCode.WRONG_TYPE, 1L), Map.entry(ErrorCode.RAGGED_RECORD, 1L));
    assertThat(report.firstRejections()).extracting(Rejection::row).containsExactly(2L, 3L);
  }

  @Test
  void run_headerOnly_writesAnEmptyOutput() throws IOException {
    Path out = folder.resolve("out.csv");
    ScoringReport report = Scoring.of(model).read(csv("id,x\n")).keep("id").write(out).run();
    assertThat(report.rowsRead()).isZero();
    assertThat(Files.readAllLines(out)).containsExactly("id,twice,pair.0,pair.1,size");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void run_cancelled_leavesNothingBehind(int threads) throws IOException {
    Path in = numbered(5_000);
    AtomicInteger batches = new AtomicInteger();
    Scoring scoring =
        Scoring.of(model)
            .read(in)
            .write(output())
            .batchSize(10)
            .threads(threads)
            .progress(done -> batches.incrementAndGet())
            .cancelWhen(() -> batches.get() >= 3);
    assertThatThrownBy(scoring::run).isInstanceOf(CancellationException.class);
    assertThat(files()).containsExactly("in.csv");
  }

  @Test
  void run_cancelledWhileEveryRowIsRejected_stops() throws IOException {
    String row = "a,oops\n";
    Path in = csv("id,x\na,1\n" + row.repeat(100_000));
    AtomicInteger asked = new AtomicInteger();
    Scoring scoring =
        Scoring.of(model)
            .read(in)
            .write(output())
            .rejects(folder.resolve("rejects.csv"))
            .batchSize(10)
            .threads(1)
            .cancelWhen(() -> asked.incrementAndGet() > 3);
    assertThatThrownBy(scoring::run).isInstanceOf(CancellationException.class);
    assertThat(files()).containsExactly("in.csv");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void run_modelFails_passesTheFailureOnAndLeavesNothingBehind(int threads) throws IOException {
    FakeSession broken =
        FakeSession.of(
            List.of(X),
            List.of(TensorSpec.of("y", DataType.FP64, Shape.of(-1, 1))),
            inputs -> {
              throw new InferenceException(ErrorCode.INFERENCE_FAILED, "broken", null);
            });
    Path in = numbered(5_000);
    assertThatThrownBy(
            () -> Scoring.of(broken).read(in).write(output()).threads(threads).batchSize(8).run())
        .isInstanceOf(InferenceException.class);
    assertThat(files()).containsExactly("in.csv");
    assertThat(broken.openBindings).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void run_interrupted_isCancelled(int threads) throws IOException {
    Path in = numbered(5_000);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () -> Scoring.of(model).read(in).write(output()).threads(threads).batchSize(8).run())
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(files()).containsExactly("in.csv");
  }

  @Test
  void run_progress_reachesTheEnd() throws IOException {
    List<ScoringProgress> seen = Collections.synchronizedList(new ArrayList<>());
    Path in = numbered(1_000);
    Scoring.of(model).read(in).write(output()).batchSize(100).progress(seen::add).run();
    assertThat(seen).extracting(ScoringProgress::rowsScored).isSorted().endsWith(1_000L);
    assertThat(seen).extracting(ScoringProgress::totalBytes).containsOnly(Files.size(in));
  }

  @Test
  void run_standardStreams_areReadOnceAndNotClosed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = Files.readAllBytes(numbered(3));
    Scoring.of(model)
        .read(
            DataSource.ofStream("standard input", new ByteArrayInputStream(bytes)),
            Formats.byName("csv"))
        .write(DataTarget.ofStream("standard output", out), Formats.byName("ndjson"))
        .run();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
  }

  @Test
  void run_outputWithoutOneElementARow_isRefused() throws IOException {
    FakeSession total =
        FakeSession.of(
            List.of(X),
            List.of(TensorSpec.of("sum", DataType.FP64, Shape.of(1))),
            inputs -> Map.of("sum", Tensor.of(Shape.of(1), 1.0)));
    Path in = numbered(3);
    assertThatThrownBy(() -> Scoring.of(total).read(in).write(output()).run())
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("sum")
        .hasMessageContaining("3 rows went in");
  }

  @Test
  void run_columnsDoNotFit_readsNothing() throws IOException {
    Path in = csv("id,y\na,1\n");
    assertThatThrownBy(() -> Scoring.of(model).read(in).keep("id", "z").write(output()).run())
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("column z is to be kept");
    assertThat(files()).containsExactly("in.csv");
  }

  @Test
  void run_withoutSource_saysWhatIsMissing() {
    assertThatThrownBy(() -> Scoring.of(model).write(output()).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call read");
  }

  @Test
  void toString_report_saysRowsReasonsAndDevice() throws IOException {
    ScoringReport report =
        Scoring.of(model)
            .read(csv("id,x\na,1\nb,oops\n"))
            .write(output())
            .rejects(folder.resolve("rejects.csv"))
            .run();
    assertThat(report.toString())
        .contains("2 rows read, 1 scored, 1 rejected", "LEP-DATA-001", "CPU: a fake", "same name");
  }
}
