package io.lepton.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of data as columns: what moves between readers, models and writers.
 *
 * <p>A batch is allocated once and filled again and again. Which rows of the source it holds is
 * kept with it, so that a row can still be named after others were rejected.
 *
 * <p><b>Threads.</b> Mutable and not synchronised: one thread at a time, hand over safely.
 */
public final class RecordBatch {

  /**
   * Rows a batch when nobody says otherwise: enough to drown the cost of a call into the runtime,
   * few enough that a batch of some tens of columns stays in a core's own cache.
   */
  public static final int DEFAULT_CAPACITY = 1024;

  private final Schema schema;
  private final List<Column> columns;
  private final int capacity;
  private final long[] rowNumbers;
  private int rowCount;
  private byte[] heap = new byte[0];

  private RecordBatch(Schema schema, List<Column> columns, int capacity, long[] rowNumbers) {
    this.schema = schema;
    this.columns = List.copyOf(columns);
    this.capacity = capacity;
    this.rowNumbers = rowNumbers;
  }

  /**
   * Makes an empty batch with columns of its own.
   *
   * @param schema the fields
   * @param capacity room for this many rows, at least 1
   * @return the batch, with no rows
   * @throws IllegalArgumentException if {@code capacity} is below 1
   */
  public static RecordBatch allocate(Schema schema, int capacity) {
    checkCapacity(capacity);
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      columns.add(Column.allocate(field.type(), capacity));
    }
    return new RecordBatch(schema, columns, capacity, new long[capacity]);
  }

  /**
   * Makes a batch over columns that exist already, as when some columns of one batch are written
   * beside others. The columns are shared, not copied.
   *
   * @param schema the fields
   * @param columns one column a field, of the field's type, each with room for {@code capacity}
   *     rows
   * @param capacity room for this many rows, at least 1
   * @return the batch, with no rows; call {@link #setRowCount}
   * @throws IllegalArgumentException if a column does not fit its field, or {@code capacity} is
   *     below 1
   */
  public static RecordBatch of(Schema schema, List<Column> columns, int capacity) {
    checkCapacity(capacity);
    if (columns.size() != schema.size()) {
      throw new IllegalArgumentException(
          "The schema has " + schema.size() + " fields, got " + columns.size() + " columns");
    }
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (!column.type().equals(schema.field(i).type()) || column.capacity() < capacity) {
        throw new IllegalArgumentException(
            "Field %s needs a column of %d rows, got %s of %d rows"
                .formatted(schema.field(i), capacity, column.type(), column.capacity()));
      }
    }
    return new RecordBatch(schema, columns, capacity, new long[capacity]);
  }

  private static void checkCapacity(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("A batch needs room for at least 1 row, got " + capacity);
    }
  }

  /**
   * Returns the fields.
   *
   * @return the schema
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Returns for how many rows there is room.
   *
   * @return the capacity in rows
   */
  public int capacity() {
    return capacity;
  }

  /**
   * Returns how many rows there are.
   *
   * @return 0 to capacity
   */
  public int rowCount() {
    return rowCount;
  }

  /**
   * Says how many rows are filled.
   *
   * @param rows 0 to capacity
   * @throws IllegalArgumentException if there is no room for so many
   */
  public void setRowCount(int rows) {
    if (rows < 0 || rows > capacity) {
      throw new IllegalArgumentException("A batch of " + capacity + " rows cannot hold " + rows);
    }
    rowCount = rows;
  }

  /**
   * Returns which row of the source each row is: the first record after the header is 1.
   *
   * @return the array itself, one number a row
   */
  public long[] rowNumbers() {
    return rowNumbers;
  }

  /**
   * Returns the columns.
   *
   * @return one column a field, in order
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Returns the column at a position.
   *
   * @param index the position of the field, from 0
   * @return the column
   */
  public Column column(int index) {
    return columns.get(index);
  }

  /**
   * Returns the column of a name.
   *
   * @param name the field's name
   * @return the column
   * @throws IllegalArgumentException if the schema has no such field
   */
  public Column column(String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("No field is named " + name);
    }
    return columns.get(index);
  }

  /**
   * Returns a byte array that belongs to the batch, for a reader to keep the bytes of text columns
   * in. The batch never looks into it.
   *
   * @param minimumBytes how long it must be
   * @return the array of the last call if it is long enough, otherwise a longer one; what the old
   *     one held is copied to the start of the new one
   */
  public byte[] heap(int minimumBytes) {
    if (heap.length < minimumBytes) {
      heap = Arrays.copyOf(heap, minimumBytes);
    }
    return heap;
  }

  /** Forgets all rows and all missing marks. */
  public void clear() {
    rowCount = 0;
    for (Column column : columns) {
      column.clear();
    }
  }

  /**
   * Removes rows and closes up the rest, keeping their order. The rows behind lose their missing
   * marks, ready to be written again.
   *
   * @param rejected true for each row to remove; only the first {@code rowCount} are looked at
   */
  public void removeRows(boolean[] rejected) {
    int kept = 0;
    for (int row = 0; row < rowCount; row++) {
      if (rejected[row]) {
        continue;
      }
      if (kept != row) {
        moveRow(row, kept);
      }
      kept++;
    }
    forget(kept, rowCount);
    rowCount = kept;
  }

  private void forget(int fromRow, int toRow) {
    for (Column column : columns) {
      for (int row = fromRow; row < toRow && column.hasNulls(); row++) {
        column.setPresent(row);
      }
    }
  }

  private void moveRow(int from, int to) {
    rowNumbers[to] = rowNumbers[from];
    for (Column column : columns) {
      column.copyRow(from, to);
    }
  }
}
