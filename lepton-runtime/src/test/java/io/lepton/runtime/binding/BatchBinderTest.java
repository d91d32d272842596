package io.lepton.runtime.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference.TextCodes;
import io.lepton.runtime.FakeSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBinderTest {

  private final List<Rejection> rejections = new ArrayList<>();

  /** A model that answers with its input. */
  private static FakeSession echo(TensorSpec input, Map<String, TextCodes> codes) {
    return new FakeSession(
        List.of(input),
        List.of(TensorSpec.of("out", input.type(), input.shape())),
        Map.of(),
        codes,
        Map.of(),
        inputs -> Map.of("out", inputs.get(input.name())));
  }

  private static FakeSession echo(TensorSpec input) {
    return echo(input, Map.of());
  }

  private static BindingPlan plan(FakeSession session, Schema data) {
    return BindingPlan.of(session.metadata(), data, List.of(), List.of());
  }

  private static Schema numbers(ColumnType type, String... names) {
    return Schema.of(java.util.Arrays.stream(names).map(name -> Field.of(name, type)).toList());
  }

  private static void setText(RecordBatch batch, String name, String... cells) {
    TextColumn column = (TextColumn) batch.column(name);
    for (int row = 0; row < cells.length; row++) {
      byte[] bytes = cells[row].getBytes(StandardCharsets.UTF_8);
      column.append(row, bytes, 0, bytes.length);
      batch.rowNumbers()[row] = row + 1;
    }
    batch.setRowCount(cells.length);
  }

  private Tensor bindAndRun(FakeSession session, BindingPlan plan, RecordBatch batch) {
    try (BatchBinder binder = new BatchBinder(session, plan, batch, rejections::add)) {
      binder.bind();
      binder.run();
      return binder.output("out");
    }
  }

  @Test
  void bind_floatMatrix_isRowMajorWithNaNWhereMissing() {
    FakeSession session = echo(TensorSpec.of("x", DataType.FP32, Shape.of(-1, 2)));
    BindingPlan plan = plan(session, numbers(ColumnType.FP64, "a", "b"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 8);
    ((FloatColumn) batch.column("a")).values()[0] = 1;
    ((FloatColumn) batch.column("a")).values()[1] = 2;
    ((FloatColumn) batch.column("b")).values()[0] = 3;
    batch.column("b").setNull(1);
    batch.setRowCount(2);
    assertThat(bindAndRun(session, plan, batch).toFloats()).containsExactly(1, 3, 2, Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 21})
  void bind_floatMatrixOfAnyHeight_isRowMajor(int rows) {
    FakeSession session = echo(TensorSpec.of("x", DataType.FP32, Shape.of(-1, 3)));
    BindingPlan plan = plan(session, numbers(ColumnType.FP32, "a", "b", "c"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 21);
    float[] expected = new float[rows * 3];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i;
      ((FloatColumn) batch.column(i % 3)).values()[i / 3] = i;
    }
    batch.setRowCount(rows);
    assertThat(bindAndRun(session, plan, batch).toFloats()).containsExactly(expected);
  }

  @Test
  void request_codedText_isTextThatOutlivesTheBatch() {
    TextCodes codes = new TextCodes(Vocabulary.of(List.of("red", "green")), true);
    FakeSession session =
        echo(TensorSpec.of("color", DataType.BYTES, Shape.of(-1, 1)), Map.of("color", codes));
    BindingPlan plan = plan(session, numbers(ColumnType.TEXT, "color"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 3);
    setText(batch, "color", "green", "blue", "red");
    try (BatchBinder binder = new BatchBinder(session, plan, batch, rejections::add)) {
      binder.bind();
      Map<String, Tensor> inputs = binder.request().inputs();
      setText(batch, "color", "red", "red", "red");
      assertThat(inputs.get("color").toStrings()).containsExactly("green", "blue", "red");
    }
  }

  @Test
  void request_numbers_areACopy() {
    FakeSession session = echo(TensorSpec.of("x", DataType.FP32, Shape.of(-1, 1)));
    BindingPlan plan = plan(session, numbers(ColumnType.FP32, "x"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 2);
    ((FloatColumn) batch.column(0)).values()[0] = 5;
    batch.setRowCount(2);
    try (BatchBinder binder = new BatchBinder(session, plan, batch, rejections::add)) {
      binder.bind();
      Tensor copy = binder.request().inputs().get("x");
      ((FloatColumn) batch.column(0)).values()[0] = 6;
      binder.bind();
      assertThat(copy.toFloats()).containsExactly(5, 0);
    }
  }

  @Test
  void bind_codedText_looksUpTheBytes() {
    TextCodes codes = new TextCodes(Vocabulary.of(List.of("red", "green")), true);
    FakeSession session =
        echo(TensorSpec.of("color", DataType.BYTES, Shape.of(-1, 1)), Map.of("color", codes));
    BindingPlan plan = plan(session, numbers(ColumnType.TEXT, "color"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 3);
    setText(batch, "color", "green", "blue", "red");
    assertThat(bindAndRun(session, plan, batch).toLongs()).containsExactly(1, -1, 0);
  }

  @Test
  void bind_unknownCategoryTheModelRefuses_rejectsTheRowAndKeepsTheOthers() {
    TextCodes codes = new TextCodes(Vocabulary.of(List.of("red", "green")), false);
    FakeSession session =
        echo(TensorSpec.of("color", DataType.BYTES, Shape.of(-1, 1)), Map.of("color", codes));
    BindingPlan plan = plan(session, numbers(ColumnType.TEXT, "color"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 3);
    setText(batch, "color", "green", "blue", "red");
    assertThat(bindAndRun(session, plan, batch).toLongs()).containsExactly(1, 0);
    assertThat(rejections)
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.row()).isEqualTo(2);
              assertThat(rejection.column()).isEqualTo("color");
              assertThat(rejection.code()).isEqualTo(ErrorCode.UNKNOWN_CATEGORY);
              assertThat(rejection.reason()).doesNotContain("blue");
            });
  }

  @Test
  void bind_uncodedText_passesTheText() {
    FakeSession session = echo(TensorSpec.of("color", DataType.BYTES, Shape.of(-1, 1)));
    BindingPlan plan = plan(session, numbers(ColumnType.TEXT, "color"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 3);
    setText(batch, "color", "grün", "");
    assertThat(bindAndRun(session, plan, batch).toStrings()).containsExactly("grün", "");
  }

  @Test
  void bind_fractionForAnIntegerInput_rejectsTheRow() {
    FakeSession session = echo(TensorSpec.of("n", DataType.INT64, Shape.of(-1, 1)));
    BindingPlan plan = plan(session, numbers(ColumnType.FP64, "n"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 2);
    ((DoubleColumn) batch.column("n")).values()[0] = 1.5;
    ((DoubleColumn) batch.column("n")).values()[1] = 7;
    batch.setRowCount(2);
    assertThat(bindAndRun(session, plan, batch).toLongs()).containsExactly(7);
    assertThat(rejections).extracting(Rejection::code).containsExactly(ErrorCode.WRONG_TYPE);
  }

  @Test
  void bind_everyRowRejected_leavesNothingToRun() {
    FakeSession session = echo(TensorSpec.of("n", DataType.INT64, Shape.of(-1, 1)));
    BindingPlan plan = plan(session, numbers(ColumnType.FP64, "n"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 1);
    ((DoubleColumn) batch.column("n")).values()[0] = 1.5;
    batch.setRowCount(1);
    try (BatchBinder binder = new BatchBinder(session, plan, batch, rejections::add)) {
      assertThat(binder.bind()).isZero();
    }
  }

  @Test
  void describe_codedText_saysSo() {
    TextCodes codes = new TextCodes(Vocabulary.of(List.of("red", "green")), true);
    FakeSession session =
        echo(TensorSpec.of("color", DataType.BYTES, Shape.of(-1, 1)), Map.of("color", codes));
    BindingPlan plan = plan(session, numbers(ColumnType.TEXT, "color"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 1);
    try (BatchBinder binder = new BatchBinder(session, plan, batch, RejectionHandler.FAIL)) {
      assertThat(binder.describe()).singleElement().asString().contains("as codes of 2 texts");
    }
  }

  @Test
  void close_afterPartialBatches_freesEveryBinding() {
    FakeSession session = echo(TensorSpec.of("n", DataType.FP64, Shape.of(-1, 1)));
    BindingPlan plan = plan(session, numbers(ColumnType.FP64, "n"));
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 8);
    try (BatchBinder binder = new BatchBinder(session, plan, batch, RejectionHandler.FAIL)) {
      for (int rows = 1; rows <= 8; rows++) {
        batch.setRowCount(rows);
        binder.bind();
        binder.run();
        assertThat(binder.output("out").size()).isEqualTo(rows);
      }
    }
    assertThat(session.openBindings).hasValue(0);
  }
}
