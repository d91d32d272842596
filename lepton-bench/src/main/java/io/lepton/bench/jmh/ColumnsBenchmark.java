package io.lepton.bench.jmh;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.data.Vocabulary;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.runtime.binding.BatchBinder;
import io.lepton.runtime.binding.BindingPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a batch of columns to what a model takes: a matrix of floats, codes of texts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // JMH calls open().
public class ColumnsBenchmark {

  /** How many rows a batch has. */
  static final int ROWS = RecordBatch.DEFAULT_CAPACITY;

  /** How many columns the matrix has. */
  static final int COLUMNS = 64;

  // Categories of the Telco file and of the Adult file.
  private static final List<String> TERMS =
      List.of(
          "Yes",
          "No",
          "No phone service",
          "No internet service",
          "DSL",
          "Fiber optic",
          "Month-to-month",
          "One year",
          "Two year",
          "Electronic check",
          "Mailed check",
          "Bank transfer (automatic)",
          "Credit card (automatic)",
          "Married-civ-spouse",
          "Machine-op-inspct",
          "Other-service");

  private final int[] codes = new int[ROWS];
  private TemporaryFolder folder;
  private InferenceSession session;
  private RecordBatch batch;
  private BatchBinder binder;
  private FloatBuffer matrix;
  private Vocabulary vocabulary;
  private TextColumn texts;
  private Map<String, Integer> map;
  private String[] strings;

  /**
   * Makes the data and compares the answers.
   *
   * @throws IOException if a file fails
   */
  @Setup
  public void open() throws IOException {
    folder = new TemporaryFolder();
    openMatrix();
    openTexts();
    columnsToMatrix();
    columnsToMatrixByLoop();
    binder.run();
    float[] expected = new float[ROWS * COLUMNS];
    matrix.get(0, expected);
    InferenceCall call = LeptonCalls.infer(session, InferenceModel.MLP.input(ROWS), expected);
    requireEqual(
        Arrays.equals(output(call), binder.output(InferenceModel.OUTPUT).toFloats()), "matrix");
    int[] byMap = textCodesByMap().clone();
    requireEqual(Arrays.equals(byMap, textCodes()), "codes");
  }

  private static float[] output(InferenceCall call) {
    try (call) {
      return call.output();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireEqual(boolean equal, String what) {
    if (!equal) {
      throw new IllegalStateException("The two ways to get the " + what + " differ");
    }
  }

  private void openMatrix() throws IOException {
    List<Field> fields =
        IntStream.range(0, COLUMNS).mapToObj(c -> Field.of("f" + c, ColumnType.FP32)).toList();
    session = Models.open(InferenceModel.MLP.file(folder.path()));
    BindingPlan plan = BindingPlan.of(session.metadata(), Schema.of(fields), List.of(), List.of());
    batch = RecordBatch.allocate(plan.readSchema(), ROWS);
    Random random = new Random(1);
    for (int c = 0; c < COLUMNS; c++) {
      float[] values = ((FloatColumn) batch.column(c)).values();
      for (int row = 0; row < ROWS; row++) {
        values[row] = random.nextFloat();
      }
    }
    batch.setRowCount(ROWS);
    binder = new BatchBinder(session, plan, batch, RejectionHandler.FAIL);
    matrix =
        ByteBuffer.allocateDirect(ROWS * COLUMNS * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  private void openTexts() {
    vocabulary = Vocabulary.of(TERMS);
    Schema schema = Schema.of(List.of(Field.of("category", ColumnType.TEXT)));
    texts = (TextColumn) RecordBatch.allocate(schema, ROWS).column(0);
    map = new HashMap<>();
    TERMS.forEach(term -> map.put(term, map.size()));
    strings = new String[ROWS];
    Random random = new Random(2);
    for (int row = 0; row < ROWS; row++) {
      strings[row] = new String(TERMS.get(random.nextInt(TERMS.size())));
      byte[] bytes = strings[row].getBytes(StandardCharsets.UTF_8);
      texts.append(row, bytes, 0, bytes.length);
    }
  }

  /**
   * Frees everything.
   *
   * @throws IOException if the folder cannot be deleted
   */
  @TearDown
  public void close() throws IOException {
    binder.close();
    session.close();
    folder.close();
  }

  /**
   * Lepton: {@value #COLUMNS} columns of floats become a row-major matrix in direct memory.
   *
   * @return rows
   */
  @Benchmark
  public int columnsToMatrix() {
    return binder.bind();
  }

  /**
   * The same as people write it.
   *
   * @return the matrix
   */
  @Benchmark
  public FloatBuffer columnsToMatrixByLoop() {
    for (int row = 0; row < ROWS; row++) {
      for (int c = 0; c < COLUMNS; c++) {
        matrix.put(row * COLUMNS + c, ((FloatColumn) batch.column(c)).values()[row]);
      }
    }
    return matrix;
  }

  /**
   * Lepton: texts as they lie in a file become codes.
   *
   * @return the codes
   */
  @Benchmark
  public int[] textCodes() {
    vocabulary.codesOf(texts, ROWS, codes);
    return codes;
  }

  /**
   * The same from strings that are there already and know their hash.
   *
   * @return the codes
   */
  @Benchmark
  public int[] textCodesByMap() {
    for (int row = 0; row < ROWS; row++) {
      codes[row] = map.getOrDefault(strings[row], Vocabulary.UNKNOWN);
    }
    return codes;
  }
}
