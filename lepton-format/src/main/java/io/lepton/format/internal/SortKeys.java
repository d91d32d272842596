package io.lepton.format.internal;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.HalfPrecision;

/**
 * Values of fixed size as {@code long} keys: one to one, and in the order of the values, so that
 * one loop serves all types.
 *
 * <p>Whole numbers, dates, timestamps and the unscaled integers of short decimals are themselves; a
 * UINT64 has its highest bit turned. A floating point number is widened to a {@code double}, and
 * the bits of a negative one are turned so that they sort; both zeros are one value, and so are all
 * NaN.
 *
 * <p>Stateless.
 */
public final class SortKeys {

  /** The highest precision of a decimal that fits in a key. */
  public static final int DECIMAL_DIGITS = 18;

  /** The key of the lowest finite number. */
  public static final long LOWEST = ofDouble(-Double.MAX_VALUE);

  /** The key of the highest finite number. */
  public static final long HIGHEST = ofDouble(Double.MAX_VALUE);

  /** The key of positive infinity: only that of NaN is above it. */
  public static final long INFINITY = ofDouble(Double.POSITIVE_INFINITY);

  /** The key of all NaN, above every number. */
  public static final long NAN = ofDouble(Double.NaN);

  private static final double TWO_TO_63 = 0x1p63;

  private SortKeys() {}

  /**
   * Returns the key of a floating point number.
   *
   * @param value the number
   * @return its key
   */
  public static long ofDouble(double value) {
    // Adding zero makes -0.0 the other zero.
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ bits >> 63 >>> 1;
  }

  /**
   * Returns the floating point number of a key.
   *
   * @param key the key
   * @return the number
   */
  public static double toDouble(long key) {
    return Double.longBitsToDouble(key ^ key >> 63 >>> 1);
  }

  /**
   * Returns a value as a number: itself, days, microseconds, or the unscaled integer of a decimal.
   *
   * @param kind the kind of the column
   * @param key the value
   * @return the nearest {@code double}
   */
  public static double number(Kind kind, long key) {
    return switch (kind) {
      case FP16, BF16, FP32, FP64 -> toDouble(key);
      case UINT64 -> unsigned(key);
      default -> key;
    };
  }

  // The turned bit is worth 2^63; added before the conversion where that is exact.
  private static double unsigned(long key) {
    return key < 0 ? key ^ Long.MIN_VALUE : key + TWO_TO_63;
  }

  /**
   * Makes numbers of values, as {@link #number} does.
   *
   * @param kind the kind of the column
   * @param keys the values
   * @param from the first
   * @param to where to stop
   * @param out where the numbers go, at the positions of the values
   */
  public static void numbers(Kind kind, long[] keys, int from, int to, double[] out) {
    switch (kind) {
      case FP16, BF16, FP32, FP64 -> {
        for (int i = from; i < to; i++) {
          out[i] = toDouble(keys[i]);
        }
      }
      case UINT64 -> {
        for (int i = from; i < to; i++) {
          out[i] = unsigned(keys[i]);
        }
      }
      default -> {
        for (int i = from; i < to; i++) {
          out[i] = keys[i];
        }
      }
    }
  }

  /**
   * Returns the key of zero.
   *
   * @param type the type of the column
   * @return its key
   */
  public static long zero(ColumnType type) {
    return type.kind() == Kind.UINT64 ? Long.MIN_VALUE : 0;
  }

  /**
   * Makes keys of the first elements of a column, missing ones included; {@link #uniteNans} is
   * still to be called for those of doubles.
   *
   * @param column a column of fixed size
   * @param elements how many
   * @param keys where they go
   */
  public static void load(Column column, int elements, long[] keys) {
    if (column instanceof ByteColumn bytes) {
      ofBytes(bytes, elements, keys);
    } else if (column instanceof ShortColumn shorts) {
      ofShorts(shorts, elements, keys);
    } else if (column instanceof IntColumn ints) {
      ofInts(ints, elements, keys);
    } else if (column instanceof LongColumn longs) {
      ofLongs(longs, elements, keys);
    } else if (column instanceof FloatColumn floats) {
      ofFloats(floats.values(), elements, keys);
    } else if (column instanceof DoubleColumn doubles) {
      ofDoubles(doubles.values(), elements, keys);
    } else if (column instanceof DecimalColumn decimals) {
      System.arraycopy(decimals.low(), 0, keys, 0, elements);
    } else {
      throw new IllegalArgumentException("Needs a type of fixed size, got " + column.type());
    }
  }

  private static void ofBytes(ByteColumn column, int elements, long[] keys) {
    byte[] values = column.values();
    long mask = column.type().kind() == Kind.INT8 ? -1 : 0xff;
    for (int i = 0; i < elements; i++) {
      keys[i] = values[i] & mask;
    }
  }

  private static void ofShorts(ShortColumn column, int elements, long[] keys) {
    short[] values = column.values();
    switch (column.type().kind()) {
      case FP16 -> {
        for (int i = 0; i < elements; i++) {
          keys[i] = ofDouble(HalfPrecision.fp16ToFloat(values[i]));
        }
      }
      case BF16 -> {
        for (int i = 0; i < elements; i++) {
          keys[i] = ofDouble(HalfPrecision.bf16ToFloat(values[i]));
        }
      }
      default -> {
        long mask = column.type().kind() == Kind.UINT16 ? 0xffff : -1;
        for (int i = 0; i < elements; i++) {
          keys[i] = values[i] & mask;
        }
      }
    }
  }

  private static void ofInts(IntColumn column, int elements, long[] keys) {
    int[] values = column.values();
    long mask = column.type().kind() == Kind.UINT32 ? 0xffff_ffffL : -1;
    for (int i = 0; i < elements; i++) {
      keys[i] = values[i] & mask;
    }
  }

  private static void ofLongs(LongColumn column, int elements, long[] keys) {
    long[] values = column.values();
    long turned = zero(column.type());
    for (int i = 0; i < elements; i++) {
      keys[i] = values[i] ^ turned;
    }
  }

  private static void ofFloats(float[] values, int elements, long[] keys) {
    for (int i = 0; i < elements; i++) {
      keys[i] = ofDouble(values[i]);
    }
  }

  private static void ofDoubles(double[] values, int elements, long[] keys) {
    for (int i = 0; i < elements; i++) {
      keys[i] = Double.doubleToRawLongBits(values[i] + 0.0);
    }
    turnNegatives(keys, elements);
  }

  // NaN stay as they are: missing values are such, too, and those that are not are few. A loop of
  // its own, as is every loop here that the compiler can make vector instructions of.
  private static void turnNegatives(long[] keys, int elements) {
    for (int i = 0; i < elements; i++) {
      long bits = keys[i];
      keys[i] = bits ^ bits >> 63 >>> 1;
    }
  }

  /**
   * Does what {@link #load} does and keeps the numbers.
   *
   * @param column a column of doubles
   * @param elements how many
   * @param keys where the keys go
   * @param numbers where the numbers go, with one zero instead of two
   */
  public static void load(DoubleColumn column, int elements, long[] keys, double[] numbers) {
    double[] values = column.values();
    for (int i = 0; i < elements; i++) {
      numbers[i] = values[i] + 0.0;
    }
    for (int i = 0; i < elements; i++) {
      keys[i] = Double.doubleToRawLongBits(numbers[i]);
    }
    turnNegatives(keys, elements);
  }

  /**
   * Makes all keys of doubles that are not a number {@link #NAN}.
   *
   * @param keys the keys, as {@link #load} leaves them
   * @param count how many
   */
  public static void uniteNans(long[] keys, int count) {
    long signs = 0;
    for (int i = 0; i < count; i++) {
      signs |= INFINITY - magnitude(keys[i]);
    }
    for (int i = 0; signs < 0 && i < count; i++) {
      keys[i] = magnitude(keys[i]) > INFINITY ? NAN : keys[i];
    }
  }

  private static long magnitude(long key) {
    return key ^ key >> 63;
  }
}
