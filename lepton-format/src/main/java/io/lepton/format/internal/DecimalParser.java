package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads decimals exactly, straight from bytes: {@code [+-]? (digit+ [. digit*] | . digit+)},
 * without an exponent. More digits after the point than the type has are allowed if they are zeros.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class DecimalParser {

  /** As many digits as every {@code long} has room for. */
  private static final int LONG_DIGITS = 18;

  private final int precision;
  private final int scale;
  private final byte[] digits;

  /**
   * Makes a parser.
   *
   * @param type a decimal type
   */
  public DecimalParser(ColumnType type) {
    this.precision = type.precision();
    this.scale = type.scale();
    this.digits = new byte[precision];
  }

  /**
   * Reads a decimal.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @param column where it goes
   * @param element the element to set
   * @return null, or else WRONG_TYPE or OUT_OF_RANGE, and the element is not set
   */
  public @Nullable ErrorCode parse(
      byte[] bytes, int start, int end, DecimalColumn column, int element) {
    int at = start < end && (bytes[start] == '-' || bytes[start] == '+') ? start + 1 : start;
    int point = pointIn(bytes, at, end);
    if (point < 0) {
      return ErrorCode.WRONG_TYPE;
    }
    while (at < point && bytes[at] == '0') {
      at++;
    }
    int last = Math.min(end, point + 1 + scale);
    boolean fits = point - at <= precision - scale && areZeros(bytes, last, end);
    if (!fits) {
      return ErrorCode.OUT_OF_RANGE;
    }
    int count = collect(bytes, at, point, 0);
    count = collect(bytes, point + 1, last, count);
    for (int missing = scale - Math.max(last - point - 1, 0); missing > 0; missing--) {
      digits[count++] = '0';
    }
    set(column, element, count, bytes[start] == '-');
    return null;
  }

  /** Where the point is, or would be; -1 if the text is not a decimal. */
  private static int pointIn(byte[] bytes, int start, int end) {
    int point = end;
    for (int i = start; i < end; i++) {
      if (bytes[i] == '.' && point == end) {
        point = i;
      } else if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
    }
    boolean noDigits = end - start - (point < end ? 1 : 0) == 0;
    return noDigits ? -1 : point;
  }

  private static boolean areZeros(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] != '0') {
        return false;
      }
    }
    return true;
  }

  private int collect(byte[] bytes, int start, int end, int count) {
    int length = Math.max(end - start, 0);
    System.arraycopy(bytes, Math.min(start, end), digits, count, length);
    return count + length;
  }

  private void set(DecimalColumn column, int element, int count, boolean negative) {
    if (count <= LONG_DIGITS) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value * 10 + (digits[i] - '0');
      }
      column.set(element, negative ? -value : value);
    } else {
      BigInteger value = new BigInteger(NumberParser.text(digits, 0, count));
      column.set(element, negative ? value.negate() : value);
    }
  }
}
