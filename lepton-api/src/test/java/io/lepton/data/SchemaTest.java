package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {

  private static final Field ID = Field.required("id", ColumnType.TEXT);
  private static final Field AGE = Field.of("age", ColumnType.INT64);

  @Test
  void indexOf_aKnownName_isItsPosition() {
    Schema schema = Schema.of(ID, AGE);
    assertThat(schema.indexOf("id")).isZero();
    assertThat(schema.indexOf("age")).isEqualTo(1);
    assertThat(schema.field(1)).isEqualTo(AGE);
    assertThat(schema.size()).isEqualTo(2);
    assertThat(schema.names()).containsExactly("id", "age");
  }

  @Test
  void indexOf_anUnknownName_isMinusOne() {
    assertThat(Schema.of(ID).indexOf("age")).isEqualTo(-1);
    assertThat(Schema.of(ID).indexOf("ID")).isEqualTo(-1);
    assertThat(Schema.of().indexOf("")).isEqualTo(-1);
  }

  @Test
  void of_twoFieldsOfOneName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schema.of(ID, AGE, Field.of("id", ColumnType.INT32)))
        .withMessage("Two fields are named id; names must be distinct");
  }

  @Test
  void of_names_thatDifferInCase_areDistinct() {
    assertThat(Schema.of(ID, Field.of("Id", ColumnType.INT32)).size()).isEqualTo(2);
  }

  @Test
  void of_aList_isCopied() {
    List<Field> fields = new ArrayList<>(List.of(ID));
    Schema schema = Schema.of(fields);
    fields.add(AGE);
    assertThat(schema.fields()).containsExactly(ID);
    assertThatThrownBy(() -> schema.fields().add(AGE))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equals_sameFieldsInOrder_isTrue() {
    assertThat(Schema.of(ID, AGE)).isEqualTo(Schema.of(List.of(ID, AGE)));
    assertThat(Schema.of(ID, AGE)).hasSameHashCodeAs(Schema.of(List.of(ID, AGE)));
    assertThat(Schema.of(ID, AGE)).isNotEqualTo(Schema.of(AGE, ID));
  }

  @Test
  void toString_showsNamesTypesAndWhatIsRequired() {
    assertThat(Schema.of(ID, AGE)).hasToString("(id text required, age int64)");
  }

  @Test
  void field_withoutName_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Field.of("", ColumnType.TEXT));
  }

  @Test
  void withType_keepsNameAndNullability() {
    assertThat(ID.withType(ColumnType.INT64)).isEqualTo(Field.required("id", ColumnType.INT64));
    assertThat(AGE.withType(ColumnType.FP32)).isEqualTo(Field.of("age", ColumnType.FP32));
  }
}
