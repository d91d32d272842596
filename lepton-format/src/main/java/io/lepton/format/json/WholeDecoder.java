package io.lepton.format.json;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.format.internal.Digits;
import io.lepton.format.internal.NumberParser;
import io.lepton.format.internal.Swar;

/** Values of the integer types: numbers without a fraction and without an exponent. */
abstract class WholeDecoder extends JsonDecoder {

  /** What was read last. */
  long value;

  private final long lowest;
  private final long highest;

  WholeDecoder(Field field, long lowest, long highest) {
    super(field);
    this.lowest = lowest;
    this.highest = highest;
  }

  static WholeDecoder of(Field field) {
    return switch (field.type().kind()) {
      case INT8 -> new Int8(field, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case UINT8 -> new Int8(field, 0, 0xff);
      case INT16 -> new Int16(field, Short.MIN_VALUE, Short.MAX_VALUE);
      case UINT16 -> new Int16(field, 0, 0xffff);
      case INT32 -> new Int32(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32 -> new Int32(field, 0, 0xffff_ffffL);
      case INT64 -> new Int64(field, Long.MIN_VALUE);
      default -> new Int64(field, 0);
    };
  }

  /**
   * Reads a number into {@link #value}.
   *
   * @return the offset after it
   */
  final int read(JsonScanner in, byte[] bytes, int at) {
    long word = Swar.load(bytes, at);
    int negative = Digits.minus((int) word);
    long digits = Digits.after(word, negative);
    int bits = Digits.bits(digits);
    long number = Digits.first(digits, bits);
    int next = at + negative + (bits >>> 3);
    if (bits + (negative << 3) == Long.SIZE) {
      long more = Digits.load(bytes, next);
      int moreBits = Digits.bits(more);
      number = Digits.append(number, more, moreBits);
      next += moreBits >>> 3;
    }
    if (bits == 0 || Digits.arePadded(digits, bits) || goesOn(bytes[next])) {
      return readThoroughly(in, bytes, at);
    }
    number = (number ^ -negative) + negative;
    if (number < lowest || number > highest) {
      throw outOfRange();
    }
    value = number;
    return next;
  }

  /** Reads what is not a number of a few digits, or says what is wrong with it. */
  private int readThoroughly(JsonScanner in, byte[] bytes, int at) {
    if (!beginsNumber(bytes[at])) {
      throw wrongType(in, bytes, at);
    }
    int end = in.number(at);
    if (!in.isWhole()) {
      throw wrongType("a number with a fraction or an exponent");
    }
    if (NumberParser.longProblem(bytes, at, end, lowest == 0) != null) {
      throw outOfRange();
    }
    value = NumberParser.longValue(bytes, at, end);
    // All 64 bits belong to the widest types.
    if (highest < Long.MAX_VALUE && (value < lowest || value > highest)) {
      throw outOfRange();
    }
    return end;
  }

  private static final class Int8 extends WholeDecoder {
    private byte[] values = {};

    Int8(Field field, long lowest, long highest) {
      super(field, lowest, highest);
    }

    @Override
    void bind(Column column) {
      values = ((ByteColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      int next = read(in, bytes, at);
      values[element] = (byte) value;
      return next;
    }
  }

  private static final class Int16 extends WholeDecoder {
    private short[] values = {};

    Int16(Field field, long lowest, long highest) {
      super(field, lowest, highest);
    }

    @Override
    void bind(Column column) {
      values = ((ShortColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      int next = read(in, bytes, at);
      values[element] = (short) value;
      return next;
    }
  }

  private static final class Int32 extends WholeDecoder {
    private int[] values = {};

    Int32(Field field, long lowest, long highest) {
      super(field, lowest, highest);
    }

    @Override
    void bind(Column column) {
      values = ((IntColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      int next = read(in, bytes, at);
      values[element] = (int) value;
      return next;
    }
  }

  private static final class Int64 extends WholeDecoder {
    private long[] values = {};

    Int64(Field field, long lowest) {
      super(field, lowest, Long.MAX_VALUE);
    }

    @Override
    void bind(Column column) {
      values = ((LongColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      int next = read(in, bytes, at);
      values[element] = value;
      return next;
    }
  }
}
