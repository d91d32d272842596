package io.lepton.bench.jmh;

import io.lepton.data.ColumnType.Kind;
import io.lepton.data.RecordBatch;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the peers put the values of {@link MixedFile}: typed arrays of a batch that is filled again
 * and again, as Lepton fills its own.
 *
 * <p>Whole numbers, dates (days), timestamps (microseconds) and flags are {@code long}, doubles
 * {@code double}, text {@link String}. Dates are taken apart by hand, which is several times as
 * fast as {@link java.time.LocalDate#parse(CharSequence)}: a team that cares for speed does that.
 *
 * <p>One thread at a time.
 */
final class MixedColumns {

  /** One record, as a peer gives it. */
  @FunctionalInterface
  interface Cells {

    /** Returns a cell; null or empty if it is missing. */
    @Nullable String cell(int column);
  }

  static final int COLUMNS = MixedFile.SCHEMA.size();

  private static final int CAPACITY = RecordBatch.DEFAULT_CAPACITY;

  private final Consumer<MixedColumns> consumer;
  private final long[][] longs = new long[COLUMNS][CAPACITY];
  private final double[][] doubles = new double[COLUMNS][CAPACITY];
  private final @Nullable String[][] texts = new @Nullable String[COLUMNS][CAPACITY];
  private final boolean[][] missing = new boolean[COLUMNS][CAPACITY];
  private int rows;
  private long total;

  MixedColumns(Consumer<MixedColumns> consumer) {
    this.consumer = consumer;
  }

  /** Takes a record of text cells. */
  void add(Cells cells) {
    setLong(0, cells.cell(0));
    setInt(1, cells.cell(1));
    setInt(2, cells.cell(2));
    setLong(3, cells.cell(3));
    for (int column = 4; column < 8; column++) {
      setDouble(column, cells.cell(column));
    }
    for (int column = 8; column < 12; column++) {
      setText(column, cells.cell(column));
    }
    setDate(12, cells.cell(12));
    setTimestamp(13, cells.cell(13));
    setTimestamp(14, cells.cell(14));
    setBool(15, cells.cell(15));
    endRow();
  }

  void setLong(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      longs[column][rows] = Long.parseLong(cell);
    }
  }

  private void setInt(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      longs[column][rows] = Integer.parseInt(cell);
    }
  }

  void setLong(int column, long value) {
    missing[column][rows] = false;
    longs[column][rows] = value;
  }

  void setDouble(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      doubles[column][rows] = Double.parseDouble(cell);
    }
  }

  void setDouble(int column, double value) {
    missing[column][rows] = false;
    doubles[column][rows] = value;
  }

  void setText(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      texts[column][rows] = cell;
    }
  }

  private void setBool(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      longs[column][rows] = Boolean.parseBoolean(cell) ? 1 : 0;
    }
  }

  void setDate(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      longs[column][rows] = IsoText.days(cell);
    }
  }

  void setTimestamp(int column, @Nullable String cell) {
    if (isThere(column, cell) && cell != null) {
      longs[column][rows] = IsoText.micros(cell);
    }
  }

  private boolean isThere(int column, @Nullable String cell) {
    boolean there = cell != null && !cell.isEmpty();
    missing[column][rows] = !there;
    return there;
  }

  void setMissing(int column) {
    missing[column][rows] = true;
  }

  /** Says that all columns of the record are set. */
  void endRow() {
    if (++rows == CAPACITY) {
      flush();
    }
  }

  /** Says that there is no more. Returns how many rows there were. */
  long end() {
    flush();
    return total;
  }

  private void flush() {
    consumer.accept(this);
    total += rows;
    rows = 0;
  }

  int rows() {
    return rows;
  }

  boolean isMissing(int column, int row) {
    return missing[column][row];
  }

  /** Returns a number that equal values have in common. */
  long hash(int column, int row) {
    Kind kind = MixedFile.SCHEMA.field(column).type().kind();
    return switch (kind) {
      case TEXT -> Fingerprint.hash(String.valueOf(texts[column][row]));
      case FP64 -> Double.doubleToLongBits(doubles[column][row]);
      default -> longs[column][row];
    };
  }

  @Override
  public String toString() {
    return rows + " rows of " + Arrays.toString(MixedFile.SCHEMA.names().toArray());
  }
}
