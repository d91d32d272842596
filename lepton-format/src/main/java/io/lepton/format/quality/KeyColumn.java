package io.lepton.format.quality;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.HalfPrecision;

/**
 * The values of one column as {@code long} keys whose order is that of the values, and which are
 * equal where the values are: so there is one loop for each kind of rule and not one for each type.
 * All rules on the column share them.
 *
 * <p>Whole numbers, dates, timestamps and the unscaled values of decimals of up to 18 digits are
 * their own keys, where they have 64 bits without a copy; unsigned 64-bit numbers have their
 * highest bit flipped. The key of a floating point number is the bits of the {@code double} of the
 * same value, with all bits but the sign flipped below zero: then the next key is that of the next
 * {@code double}. Both zeros have key 0; NaN has one key, above that of infinity.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class KeyColumn {

  /** The key of positive infinity: only that of NaN is above it. */
  static final long INFINITY = key(Double.POSITIVE_INFINITY);

  /** The most digits of a decimal that one {@code long} holds. */
  static final int LONG_DIGITS = 18;

  private final int position;
  private long[] own = new long[0];
  private long[] keys = own;
  private boolean isReady;

  KeyColumn(int position) {
    this.position = position;
  }

  /** Says whether values of a type have such keys. */
  static boolean has(ColumnType type) {
    return switch (type.kind()) {
      case TEXT, BYTES -> false;
      case DECIMAL -> type.precision() <= LONG_DIGITS;
      default -> true;
    };
  }

  int position() {
    return position;
  }

  /** Forgets the keys of the last batch. */
  void forget() {
    isReady = false;
  }

  /** Returns the keys of the rows; those of missing values mean nothing. Not to be written to. */
  long[] of(RecordBatch batch) {
    if (!isReady) {
      keys = of(batch.column(position), batch.rowCount());
      isReady = true;
    }
    return keys;
  }

  long[] of(Column column, int rows) {
    if (column instanceof LongColumn longs) {
      return ofLongs(longs, rows);
    }
    if (column instanceof DecimalColumn decimals) {
      return decimals.low();
    }
    long[] out = room(column);
    if (column instanceof DoubleColumn doubles) {
      fill(doubles.values(), rows, out);
      cover(doubles, rows, out);
      uniteNans(rows, out);
    } else if (column instanceof FloatColumn floats) {
      fill(floats.values(), rows, out);
    } else if (column instanceof IntColumn ints) {
      fill(ints.values(), rows, ints.type().isUnsigned() ? 0xffff_ffffL : -1L, out);
    } else if (column instanceof ShortColumn shorts) {
      fill(shorts, rows, out);
    } else {
      fill(((ByteColumn) column).values(), rows, column.type().isUnsigned() ? 0xffL : -1L, out);
    }
    return out;
  }

  private long[] room(Column column) {
    if (own.length < column.capacity()) {
      own = new long[column.capacity()];
    }
    return own;
  }

  private long[] ofLongs(LongColumn column, int rows) {
    long[] values = column.values();
    if (!column.type().isUnsigned()) {
      return values;
    }
    long[] out = room(column);
    for (int row = 0; row < rows; row++) {
      out[row] = values[row] ^ Long.MIN_VALUE;
    }
    return out;
  }

  private static void fill(int[] values, int rows, long mask, long[] out) {
    for (int row = 0; row < rows; row++) {
      out[row] = values[row] & mask;
    }
  }

  private static void fill(byte[] values, int rows, long mask, long[] out) {
    for (int row = 0; row < rows; row++) {
      out[row] = values[row] & mask;
    }
  }

  private static void fill(ShortColumn column, int rows, long[] out) {
    short[] values = column.values();
    switch (column.type().kind()) {
      case FP16 -> {
        for (int row = 0; row < rows; row++) {
          out[row] = key(HalfPrecision.fp16ToFloat(values[row]));
        }
      }
      case BF16 -> {
        for (int row = 0; row < rows; row++) {
          out[row] = key(HalfPrecision.bf16ToFloat(values[row]));
        }
      }
      default -> fill(values, rows, column.type().isUnsigned() ? 0xffffL : -1L, out);
    }
  }

  private static void fill(short[] values, int rows, long mask, long[] out) {
    for (int row = 0; row < rows; row++) {
      out[row] = values[row] & mask;
    }
  }

  // NaN stay as they are: missing values are such, too, and those that are not are few.
  private static void fill(double[] values, int rows, long[] out) {
    for (int row = 0; row < rows; row++) {
      long bits = Double.doubleToRawLongBits(values[row] + 0.0);
      out[row] = bits ^ bits >> 63 >>> 1;
    }
  }

  // A missing value that looks like one that is there does not make a rule look closer.
  private static void cover(Column column, int rows, long[] out) {
    if (!column.hasNulls()) {
      return;
    }
    long[] validity = column.validity();
    int present = Bits.next(validity, 0, rows);
    long cover = present < rows ? out[present] : 0;
    for (int base = 0; base < rows; base += Long.SIZE) {
      long own = rows - base < Long.SIZE ? (1L << rows - base) - 1 : -1L;
      for (long gaps = ~validity[base >>> 6] & own; gaps != 0; gaps &= gaps - 1) {
        out[base + Long.numberOfTrailingZeros(gaps)] = cover;
      }
    }
  }

  private static void uniteNans(int rows, long[] out) {
    long signs = 0;
    for (int row = 0; row < rows; row++) {
      signs |= INFINITY - magnitude(out[row]);
    }
    for (int row = 0; signs < 0 && row < rows; row++) {
      out[row] = magnitude(out[row]) > INFINITY ? key(Double.NaN) : out[row];
    }
  }

  private static long magnitude(long key) {
    return key ^ key >> 63;
  }

  private static void fill(float[] values, int rows, long[] out) {
    for (int row = 0; row < rows; row++) {
      out[row] = key(values[row]);
    }
  }

  /** Returns the key of a floating point number. */
  static long key(double value) {
    // The sum makes a zero of either sign a positive one.
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ bits >> 63 >>> 1;
  }

  /** Returns the floating point number of a key. */
  static double value(long key) {
    return Double.longBitsToDouble(key ^ key >> 63 >>> 1);
  }
}
