package io.lepton.format.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one {@code long}, the first byte the lowest.
 *
 * <p>A test leaves its answer for a byte in that byte's highest bit; {@link #gather} brings the
 * eight answers together.
 *
 * <p>Stateless.
 */
public final class Swar {

  /** The lowest bit of every byte. */
  public static final long ONES = 0x0101010101010101L;

  /** The highest bit of every byte. */
  public static final long HIGHS = 0x8080808080808080L;

  /** All bits of every byte but the highest. */
  public static final long LOWS = 0x7f7f7f7f7f7f7f7fL;

  private static final int SHORT = 32;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** By how many of the eight bytes belong to a text: those. */
  private static final long[] OWN_BYTES = {
    0,
    0xffL,
    0xffffL,
    0xff_ffffL,
    0xffff_ffffL,
    0xff_ffff_ffffL,
    0xffff_ffff_ffffL,
    0xff_ffff_ffff_ffffL,
    -1L
  };

  /** The same for texts of up to 31 bytes, so that no index needs to be checked. */
  private static final long[] OWN_BYTES_OF_SHORT = new long[SHORT];

  static {
    for (int length = 0; length < SHORT; length++) {
      OWN_BYTES_OF_SHORT[length] = OWN_BYTES[Math.min(length, Long.BYTES)];
    }
  }

  private static final long TO_TOP_BYTE = 0x0002040810204081L;

  private Swar() {}

  /**
   * Loads eight bytes.
   *
   * @param bytes where they lie
   * @param offset the first of them
   * @return the bytes, the first one lowest
   */
  public static long load(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /**
   * Loads the first eight bytes of a text; of one that has fewer, only those that are its own.
   *
   * @param bytes where it lies, with eight bytes from its first one on
   * @param offset the first of them
   * @param length how many are its own, 0 or more
   * @return the bytes, the first one lowest, and zeros
   */
  public static long loadFirst(byte[] bytes, int offset, int length) {
    // From a table: a shift by a number that is not known waits for one register.
    return load(bytes, offset) & OWN_BYTES[Math.min(length, Long.BYTES)];
  }

  /**
   * Does what {@link #loadFirst} does at less cost.
   *
   * @param bytes where it lies, with eight bytes from its first one on
   * @param offset the first of them
   * @param length how many are its own, 0 to 31
   * @return the bytes, the first one lowest, and zeros
   */
  public static long loadOwn(byte[] bytes, int offset, int length) {
    return load(bytes, offset) & OWN_BYTES_OF_SHORT[length & SHORT - 1];
  }

  /**
   * Repeats a byte.
   *
   * @param b a byte, 0 to 127
   * @return eight of it
   */
  public static long fill(int b) {
    return b * ONES;
  }

  /**
   * Finds the zero bytes of any word.
   *
   * @param word eight bytes
   * @return the highest bit of each byte that is zero, and no other bit
   */
  public static long zeros(long word) {
    return ~((word & LOWS) + LOWS | word) & HIGHS;
  }

  /**
   * Finds the first zero byte of any word, at less cost than all of them.
   *
   * @param word eight bytes
   * @return the highest bit of the first byte that is zero, perhaps also bits of bytes above it; 0
   *     if none is
   */
  public static long firstZero(long word) {
    // A borrow can only come from a byte that is zero.
    return word - ONES & ~word & HIGHS;
  }

  /**
   * Brings the highest bits of the bytes together.
   *
   * @param highs a word with no bits but the highest of each byte
   * @return bit 0 for the first byte, to bit 7 for the last
   */
  public static long gather(long highs) {
    return highs * TO_TOP_BYTE >>> 56;
  }
}
