package io.lepton.format.json;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.ShortColumn;
import io.lepton.format.internal.Digits;
import io.lepton.format.internal.NumberParser;
import io.lepton.format.internal.Swar;
import io.lepton.tensor.HalfPrecision;
import java.nio.charset.StandardCharsets;

/**
 * Values of the floating point types: any number, rounded to the nearest value of the type; one
 * beyond the largest is refused. NaN and the infinities are strings. A missing element of a list is
 * NaN, as a writer may have made it null.
 */
abstract class FloatingDecoder extends JsonDecoder {

  // No more digits than every long has room for, with the point among them.
  private static final int MAX_LENGTH = 18;
  private static final long MAX_EXACT = 1L << 53;
  private static final long EIGHT_PLACES = 100_000_000;

  // Before the point and after eight places, in bits: as many in all as every long has room for.
  private static final int MAX_BITS = 10 * Byte.SIZE;
  private static final double[] TEN_TO = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  FloatingDecoder(Field field) {
    super(field);
  }

  static FloatingDecoder of(Field field) {
    return switch (field.type().kind()) {
      case FP64 -> new Doubles(field);
      case FP32 -> new Floats(field);
      default -> new Halves(field);
    };
  }

  @Override
  final int decode(JsonScanner in, byte[] bytes, int at, int element) {
    long word = Swar.load(bytes, at);
    int negative = Digits.minus((int) word);
    long digits = Digits.after(word, negative);
    int wholeBits = Digits.bits(digits);
    int start = at + negative + (wholeBits >>> 3) + 1;
    long places = Digits.load(bytes, start);
    int placeBits = Digits.bits(places);
    if (wholeBits == 0
        || wholeBits == Long.SIZE
        || Digits.character(digits, wholeBits) != '.'
        || Digits.arePadded(digits, wholeBits)) {
      return decodeOther(in, bytes, at, element);
    }
    int next = start + (placeBits >>> 3);
    long mantissa = Digits.first(digits, wholeBits) * EIGHT_PLACES;
    double value;
    if (placeBits != Long.SIZE) {
      // At most seven digits and eight places: exact, so that the one division rounds correctly.
      value = (mantissa + Digits.filled(places, placeBits)) / (double) EIGHT_PLACES;
    } else {
      long more = Digits.load(bytes, next);
      int moreBits = Digits.bits(more);
      mantissa = Digits.append(mantissa + Digits.number(places), more, moreBits);
      next += moreBits >>> 3;
      if (wholeBits + moreBits > MAX_BITS || mantissa > MAX_EXACT) {
        return decodeOther(in, bytes, at, element);
      }
      value = mantissa / TEN_TO[Long.BYTES + (moreBits >>> 3)];
    }
    if (placeBits == 0 || goesOn(bytes[next])) {
      return decodeOther(in, bytes, at, element);
    }
    set(element, NumberParser.withSign(value, negative), bytes, at, next);
    return next;
  }

  /** Decodes what has no point, or many digits before or after it, as long as they are exact. */
  private int decodeOther(JsonScanner in, byte[] bytes, int at, int element) {
    int first = bytes[at] == '-' ? at + 1 : at;
    int point = first;
    long mantissa = 0;
    for (int digit = bytes[point] - '0'; digit >= 0 && digit <= 9; digit = bytes[point] - '0') {
      mantissa = mantissa * 10 + digit;
      point++;
    }
    int next = point;
    if (bytes[point] == '.') {
      next++;
      for (int digit = bytes[next] - '0'; digit >= 0 && digit <= 9; digit = bytes[next] - '0') {
        mantissa = mantissa * 10 + digit;
        next++;
      }
    }
    int fraction = Math.max(next - point - 1, 0);
    boolean plain = point - first == 1 || (point > first && bytes[first] != '0');
    boolean exact = next - first <= MAX_LENGTH && mantissa <= MAX_EXACT;
    if (!plain || !exact || next == point + 1 || (bytes[next] | 0x20) == 'e') {
      return decodeThoroughly(in, bytes, at, element);
    }
    // Both are exact, so that the one division rounds correctly.
    double value = mantissa / TEN_TO[fraction];
    set(element, first == at ? value : -value, bytes, at, next);
    return next;
  }

  /** Decodes what is not a number of a few digits, or says what is wrong with it. */
  private int decodeThoroughly(JsonScanner in, byte[] bytes, int at, int element) {
    if (bytes[at] == '"') {
      return decodeString(in, bytes, at, element);
    }
    if (!beginsNumber(bytes[at])) {
      throw wrongType(in, bytes, at);
    }
    int end = in.number(at);
    double value = NumberParser.doubleValue(bytes, at, end);
    if (Double.isInfinite(value)) {
      throw outOfRange();
    }
    set(element, value, bytes, at, end);
    return end;
  }

  private int decodeString(JsonScanner in, byte[] bytes, int at, int element) {
    int next = in.string(at);
    int end = in.isEscaped() ? in.unescape(at + 1, next - 1) : next - 1;
    double value = NonFiniteText.valueOf(bytes, at + 1, end);
    if (value == 0) {
      throw wrongType("a string");
    }
    setNonFinite(element, value);
    return next;
  }

  @Override
  final void decodeNull(int element) {
    setNonFinite(element, Double.NaN);
  }

  /**
   * Sets an element.
   *
   * @param value the number, rounded to the nearest double
   * @param bytes where it was read from
   */
  abstract void set(int element, double value, byte[] bytes, int start, int end);

  /** Sets an element to NaN or an infinity. */
  abstract void setNonFinite(int element, double value);

  private static final class Doubles extends FloatingDecoder {
    private double[] values = {};

    Doubles(Field field) {
      super(field);
    }

    @Override
    void bind(Column column) {
      values = ((DoubleColumn) column).values();
    }

    @Override
    void set(int element, double value, byte[] bytes, int start, int end) {
      values[element] = value;
    }

    @Override
    void setNonFinite(int element, double value) {
      values[element] = value;
    }
  }

  private static final class Floats extends FloatingDecoder {
    // What a double has more than a float, and the half of it.
    private static final long MORE_BITS = (1L << 29) - 1;
    private static final long HALF = 1L << 28;

    private float[] values = {};

    Floats(Field field) {
      super(field);
    }

    @Override
    void bind(Column column) {
      values = ((FloatColumn) column).values();
    }

    @Override
    void set(int element, double value, byte[] bytes, int start, int end) {
      float rounded = (float) value;
      // Rounding twice goes wrong where the first time ends half way between two floats. Below the
      // normal numbers floats are fewer, and half way is elsewhere.
      boolean halfWay = (Double.doubleToRawLongBits(value) & MORE_BITS) == HALF;
      if (halfWay || (Math.abs(rounded) < Float.MIN_NORMAL && value != 0)) {
        rounded = Float.parseFloat(text(bytes, start, end));
      }
      if (Float.isInfinite(rounded)) {
        throw outOfRange();
      }
      values[element] = rounded;
    }

    private static String text(byte[] bytes, int start, int end) {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    void setNonFinite(int element, double value) {
      values[element] = (float) value;
    }
  }

  private static final class Halves extends FloatingDecoder {
    private final boolean brain;
    private short[] values = {};

    Halves(Field field) {
      super(field);
      brain = field.type().kind() == Kind.BF16;
    }

    @Override
    void bind(Column column) {
      values = ((ShortColumn) column).values();
    }

    @Override
    void set(int element, double value, byte[] bytes, int start, int end) {
      short narrow = narrow(toOdd(value));
      if (!Float.isFinite(widen(narrow))) {
        throw outOfRange();
      }
      values[element] = narrow;
    }

    private short narrow(float value) {
      return brain ? HalfPrecision.floatToBf16(value) : HalfPrecision.floatToFp16(value);
    }

    private float widen(short bits) {
      return brain ? HalfPrecision.bf16ToFloat(bits) : HalfPrecision.fp16ToFloat(bits);
    }

    /** Rounds so that rounding once more gives what rounding once would have given. */
    private static float toOdd(double value) {
      float nearest = (float) value;
      if (nearest == value) {
        return nearest;
      }
      int bits = Float.floatToRawIntBits(nearest);
      return Float.intBitsToFloat((Math.abs(nearest) > Math.abs(value) ? bits - 1 : bits) | 1);
    }

    @Override
    void setNonFinite(int element, double value) {
      values[element] = narrow((float) value);
    }
  }
}
