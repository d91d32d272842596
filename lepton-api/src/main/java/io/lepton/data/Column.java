package io.lepton.data;

import java.util.Arrays;

/**
 * The values of one field for the rows of a {@link RecordBatch}: a primitive array and a validity
 * bitmap.
 *
 * <p>A column has room for a fixed number of rows, its capacity; how many of them are filled is the
 * batch's business. Subclasses hand out their array itself, not a copy, so that readers write and
 * models read at full speed. The slot of a missing value holds the type's neutral value: NaN for
 * floating point types, otherwise zero or the empty text.
 *
 * <p>Bit {@code r} of the validity bitmap, {@code validity()[r >>> 6] >>> (r & 63) & 1}, is set
 * where row {@code r} has a value, as in Apache Arrow.
 *
 * <p><b>Threads.</b> Mutable and not synchronised: one thread at a time, hand over safely.
 */
public abstract sealed class Column
    permits ByteColumn,
        ShortColumn,
        IntColumn,
        LongColumn,
        FloatColumn,
        DoubleColumn,
        TextColumn,
        DecimalColumn {

  private final ColumnType type;
  private final int capacity;
  private final long[] validity;
  private int nullCount;

  Column(ColumnType type, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "A column needs a capacity of at least 1 row, got " + capacity);
    }
    this.type = type;
    this.capacity = capacity;
    this.validity = new long[(capacity + 63) >>> 6];
    Arrays.fill(validity, -1L);
  }

  /**
   * Makes an empty column.
   *
   * @param type the type of the values
   * @param capacity room for this many rows, at least 1
   * @return a column of the class that {@link ColumnType} names for the type
   * @throws IllegalArgumentException if {@code capacity} is below 1
   */
  public static Column allocate(ColumnType type, int capacity) {
    return switch (type.kind()) {
      case BOOL, INT8, UINT8 -> new ByteColumn(type, capacity);
      case INT16, UINT16, FP16, BF16 -> new ShortColumn(type, capacity);
      case INT32, UINT32, DATE -> new IntColumn(type, capacity);
      case INT64, UINT64, TIMESTAMP -> new LongColumn(type, capacity);
      case FP32 -> new FloatColumn(type, capacity);
      case FP64 -> new DoubleColumn(type, capacity);
      case TEXT, BYTES -> new TextColumn(type, capacity);
      case DECIMAL -> new DecimalColumn(type, capacity);
    };
  }

  /**
   * Returns the type of the values.
   *
   * @return the type
   */
  public final ColumnType type() {
    return type;
  }

  /**
   * Returns for how many rows there is room.
   *
   * @return the capacity in rows
   */
  public final int capacity() {
    return capacity;
  }

  /**
   * Returns the validity bitmap itself, for bulk reading.
   *
   * @return one bit a row, set where there is a value; do not write to it, call {@link #setNull}
   */
  public final long[] validity() {
    return validity;
  }

  /**
   * Says whether any value is missing.
   *
   * @return true if at least one row is marked as missing
   */
  public final boolean hasNulls() {
    return nullCount > 0;
  }

  /**
   * Says whether a row's value is missing.
   *
   * @param row the row, from 0
   * @return true if it is missing
   */
  public final boolean isNull(int row) {
    return nullCount > 0 && (validity[row >>> 6] >>> (row & 63) & 1L) == 0;
  }

  /**
   * Marks a row's value as missing and puts the neutral value into its slot.
   *
   * @param row the row, from 0
   */
  public final void setNull(int row) {
    long bit = 1L << (row & 63);
    if ((validity[row >>> 6] & bit) != 0) {
      validity[row >>> 6] &= ~bit;
      nullCount++;
    }
    setNeutral(row);
  }

  /**
   * Marks a row's value as present again, when a row is written over.
   *
   * @param row the row, from 0
   */
  public final void setPresent(int row) {
    long bit = 1L << (row & 63);
    if ((validity[row >>> 6] & bit) == 0) {
      validity[row >>> 6] |= bit;
      nullCount--;
    }
  }

  /** Forgets all missing marks. The slots keep what they hold until they are written. */
  public void clear() {
    if (nullCount > 0) {
      Arrays.fill(validity, -1L);
      nullCount = 0;
    }
  }

  /**
   * Moves a row's value to another row of this column, as when rejected rows are closed up.
   *
   * @param from the row to copy
   * @param to the row to write
   */
  public final void copyRow(int from, int to) {
    if (isNull(from)) {
      setNull(to);
    } else {
      setPresent(to);
      copyValue(from, to);
    }
  }

  abstract void setNeutral(int row);

  abstract void copyValue(int from, int to);

  /**
   * Returns how many array elements there are.
   *
   * @return capacity times the width of the type
   */
  final int elements() {
    return Math.multiplyExact(capacity, type.width());
  }
}
