package io.lepton.format.internal;

/**
 * Reads truth values, straight from bytes.
 *
 * <p>Stateless.
 */
public final class BoolParser {

  /** Bit 5 is what makes a letter a small one. */
  private static final long SMALL = Swar.fill(0x20);

  private BoolParser() {}

  /**
   * Reads a truth value.
   *
   * @param bytes where it lies, with seven bytes of slack after its end
   * @param start its first byte
   * @param end the end of it
   * @return 1 for {@code true} in any case and for 1, 0 for {@code false} in any case and for 0, -1
   *     for anything else
   */
  public static int bool(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == 1) {
      int digit = bytes[start] - '0';
      return (digit & ~1) == 0 ? digit : -1;
    }
    if (length != 4 && length != 5) {
      return -1;
    }
    long word = (Swar.load(bytes, start) | SMALL) << 64 - (length << 3) >>> 64 - (length << 3);
    return word == Words.TRUE ? 1 : word == Words.FALSE ? 0 : -1;
  }
}
