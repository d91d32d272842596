package io.lepton.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextColumnTest {

  private static TextColumn column(int capacity) {
    return (TextColumn) Column.allocate(ColumnType.TEXT, capacity);
  }

  private static void append(TextColumn column, int element, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    column.append(element, bytes, 0, bytes.length);
  }

  @Test
  void append_texts_comeBack() {
    TextColumn column = column(3);
    append(column, 0, "grün");
    append(column, 1, "");
    append(column, 2, "日本");
    assertThat(column.text(0)).isEqualTo("grün");
    assertThat(column.text(1)).isEmpty();
    assertThat(column.text(2)).isEqualTo("日本");
    assertThat(column.lengths()).containsExactly(5, 0, 6);
  }

  @Test
  void append_partOfAnArray_copiesThatPart() {
    TextColumn column = column(1);
    byte[] line = "a,bc,d".getBytes(UTF_8);
    column.append(0, line, 2, 2);
    line[2] = 'x';
    assertThat(column.text(0)).isEqualTo("bc");
  }

  @Test
  void append_farBeyondTheFirstHeap_keepsAllTexts() {
    Random random = new Random(42);
    TextColumn column = column(2_000);
    String[] expected = new String[2_000];
    for (int round = 0; round < 3; round++) {
      column.clear();
      for (int row = 0; row < expected.length; row++) {
        expected[row] = "x".repeat(random.nextInt(50)) + row;
        append(column, row, expected[row]);
      }
      for (int row = 0; row < expected.length; row++) {
        assertThat(column.text(row)).isEqualTo(expected[row]);
      }
    }
  }

  @Test
  void clear_afterAppend_usesTheSameHeapAgain() {
    TextColumn column = column(1);
    append(column, 0, "first");
    byte[] heap = column.heap();
    column.clear();
    append(column, 0, "other");
    assertThat(column.heap()).isSameAs(heap);
    assertThat(column.text(0)).isEqualTo("other");
    assertThat(column.starts()[0]).isZero();
  }

  @Test
  void shareHeap_elements_areViewsThatMayOverlap() {
    TextColumn column = column(3);
    byte[] line = "Month-to-month".getBytes(UTF_8);
    column.shareHeap(line);
    column.set(0, 0, 14);
    column.set(1, 0, 5);
    column.set(2, 9, 5);
    assertThat(column.heap()).isSameAs(line);
    assertThat(column.text(0)).isEqualTo("Month-to-month");
    assertThat(column.text(1)).isEqualTo("Month");
    assertThat(column.text(2)).isEqualTo("month");
  }

  // What is shared is somebody's input buffer or a vocabulary: it must never be written to.
  @Test
  void append_afterClearOfASharedHeap_leavesTheSharedArrayAlone() {
    TextColumn column = column(1);
    byte[] line = "shared bytes of a reader".getBytes(UTF_8);
    byte[] before = line.clone();
    column.shareHeap(line);
    column.set(0, 0, 6);
    column.clear();
    append(column, 0, "own");
    assertThat(line).isEqualTo(before);
    assertThat(column.heap()).isNotSameAs(line);
    assertThat(column.text(0)).isEqualTo("own");
  }

  @Test
  void append_toASharedHeapByMistake_copiesItFirst() {
    TextColumn column = column(2);
    byte[] line = "shared".getBytes(UTF_8);
    column.shareHeap(line);
    column.set(0, 0, 6);
    append(column, 1, "own");
    assertThat(line).isEqualTo("shared".getBytes(UTF_8));
    assertThat(column.text(0)).isEqualTo("shared");
    assertThat(column.text(1)).isEqualTo("own");
  }

  @Test
  void text_ofAMissingValue_isEmptyWithAnyHeap() {
    TextColumn column = column(2);
    column.setNull(0);
    assertThat(column.text(0)).isEmpty();
    append(column, 1, "b");
    column.setNull(1);
    assertThat(column.text(1)).isEmpty();
  }

  @Test
  void copyRow_ofAText_pointsToTheSameBytes() {
    TextColumn column = column(2);
    append(column, 1, "kept");
    column.copyRow(1, 0);
    assertThat(column.text(0)).isEqualTo("kept");
    assertThat(column.starts()[0]).isEqualTo(column.starts()[1]);
  }
}
