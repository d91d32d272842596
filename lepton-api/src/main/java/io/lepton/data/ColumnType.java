package io.lepton.data;

import java.util.Locale;
import java.util.Objects;

/**
 * The type of a column's values.
 *
 * <table>
 * <caption>Types and how a column holds them</caption>
 * <thead><tr><th>Kind</th><th>Value</th><th>Column class</th></tr></thead>
 * <tbody>
 * <tr><td>BOOL</td><td>0 or 1</td><td>{@link ByteColumn}</td></tr>
 * <tr><td>INT8, UINT8</td><td>8 bits</td><td>{@link ByteColumn}</td></tr>
 * <tr><td>INT16, UINT16, FP16, BF16</td><td>16 bits</td><td>{@link ShortColumn}</td></tr>
 * <tr><td>INT32, UINT32</td><td>32 bits</td><td>{@link IntColumn}</td></tr>
 * <tr><td>INT64, UINT64</td><td>64 bits</td><td>{@link LongColumn}</td></tr>
 * <tr><td>FP32</td><td>IEEE 754 binary32</td><td>{@link FloatColumn}</td></tr>
 * <tr><td>FP64</td><td>IEEE 754 binary64</td><td>{@link DoubleColumn}</td></tr>
 * <tr><td>TEXT</td><td>valid UTF-8</td><td>{@link TextColumn}</td></tr>
 * <tr><td>BYTES</td><td>any bytes</td><td>{@link TextColumn}</td></tr>
 * <tr><td>DATE</td><td>days since 1970-01-01, proleptic ISO calendar</td>
 *     <td>{@link IntColumn}</td></tr>
 * <tr><td>TIMESTAMP</td><td>microseconds since 1970-01-01T00:00</td>
 *     <td>{@link LongColumn}</td></tr>
 * <tr><td>DECIMAL</td><td>unscaled integer of up to 38 digits</td>
 *     <td>{@link DecimalColumn}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Unsigned integers keep their bits in the signed Java type; read them with {@link
 * Long#toUnsignedString(long)} and its siblings.
 *
 * <p><b>Zones.</b> A timestamp column is of one of two kinds, and the two never mix in a column:
 *
 * <ul>
 *   <li>{@link TimeZoneRule#UTC}: a point in time. Text must carry an offset or {@code Z}; the
 *       value is converted to UTC, the original offset is not kept, and text is written with {@code
 *       Z}.
 *   <li>{@link TimeZoneRule#LOCAL}: a reading of a wall clock, no zone known. Text must carry no
 *       offset; the value counts as if it were UTC and is written without one.
 * </ul>
 *
 * <p><b>Vectors.</b> {@link #vector(int)} gives the type of a fixed-size list, as a model with more
 * than one output element a row produces. The elements of row {@code r} lie at {@code r * width} to
 * {@code r * width + width - 1} of the column's array.
 *
 * <p>Immutable and safe for use by many threads. Compare types with {@link #equals}: a type that
 * was read from a schema is equal to the constant here, but need not be the same object.
 */
public final class ColumnType {

  /** The kinds of value, in the terms of the Open Inference Protocol where it has one. */
  public enum Kind {
    /** True or false. */
    BOOL,
    /** Signed 8-bit integer. */
    INT8,
    /** Signed 16-bit integer. */
    INT16,
    /** Signed 32-bit integer. */
    INT32,
    /** Signed 64-bit integer. */
    INT64,
    /** Unsigned 8-bit integer. */
    UINT8,
    /** Unsigned 16-bit integer. */
    UINT16,
    /** Unsigned 32-bit integer. */
    UINT32,
    /** Unsigned 64-bit integer. */
    UINT64,
    /** IEEE 754 binary16. */
    FP16,
    /** The upper half of a binary32. */
    BF16,
    /** IEEE 754 binary32. */
    FP32,
    /** IEEE 754 binary64. */
    FP64,
    /** UTF-8 text. */
    TEXT,
    /** Bytes without an encoding. */
    BYTES,
    /** A day in the ISO calendar. */
    DATE,
    /** A point in time or a wall clock reading, to the microsecond. */
    TIMESTAMP,
    /** A decimal number with a fixed number of digits after the point. */
    DECIMAL
  }

  /** How the text of a timestamp relates to a time zone. */
  public enum TimeZoneRule {
    /** A point in time, kept in UTC. */
    UTC,
    /** A wall clock reading in no known zone. */
    LOCAL
  }

  /** The largest number of digits of a decimal: what fits in 128 bits. */
  public static final int MAX_DECIMAL_PRECISION = 38;

  /** True or false. */
  public static final ColumnType BOOL = simple(Kind.BOOL);

  /** Signed 8-bit integer. */
  public static final ColumnType INT8 = simple(Kind.INT8);

  /** Signed 16-bit integer. */
  public static final ColumnType INT16 = simple(Kind.INT16);

  /** Signed 32-bit integer. */
  public static final ColumnType INT32 = simple(Kind.INT32);

  /** Signed 64-bit integer. */
  public static final ColumnType INT64 = simple(Kind.INT64);

  /** Unsigned 8-bit integer. */
  public static final ColumnType UINT8 = simple(Kind.UINT8);

  /** Unsigned 16-bit integer. */
  public static final ColumnType UINT16 = simple(Kind.UINT16);

  /** Unsigned 32-bit integer. */
  public static final ColumnType UINT32 = simple(Kind.UINT32);

  /** Unsigned 64-bit integer. */
  public static final ColumnType UINT64 = simple(Kind.UINT64);

  /** IEEE 754 binary16. */
  public static final ColumnType FP16 = simple(Kind.FP16);

  /** The upper half of a binary32. */
  public static final ColumnType BF16 = simple(Kind.BF16);

  /** IEEE 754 binary32. */
  public static final ColumnType FP32 = simple(Kind.FP32);

  /** IEEE 754 binary64. */
  public static final ColumnType FP64 = simple(Kind.FP64);

  /** UTF-8 text. */
  public static final ColumnType TEXT = simple(Kind.TEXT);

  /** Bytes without an encoding; written as Base64 where a format has only text. */
  public static final ColumnType BYTES = simple(Kind.BYTES);

  /** Days since 1970-01-01. */
  public static final ColumnType DATE = simple(Kind.DATE);

  /** A point in time, microseconds since 1970-01-01T00:00Z. */
  public static final ColumnType TIMESTAMP_UTC =
      new ColumnType(Kind.TIMESTAMP, 0, 0, TimeZoneRule.UTC, 1);

  /** A wall clock reading, microseconds since 1970-01-01T00:00 on that clock. */
  public static final ColumnType TIMESTAMP_LOCAL =
      new ColumnType(Kind.TIMESTAMP, 0, 0, TimeZoneRule.LOCAL, 1);

  private final Kind kind;
  private final int precision;
  private final int scale;
  private final TimeZoneRule zone;
  private final int width;

  private ColumnType(Kind kind, int precision, int scale, TimeZoneRule zone, int width) {
    this.kind = kind;
    this.precision = precision;
    this.scale = scale;
    this.zone = zone;
    this.width = width;
  }

  private static ColumnType simple(Kind kind) {
    return new ColumnType(kind, 0, 0, TimeZoneRule.LOCAL, 1);
  }

  /**
   * Returns the type of a decimal number.
   *
   * @param precision how many digits in all, 1 to 38
   * @param scale how many of them after the decimal point, 0 to {@code precision}
   * @return the type
   * @throws IllegalArgumentException if either is out of range
   */
  public static ColumnType decimal(int precision, int scale) {
    if (precision < 1 || precision > MAX_DECIMAL_PRECISION) {
      throw new IllegalArgumentException("Decimal precision needs 1 to 38, got " + precision);
    }
    if (scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "Decimal scale needs 0 to " + precision + ", got " + scale);
    }
    return new ColumnType(Kind.DECIMAL, precision, scale, TimeZoneRule.LOCAL, 1);
  }

  /**
   * Returns the type of a fixed-size list of this type.
   *
   * @param width elements a row, at least 1; a width of 1 is the plain type
   * @return the type
   * @throws IllegalArgumentException if {@code width} is below 1
   */
  public ColumnType vector(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("Vector width needs at least 1, got " + width);
    }
    return new ColumnType(kind, precision, scale, zone, width);
  }

  /**
   * Returns the kind of value.
   *
   * @return the kind of one element
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns how many elements a row holds.
   *
   * @return 1, or the size of the fixed-size list
   */
  public int width() {
    return width;
  }

  /**
   * Returns the type of one element.
   *
   * @return this type with a width of 1
   */
  public ColumnType element() {
    return width == 1 ? this : vector(1);
  }

  /**
   * Returns the number of digits of a decimal.
   *
   * @return 1 to 38; 0 for other kinds
   */
  public int precision() {
    return precision;
  }

  /**
   * Returns the number of digits after the point of a decimal.
   *
   * @return 0 to precision; 0 for other kinds
   */
  public int scale() {
    return scale;
  }

  /**
   * Returns the zone rule of a timestamp.
   *
   * @return the rule; meaningless for other kinds
   */
  public TimeZoneRule zone() {
    return zone;
  }

  /**
   * Says whether values are numbers that a model can take: bool, integers and floating point.
   *
   * @return false for text, bytes, dates, timestamps and decimals
   */
  public boolean isNumeric() {
    return kind.compareTo(Kind.FP64) <= 0;
  }

  /**
   * Says whether values are whole numbers, signed or not.
   *
   * @return true for INT8 to UINT64
   */
  public boolean isInteger() {
    return kind.compareTo(Kind.INT8) >= 0 && kind.compareTo(Kind.UINT64) <= 0;
  }

  /**
   * Says whether values have no sign.
   *
   * @return true for UINT8 to UINT64
   */
  public boolean isUnsigned() {
    return kind.compareTo(Kind.UINT8) >= 0 && kind.compareTo(Kind.UINT64) <= 0;
  }

  /**
   * Says whether values are floating point numbers, which have a NaN.
   *
   * @return true for FP16, BF16, FP32 and FP64
   */
  public boolean isFloatingPoint() {
    return kind.compareTo(Kind.FP16) >= 0 && kind.compareTo(Kind.FP64) <= 0;
  }

  /**
   * Reads back what {@link #toString()} wrote.
   *
   * @param text for example {@code int64}, {@code decimal(10,2)}, {@code timestamp(utc)} or {@code
   *     fp32[2]}
   * @return the type
   * @throws IllegalArgumentException if there is no such type
   */
  public static ColumnType parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      return parse(name.substring(0, bracket))
          .vector(number(text, name.substring(bracket + 1, name.length() - 1)));
    }
    if (name.startsWith("decimal(") && name.endsWith(")")) {
      String[] parts = name.substring(8, name.length() - 1).split(",", -1);
      if (parts.length == 2) {
        return decimal(number(text, parts[0]), number(text, parts[1]));
      }
    }
    if (name.equals("timestamp(utc)")) {
      return TIMESTAMP_UTC;
    }
    if (name.equals("timestamp(local)")) {
      return TIMESTAMP_LOCAL;
    }
    for (Kind kind : Kind.values()) {
      boolean plain = kind != Kind.DECIMAL && kind != Kind.TIMESTAMP;
      if (plain && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return simple(kind);
      }
    }
    throw new IllegalArgumentException("No column type is written " + text);
  }

  private static int number(String whole, String part) {
    try {
      return Integer.parseInt(part.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("No column type is written " + whole, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnType that
        && kind == that.kind
        && precision == that.precision
        && scale == that.scale
        && zone == that.zone
        && width == that.width;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, precision, scale, zone, width);
  }

  /**
   * Returns the type as it is written in schemas.
   *
   * @return for example {@code int64}, {@code decimal(10,2)}, {@code timestamp(utc)} or {@code
   *     fp32[2]}; {@link #parse} reads it back
   */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (kind == Kind.DECIMAL) {
      name += "(" + precision + "," + scale + ")";
    } else if (kind == Kind.TIMESTAMP) {
      name += "(" + zone.name().toLowerCase(Locale.ROOT) + ")";
    }
    return width == 1 ? name : name + "[" + width + "]";
  }
}
