package io.lepton.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("id", ColumnType.TEXT), Field.of("age", ColumnType.INT32));

  @Test
  void allocate_givesOneColumnAField() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 8);
    assertThat(batch.columns()).hasSize(2);
    assertThat(batch.column("age")).isSameAs(batch.column(1)).isInstanceOf(IntColumn.class);
    assertThat(batch.capacity()).isEqualTo(8);
    assertThat(batch.rowCount()).isZero();
    assertThat(batch.rowNumbers()).hasSize(8);
    assertThat(batch.schema()).isSameAs(SCHEMA);
  }

  @Test
  void allocate_withoutRoom_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RecordBatch.allocate(SCHEMA, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> RecordBatch.allocate(Schema.of(), -1));
  }

  @Test
  void column_ofAnUnknownName_isRefused() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.column("income"))
        .withMessage("No field is named income");
  }

  @Test
  void setRowCount_beyondTheRoom_isRefused() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 4);
    batch.setRowCount(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.setRowCount(5))
        .withMessage("A batch of 4 rows cannot hold 5");
    assertThatIllegalArgumentException().isThrownBy(() -> batch.setRowCount(-1));
    assertThat(batch.rowCount()).isEqualTo(4);
  }

  @Test
  void of_columnsOfAnotherBatch_sharesThem() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 4);
    Schema kept = Schema.of(SCHEMA.field(0));
    RecordBatch view = RecordBatch.of(kept, List.of(batch.column(0)), 4);
    assertThat(view.column("id")).isSameAs(batch.column("id"));
    assertThat(view.rowCount()).isZero();
  }

  @Test
  void of_columnsThatDoNotFit_isRefusedWithBothSides() {
    Column small = Column.allocate(ColumnType.TEXT, 2);
    Schema schema = Schema.of(SCHEMA.field(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBatch.of(schema, List.of(small), 4))
        .withMessage("Field id text needs a column of 4 rows, got text of 2 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBatch.of(SCHEMA, List.of(small), 2))
        .withMessage("The schema has 2 fields, got 1 columns");
    Column other = Column.allocate(ColumnType.BYTES, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBatch.of(schema, List.of(other), 4));
  }

  @Test
  void heap_grown_keepsWhatItHeld() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 1);
    byte[] first = batch.heap(4);
    first[3] = 9;
    assertThat(batch.heap(2)).isSameAs(first);
    assertThat(batch.heap(100)).hasSizeGreaterThanOrEqualTo(100).startsWith(0, 0, 0, 9);
  }

  @Test
  void clear_forgetsRowsAndMarks() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 2);
    batch.column(1).setNull(0);
    batch.setRowCount(2);
    batch.clear();
    assertThat(batch.rowCount()).isZero();
    assertThat(batch.column(1).hasNulls()).isFalse();
  }

  @Test
  void removeRows_all_leavesNone() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 2);
    batch.setRowCount(2);
    batch.removeRows(new boolean[] {true, true});
    assertThat(batch.rowCount()).isZero();
  }

  // A reader goes on filling the batch behind the rows that are left.
  @Test
  void removeRows_behindTheRest_leavesNoMissingMarks() {
    RecordBatch batch = RecordBatch.allocate(SCHEMA, 3);
    batch.column(1).setNull(1);
    batch.column(1).setNull(2);
    batch.setRowCount(3);
    batch.removeRows(new boolean[] {true, true, false});
    assertThat(batch.column(1).isNull(0)).isTrue();
    assertThat(batch.column(1).isNull(1)).isFalse();
    assertThat(batch.column(1).isNull(2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void removeRows_atRandom_keepsTheRestInOrder(long seed) {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(300);
    RecordBatch batch = RecordBatch.allocate(SCHEMA, rows + random.nextInt(10));
    boolean[] rejected = new boolean[rows];
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      rejected[row] = random.nextInt(3) == 0;
      String record = fill(batch, row, random);
      if (!rejected[row]) {
        expected.add(record);
      }
    }
    batch.setRowCount(rows);
    batch.removeRows(rejected);
    assertThat(records(batch)).as("seed %d", seed).isEqualTo(expected);
    boolean missing = expected.stream().anyMatch(record -> record.endsWith("null"));
    assertThat(batch.column(1).hasNulls()).as("seed %d", seed).isEqualTo(missing);
  }

  private static String fill(RecordBatch batch, int row, Random random) {
    byte[] id = Integer.toHexString(random.nextInt()).getBytes(UTF_8);
    ((TextColumn) batch.column(0)).append(row, id, 0, id.length);
    IntColumn ages = (IntColumn) batch.column(1);
    ages.values()[row] = random.nextInt(100);
    boolean missing = random.nextInt(4) == 0;
    if (missing) {
      ages.setNull(row);
    }
    batch.rowNumbers()[row] = row + 1L;
    return row + 1 + " " + new String(id, UTF_8) + " " + (missing ? "null" : ages.get(row));
  }

  private static List<String> records(RecordBatch batch) {
    List<String> records = new ArrayList<>();
    IntColumn ages = (IntColumn) batch.column(1);
    for (int row = 0; row < batch.rowCount(); row++) {
      String age = ages.isNull(row) ? "null" : String.valueOf(ages.get(row));
      String id = ((TextColumn) batch.column(0)).text(row);
      records.add(batch.rowNumbers()[row] + " " + id + " " + age);
    }
    return records;
  }
}
