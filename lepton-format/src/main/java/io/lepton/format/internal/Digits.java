package io.lepton.format.internal;

/**
 * Decimal digits in text, eight at a time in one {@code long}, the first one lowest.
 *
 * <p>A text that was loaded has a byte for each character: 0 to 9 for a digit, more for anything
 * else. How many digits come first is counted in bits, eight each, as all shifts need it.
 *
 * <p>The number of eight digits is put together from pairs, then fours (Mula, "SIMD-ized parsing of
 * series of integers", 2014; Lemire, "Quickly parsing eight digits", 2018).
 *
 * <p>Stateless.
 */
public final class Digits {

  private static final long ZEROS = Swar.fill('0');
  private static final long ABOVE_NINE = Swar.fill(0x80 - 10);

  /** The powers of ten up to eight digits. */
  private static final int[] TEN_TO = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Digits() {}

  /**
   * Loads eight characters.
   *
   * @param bytes where they lie
   * @param at the first of them
   * @return a byte for each
   */
  public static long load(byte[] bytes, int at) {
    return of(Swar.load(bytes, at));
  }

  /**
   * Takes eight characters that were loaded.
   *
   * @param word the characters
   * @return a byte for each
   */
  static long of(long word) {
    return word ^ ZEROS;
  }

  /**
   * Loads eight characters, or seven after a minus sign.
   *
   * @param word the characters
   * @param negative 1 if the first of them is to be left out, otherwise 0
   * @return a byte for each; the eighth is no digit if there are seven
   */
  public static long after(long word, int negative) {
    return of(word >>> (negative << 3));
  }

  /**
   * Says whether a character is a minus sign: without a branch, since signs are hard to predict.
   *
   * @param character the character, 0 to 255; what is above its eight bits does not matter
   * @return 1 for a minus sign, otherwise 0
   */
  public static int minus(int character) {
    return (character & 0xff ^ '-') - 1 >>> 31;
  }

  /**
   * Counts.
   *
   * @param digits as they were loaded
   * @return eight for each digit before anything else: 0 to 64
   */
  public static int bits(long digits) {
    return Long.numberOfTrailingZeros(others(digits)) & -8;
  }

  /** The highest bit of the first byte that is no digit, perhaps also bits of bytes above it. */
  private static long others(long digits) {
    // A carry can only come from a byte that is no digit itself.
    return (digits + ABOVE_NINE | digits) & Swar.HIGHS;
  }

  /**
   * Says whether there is nothing but digits.
   *
   * @param digits as they were loaded
   * @return true if all eight are
   */
  static boolean areAll(long digits) {
    return others(digits) == 0;
  }

  /**
   * Returns a character that was loaded.
   *
   * @param digits as they were loaded
   * @param bits how many come before it, in bits: 0 to 56
   * @return the character itself
   */
  public static int character(long digits, int bits) {
    return (int) (digits >>> bits) & 0xff ^ '0';
  }

  /**
   * Says whether a number has a zero in front that it must not have.
   *
   * @param digits as they were loaded
   * @param bits how many are digits, in bits
   * @return true if the first is zero and not the only one
   */
  public static boolean arePadded(long digits, int bits) {
    // One branch instead of two, and that one never taken.
    return ((int) (digits & 0xff) - 1 & 8 - bits) < 0;
  }

  /**
   * Returns the number that eight digits make.
   *
   * @param digits as they were loaded
   * @return 0 to 99,999,999
   */
  public static long number(long digits) {
    long pairs = digits * (1 + (10 << 8)) >>> 8 & 0x00ff00ff00ff00ffL;
    long fours = pairs * (1 + (100 << 16)) >>> 16 & 0x0000ffff0000ffffL;
    return fours * (1 + (10_000L << 32)) >>> 32;
  }

  /**
   * Returns the number that the first of them make.
   *
   * @param digits as they were loaded
   * @param bits how many, in bits: 8 to 64
   * @return 0 to 99,999,999
   */
  public static long first(long digits, int bits) {
    return number(digits << -bits);
  }

  /**
   * Returns the number that the first of them make with as many zeros after them as make eight.
   *
   * @param digits as they were loaded
   * @param bits how many, in bits: 0 to 56
   * @return 0 to 99,999,990
   */
  public static long filled(long digits, int bits) {
    return number(digits & (1L << bits) - 1);
  }

  /**
   * Returns a number with more digits after it.
   *
   * @param number what comes before
   * @param digits as they were loaded
   * @param bits how many of them, in bits: 0 to 64
   * @return the longer number, if it has no more than 18 digits
   */
  public static long append(long number, long digits, int bits) {
    // In two steps: a shift by 64 would be none.
    int half = 32 - (bits >>> 1);
    return number * TEN_TO[bits >>> 3] + number(digits << half << half);
  }
}
