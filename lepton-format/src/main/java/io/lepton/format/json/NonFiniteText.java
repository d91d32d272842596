package io.lepton.format.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings that stand for numbers JSON has no word for, as in the JSON of protocol buffers:
 * {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}, and in no other spelling.
 */
final class NonFiniteText {

  private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INFINITY = "Infinity".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MINUS_INFINITY = "-Infinity".getBytes(StandardCharsets.US_ASCII);

  private NonFiniteText() {}

  /** Returns what a text stands for, or 0 if it is another text. */
  static double valueOf(byte[] bytes, int start, int end) {
    if (Arrays.equals(NAN, 0, NAN.length, bytes, start, end)) {
      return Double.NaN;
    }
    if (Arrays.equals(INFINITY, 0, INFINITY.length, bytes, start, end)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean minus = Arrays.equals(MINUS_INFINITY, 0, MINUS_INFINITY.length, bytes, start, end);
    return minus ? Double.NEGATIVE_INFINITY : 0;
  }
}
