package io.lepton.format.json;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.format.internal.NumberParser;

/** Values of the integer types: numbers without a fraction and without an exponent. */
abstract class WholeDecoder extends JsonDecoder {

  /** As many digits as every {@code long} has room for. */
  private static final int MAX_DIGITS = 18;

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

  @Override
  final int decode(JsonScanner in, byte[] bytes, int at, int element) {
    int first = bytes[at] == '-' ? at + 1 : at;
    int next = first;
    long value = 0;
    for (int digit = bytes[next] - '0'; digit >= 0 && digit <= 9; digit = bytes[next] - '0') {
      value = value * 10 + digit;
      next++;
    }
    int count = next - first;
    boolean plain = count == 1 || (count > 1 && count <= MAX_DIGITS && bytes[first] != '0');
    if (!plain || bytes[next] == '.' || (bytes[next] | 0x20) == 'e') {
      return decodeOther(in, bytes, at, element);
    }
    value = first == at ? value : -value;
    if (value < lowest || value > highest) {
      throw outOfRange();
    }
    set(element, value);
    return next;
  }

  /** Decodes what is not a number of a few digits, or says what is wrong with it. */
  private int decodeOther(JsonScanner in, byte[] bytes, int at, int element) {
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
    long value = NumberParser.longValue(bytes, at, end);
    // All 64 bits belong to the widest types.
    if (highest < Long.MAX_VALUE && (value < lowest || value > highest)) {
      throw outOfRange();
    }
    set(element, value);
    return end;
  }

  abstract void set(int element, long value);

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
    void set(int element, long value) {
      values[element] = (byte) value;
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
    void set(int element, long value) {
      values[element] = (short) value;
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
    void set(int element, long value) {
      values[element] = (int) value;
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
    void set(int element, long value) {
      values[element] = value;
    }
  }
}
