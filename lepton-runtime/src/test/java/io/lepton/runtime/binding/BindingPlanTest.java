package io.lepton.runtime.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.model.BindingException;
import io.lepton.model.ModelMetadata;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingPlanTest {

  private static final Shape COLUMN = Shape.of(-1, 1);

  private static final Schema PEOPLE =
      Schema.of(
          Field.of("id", ColumnType.TEXT),
          Field.of("age", ColumnType.INT64),
          Field.of("income", ColumnType.FP64),
          Field.of("member", ColumnType.BOOL),
          Field.of("born", ColumnType.DATE));

  private static ModelMetadata model(Map<String, String> properties, TensorSpec... inputs) {
    TensorSpec score = TensorSpec.of("score", DataType.FP32, Shape.of(-1, 2));
    return new ModelMetadata("m", "", List.of(inputs), List.of(score), properties);
  }

  private static ModelMetadata model(TensorSpec... inputs) {
    return model(Map.of(), inputs);
  }

  private static TensorSpec input(String name, DataType type, Shape shape) {
    return TensorSpec.of(name, type, shape);
  }

  private static BindingPlan plan(ModelMetadata model, String... keep) {
    return BindingPlan.of(model, PEOPLE, List.of(), List.of(keep));
  }

  private static List<String> mismatches(
      ModelMetadata model, List<String> features, String... keep) {
    BindingException refused =
        catchThrowableOfType(
            BindingException.class, () -> BindingPlan.of(model, PEOPLE, features, List.of(keep)));
    assertThat(refused.code()).isEqualTo(ErrorCode.UNBOUND_MODEL);
    return refused.mismatches();
  }

  @Test
  void of_inputsNamedAsColumns_bindsEachByName() {
    BindingPlan plan =
        plan(
            model(
                input("income", DataType.FP32, COLUMN),
                input("age", DataType.INT64, Shape.of(-1))));
    assertThat(plan.inputs())
        .extracting(InputBinding::columns)
        .containsExactly(List.of("income"), List.of("age"));
  }

  @Test
  void readSchema_numericColumn_isReadAsTheModelsType() {
    BindingPlan plan = plan(model(input("age", DataType.FP32, COLUMN)));
    assertThat(plan.readSchema()).isEqualTo(Schema.of(Field.of("age", ColumnType.FP32)));
  }

  @Test
  void readSchema_keptColumn_keepsTheDatasType() {
    BindingPlan plan = plan(model(input("age", DataType.FP32, COLUMN)), "id", "age");
    assertThat(plan.readSchema())
        .isEqualTo(Schema.of(Field.of("id", ColumnType.TEXT), Field.of("age", ColumnType.INT64)));
  }

  @Test
  void readSchema_inputWithoutNaN_needsEveryValue() {
    BindingPlan plan = plan(model(input("age", DataType.INT64, COLUMN)));
    assertThat(plan.readSchema().field(0).nullable()).isFalse();
  }

  @Test
  void readSchema_fractionsForAnIntegerInput_areReadAsFractions() {
    BindingPlan plan = plan(model(input("income", DataType.INT64, COLUMN)));
    assertThat(plan.readSchema().field(0).type()).isEqualTo(ColumnType.FP64);
  }

  @Test
  void readSchema_textInput_readsAnyColumnAsText() {
    BindingPlan plan = plan(model(input("age", DataType.BYTES, COLUMN)));
    assertThat(plan.readSchema().field(0).type()).isEqualTo(ColumnType.TEXT);
  }

  @Test
  void of_matrixOfAsManyNumericColumns_takesThemInFileOrder() {
    BindingPlan plan = plan(model(input("x", DataType.FP32, Shape.of(-1, 3))));
    assertThat(plan.inputs().get(0).columns()).containsExactly("age", "income", "member");
    assertThat(plan.describe().get(0)).contains("the numeric columns in file order");
  }

  @Test
  void of_matrixAndKeptNumericColumn_leavesTheKeptOneOut() {
    BindingPlan plan = plan(model(input("x", DataType.FP32, Shape.of(-1, 2))), "age");
    assertThat(plan.inputs().get(0).columns()).containsExactly("income", "member");
  }

  @Test
  void of_matrixNamedByTheModel_takesThoseColumns() {
    Map<String, String> names = Map.of("feature_names", "[\"income\", \"age\"]");
    BindingPlan plan = plan(model(names, input("x", DataType.FP32, Shape.of(-1, 2))));
    assertThat(plan.inputs().get(0).columns()).containsExactly("income", "age");
  }

  @Test
  void of_matrixNamedByTheCaller_expandsRangesInFileOrder() {
    ModelMetadata model = model(input("x", DataType.FP32, Shape.of(-1, -1)));
    BindingPlan plan = BindingPlan.of(model, PEOPLE, List.of("income..member", "age"), List.of());
    assertThat(plan.inputs().get(0).columns()).containsExactly("income", "member", "age");
  }

  @Test
  void of_imageInput_takesItsElementsFlattened() {
    BindingPlan plan = plan(model(input("x", DataType.FP32, Shape.of(1, 1, 3, 1))));
    assertThat(plan.inputs().get(0).columns()).hasSize(3);
    assertThat(plan.maxBatchSize()).isEqualTo(1);
  }

  @Test
  void of_openMatrixWithoutNames_asksForFeatures() {
    assertThat(mismatches(model(input("x", DataType.FP32, Shape.of(-1, -1))), List.of()))
        .singleElement()
        .asString()
        .contains("an open number of columns", "3 numeric columns", "name the features");
  }

  @Test
  void of_missingColumns_listsAllWithHints() {
    ModelMetadata model =
        model(
            input("Age", DataType.FP32, COLUMN),
            input("height", DataType.FP32, COLUMN),
            input("income", DataType.FP32, COLUMN));
    assertThat(mismatches(model, List.of()))
        .hasSize(2)
        .anySatisfy(m -> assertThat(m).contains("Age", "did you mean age?"))
        .anySatisfy(m -> assertThat(m).contains("height", "found none"));
  }

  @Test
  void of_oneMissingColumnAmongOthers_doesNotGuessAnother() {
    ModelMetadata model =
        model(
            input("age", DataType.FP32, COLUMN),
            input("member", DataType.FP32, COLUMN),
            input("height", DataType.FP32, COLUMN));
    assertThat(mismatches(model, List.of())).singleElement().asString().contains("height");
  }

  @Test
  void of_dateForANumber_isRefused() {
    assertThat(mismatches(model(input("born", DataType.FP32, COLUMN)), List.of()))
        .containsExactly("column born holds date, the model needs FP32");
  }

  @Test
  void of_unknownFeatureAndWrongNumber_listsBoth() {
    ModelMetadata model = model(input("x", DataType.FP32, Shape.of(-1, 2)));
    assertThat(mismatches(model, List.of("age", "weight", "income"))).hasSize(2);
  }

  @Test
  void of_rangeBackwards_isRefused() {
    ModelMetadata model = model(input("x", DataType.FP32, Shape.of(-1, -1)));
    assertThat(mismatches(model, List.of("income..age")))
        .anySatisfy(m -> assertThat(m).contains("the reverse"));
  }

  @Test
  void of_keptColumnWithTheNameOfAnOutput_isRefused() {
    Schema data = Schema.of(Field.of("age", ColumnType.INT64), Field.of("score", ColumnType.FP64));
    ModelMetadata model = model(input("age", DataType.INT64, COLUMN));
    BindingException refused =
        catchThrowableOfType(
            BindingException.class, () -> BindingPlan.of(model, data, List.of(), List.of("score")));
    assertThat(refused).hasMessageContaining("an output of the model has that name");
  }

  @Test
  void of_unknownKeptColumn_isRefused() {
    assertThat(mismatches(model(input("age", DataType.INT64, COLUMN)), List.of(), "ID"))
        .singleElement()
        .asString()
        .contains("did you mean id?");
  }

  @Test
  void of_fixedBatchAboveOne_isRefused() {
    assertThat(mismatches(model(input("x", DataType.FP32, Shape.of(8, 3))), List.of())).hasSize(1);
  }
}
