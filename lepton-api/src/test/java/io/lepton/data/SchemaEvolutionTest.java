package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lepton.data.SchemaChange.Kind;
import io.lepton.data.SchemaEvolution.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaEvolutionTest {

  // From the type of the row to that of the column: '=' the same, 'w' widened, 'n' narrowed, '.'
  // changed.
  private static final String MATRIX =
      """
                       bool i8 i16 i32 i64 u8 u16 u32 u64 f16 bf f32 f64 text bytes date utc local d3 d20 d10.2 d38.2
      bool             =    .  .   .   .   .  .   .   .   .   .  .   .   .    .     .    .   .     .  .   .     .
      int8             .    =  w   w   w   .  .   .   .   w   w  w   w   .    .     .    .   .     w  w   w     w
      int16            .    n  =   w   w   n  .   .   .   .   .  w   w   .    .     .    .   .     n  w   w     w
      int32            .    n  n   =   w   n  n   .   .   .   .  .   w   .    .     .    .   .     n  w   .     w
      int64            .    n  n   n   =   n  n   n   .   .   .  .   .   .    .     .    .   .     n  w   .     w
      uint8            .    .  w   w   w   =  w   w   w   w   w  w   w   .    .     .    .   .     w  w   w     w
      uint16           .    .  .   w   w   n  =   w   w   .   .  w   w   .    .     .    .   .     .  w   w     w
      uint32           .    .  .   .   w   n  n   =   w   .   .  .   w   .    .     .    .   .     .  w   .     w
      uint64           .    .  .   .   .   n  n   n   =   .   .  .   .   .    .     .    .   .     .  w   .     w
      fp16             .    n  .   .   .   n  .   .   .   =   .  w   w   .    .     .    .   .     n  .   .     .
      bf16             .    n  .   .   .   n  .   .   .   .   =  w   w   .    .     .    .   .     .  .   .     .
      fp32             .    n  n   .   .   n  n   .   .   n   n  =   w   .    .     .    .   .     n  .   .     .
      fp64             .    n  n   n   .   n  n   n   .   n   n  n   =   .    .     .    .   .     n  .   .     .
      text             .    .  .   .   .   .  .   .   .   .   .  .   .   =    .     .    .   .     .  .   .     .
      bytes            .    .  .   .   .   .  .   .   .   .   .  .   .   .    =     .    .   .     .  .   .     .
      date             .    .  .   .   .   .  .   .   .   .   .  .   .   .    .     =    .   .     .  .   .     .
      timestamp(utc)   .    .  .   .   .   .  .   .   .   .   .  .   .   .    .     .    =   .     .  .   .     .
      timestamp(local) .    .  .   .   .   .  .   .   .   .   .  .   .   .    .     .    .   =     .  .   .     .
      decimal(3,0)     .    n  w   w   w   n  .   .   .   w   .  w   w   .    .     .    .   .     =  w   w     w
      decimal(20,0)    .    n  n   n   n   n  n   n   n   .   .  .   .   .    .     .    .   .     n  =   .     w
      decimal(10,2)    .    n  n   .   .   n  n   .   .   .   .  .   .   .    .     .    .   .     n  .   =     w
      decimal(38,2)    .    n  n   n   n   n  n   n   n   .   .  .   .   .    .     .    .   .     n  n   n     =
      """;

  @TestFactory
  List<DynamicTest> typeMatrix_everyPair_isAsTabled() {
    List<DynamicTest> tests = new ArrayList<>();
    List<String[]> rows = MATRIX.lines().skip(1).map(line -> line.strip().split("\\s+")).toList();
    for (String[] row : rows) {
      assertThat(row).hasSize(rows.size() + 1);
      for (int i = 0; i < rows.size(); i++) {
        ColumnType from = ColumnType.parse(row[0]);
        ColumnType into = ColumnType.parse(rows.get(i)[0]);
        String expected = row[i + 1];
        tests.add(
            DynamicTest.dynamicTest(
                from + " to " + into,
                () -> {
                  assertThat(mark(from, into)).isEqualTo(expected);
                  assertThat(mark(from.vector(3), into.vector(3))).isEqualTo(expected);
                }));
      }
    }
    return tests;
  }

  private static String mark(ColumnType from, ColumnType into) {
    List<SchemaChange> changes =
        SchemaEvolution.between(Schema.of(Field.of("a", from)), Schema.of(Field.of("a", into)))
            .changes();
    return changes.isEmpty()
        ? "="
        : switch (changes.get(0).kind()) {
          case TYPE_WIDENED -> "w";
          case TYPE_NARROWED -> "n";
          default -> ".";
        };
  }

  @Test
  void between_vectorsOfOtherSizes_breaks() {
    assertThat(
            only(
                Field.of("a", ColumnType.FP32.vector(2)), Field.of("a", ColumnType.FP32.vector(3))))
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.TYPE_CHANGED))
        .satisfies(change -> assertThat(change.verdict()).isEqualTo(Verdict.BREAKING));
  }

  @Test
  void between_sameSchema_isIdentical() {
    Schema schema = Schema.of(Field.of("a", ColumnType.INT8), Field.required("b", ColumnType.TEXT));
    SchemaEvolution evolution = SchemaEvolution.between(schema, schema);
    assertThat(evolution.verdict()).isEqualTo(Verdict.IDENTICAL);
    assertThat(evolution.changes()).isEmpty();
    assertThat(evolution.isFullyCompatible()).isTrue();
    assertThat(evolution).hasToString("IDENTICAL");
  }

  @Test
  void between_nullableFieldAdded_isCompatible() {
    assertCompatibility(
        Schema.of(), Schema.of(Field.of("a", ColumnType.INT8)), Kind.ADDED_NULLABLE, true, true);
  }

  @Test
  void between_requiredFieldAdded_breaks() {
    assertCompatibility(
        Schema.of(),
        Schema.of(Field.required("a", ColumnType.INT8)),
        Kind.ADDED_REQUIRED,
        false,
        true);
  }

  @Test
  void between_nullableFieldRemoved_isCompatible() {
    assertCompatibility(
        Schema.of(Field.of("a", ColumnType.INT8)), Schema.of(), Kind.REMOVED_NULLABLE, true, true);
  }

  @Test
  void between_requiredFieldRemoved_widens() {
    assertCompatibility(
        Schema.of(Field.required("a", ColumnType.INT8)),
        Schema.of(),
        Kind.REMOVED_REQUIRED,
        true,
        false);
  }

  @Test
  void between_requiredBecameNullable_widens() {
    assertCompatibility(
        Schema.of(Field.required("a", ColumnType.INT8)),
        Schema.of(Field.of("a", ColumnType.INT8)),
        Kind.NULLABILITY_LOOSENED,
        true,
        false);
  }

  @Test
  void between_nullableBecameRequired_breaks() {
    assertCompatibility(
        Schema.of(Field.of("a", ColumnType.INT8)),
        Schema.of(Field.required("a", ColumnType.INT8)),
        Kind.NULLABILITY_TIGHTENED,
        false,
        true);
  }

  @Test
  void between_reordered_isCompatibleAndNamesTheFirst() {
    Schema before = schema("a", "b", "c");
    assertCompatibility(before, schema("a", "c", "b"), Kind.REORDERED, true, true);
    assertThat(SchemaEvolution.between(before, schema("a", "c", "b")).changes())
        .extracting(SchemaChange::field)
        .containsExactly("c");
  }

  @Test
  void between_addedInTheMiddle_isNotReordered() {
    assertThat(SchemaEvolution.between(schema("a", "b"), schema("x", "a", "y", "b")).changes())
        .extracting(SchemaChange::field, SchemaChange::kind)
        .containsExactly(tuple("x", Kind.ADDED_NULLABLE), tuple("y", Kind.ADDED_NULLABLE));
  }

  @Test
  void between_renamed_isRemovedAndAdded() {
    assertThat(SchemaEvolution.between(schema("a"), schema("A")).changes())
        .extracting(SchemaChange::kind)
        .containsExactly(Kind.REMOVED_NULLABLE, Kind.ADDED_NULLABLE);
  }

  @Test
  void between_typeAndNullability_areTwoEntriesAndTheHeavierCounts() {
    SchemaEvolution evolution =
        SchemaEvolution.between(
            Schema.of(Field.of("a", ColumnType.INT32)),
            Schema.of(Field.required("a", ColumnType.INT64)));
    assertThat(evolution.changes())
        .extracting(SchemaChange::verdict)
        .containsExactly(Verdict.WIDENING, Verdict.BREAKING);
    assertThat(evolution.verdict()).isEqualTo(Verdict.BREAKING);
    assertThat(evolution.isForwardCompatible()).isFalse();
  }

  @Test
  void toString_changes_areOneALine() {
    assertThat(
            SchemaEvolution.between(
                Schema.of(Field.of("a", ColumnType.INT32), Field.of("b", ColumnType.DATE)),
                Schema.of(Field.of("a", ColumnType.INT64))))
        .hasToString(
            """
            WIDENING
              a: WIDENING: int32 became int64, which holds all of it
              b: COMPATIBLE: removed; an old reader takes it for missing""");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void verdict_ofEveryKind_followsFromWhoCanRead(Kind kind) {
    Verdict expected =
        !kind.isBackwardCompatible()
            ? Verdict.BREAKING
            : kind.isForwardCompatible() ? Verdict.COMPATIBLE : Verdict.WIDENING;
    assertThat(new SchemaChange("a", kind, "").verdict()).isEqualTo(expected);
  }

  private static void assertCompatibility(
      Schema before, Schema after, Kind kind, boolean backward, boolean forward) {
    SchemaEvolution evolution = SchemaEvolution.between(before, after);
    assertThat(evolution.changes()).extracting(SchemaChange::kind).containsExactly(kind);
    assertThat(evolution.isBackwardCompatible()).isEqualTo(backward);
    assertThat(evolution.isForwardCompatible()).isEqualTo(forward);
    assertThat(evolution.isFullyCompatible()).isEqualTo(backward && forward);
    assertThat(evolution.verdict()).isEqualTo(evolution.changes().get(0).verdict());
  }

  private static SchemaChange only(Field before, Field after) {
    return SchemaEvolution.between(Schema.of(before), Schema.of(after)).changes().get(0);
  }

  private static Schema schema(String... names) {
    return Schema.of(Arrays.stream(names).map(name -> Field.of(name, ColumnType.INT8)).toList());
  }
}
