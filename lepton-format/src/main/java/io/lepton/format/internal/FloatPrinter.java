package io.lepton.format.internal;

/**
 * Prints floating point numbers with as few digits as identify them, straight to bytes.
 *
 * <p><b>Algorithm.</b> Schubfach: Raffaello Giulietti, <i>The Schubfach way to render doubles</i>,
 * 2020. A float {@code c * 2^q} is the nearest float of every real number in a rounding interval
 * around it. Let {@code 10^k} be the largest power of ten not longer than that interval: then the
 * interval holds at least one multiple of {@code 10^k}, and at most one multiple of {@code
 * 10^(k+1)}, which, if it is there, is shorter. So four candidates are enough: the two multiples of
 * {@code 10^(k+1)} and the two of {@code 10^k} next to the value. They are compared with the ends
 * of the interval in units of {@code 10^k / 4}, each end computed as one product with a power of
 * ten of 126 bits (63 bits for a float), rounded to odd: floor, and the lowest bit set if anything
 * was cut off. The paper proves that this much is enough to compare right.
 *
 * <p>The names {@code cb}, {@code vb}, {@code s} and so on are the paper's; {@code l} and {@code r}
 * mean the left and the right end of the interval.
 *
 * <p><b>Text.</b> The same as {@link Double#toString(double)} and {@link Float#toString(float)} of
 * JDK 19 and later, on every JDK (earlier ones print too many digits, JDK-4511638): plain from
 * 10^-3 up to 10^7, otherwise {@code d.dddE-d}; at least one digit after the point, so that a
 * reader sees that the column is not one of integers.
 *
 * <p>Stateless.
 */
final class FloatPrinter {

  private static final PowersOfTen POWERS = new PowersOfTen(-292, 324);

  private static final int DOUBLE_FRACTION = 52;
  private static final int DOUBLE_MIN_Q = -1074;
  private static final int FLOAT_FRACTION = 23;
  private static final int FLOAT_MIN_Q = -149;

  // Below these a subnormal number has less than two digits. One more is printed anyway, so the
  // second might as well be right: the number is scaled by ten.
  private static final int DOUBLE_TINY = 3;
  private static final int FLOAT_TINY = 8;

  // Numbers from 10^-3 on with up to so many digits after the point, and 15 in all, take a shorter
  // way: with 4 of them up to 10^7, with 9 up to 10^6.
  private static final double MIN_FIXED = 1e-3;
  private static final double SCALE_4 = 1e4;
  private static final double MAX_FIXED_4 = 1e7;
  private static final double SCALE_9 = 1e9;
  private static final double MAX_FIXED_9 = 1e6;

  private static final long LOW_63 = Long.MAX_VALUE;
  private static final long LOW_32 = 0xffff_ffffL;

  private FloatPrinter() {}

  static int print(double value, byte[] out, int at) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> DOUBLE_FRACTION) & 0x7ff;
    if (exponent == 0x7ff) {
      return printSpecial(value, out, at);
    }
    out[at] = '-';
    int start = at + (int) (bits >>> 63);
    long fraction = bits & (1L << DOUBLE_FRACTION) - 1;
    if (exponent == 0) {
      return printSubnormal(fraction, out, start);
    }
    long c = fraction | 1L << DOUBLE_FRACTION;
    int q = exponent - 1075;
    if (q <= 0 && q > -53 && (c & (1L << -q) - 1) == 0) {
      return DecimalLayout.print(c >>> -q, 0, out, start);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= MIN_FIXED && magnitude < MAX_FIXED_4) {
      int end = printFixed(magnitude, out, start);
      if (end > 0) {
        return end;
      }
    }
    return printDouble(c, q, fraction == 0 && exponent > 1, 0, out, start);
  }

  /**
   * Prints a number that is nearest to a decimal of few digits, as prices and measurements are. Two
   * different decimals of up to 15 digits are never nearest to the same double, so there can be no
   * shorter one than this. Returns 0 for any other number.
   */
  private static int printFixed(double magnitude, byte[] out, int at) {
    long scaled = (long) (magnitude * SCALE_4 + 0.5);
    if (scaled / SCALE_4 == magnitude) {
      return DecimalLayout.printFixed4(scaled, out, at);
    }
    if (magnitude < MAX_FIXED_9) {
      scaled = (long) (magnitude * SCALE_9 + 0.5);
      if (scaled / SCALE_9 == magnitude) {
        return DecimalLayout.printFixed9(scaled, out, at);
      }
    }
    return 0;
  }

  private static int printSubnormal(long fraction, byte[] out, int at) {
    if (fraction == 0) {
      return printZero(out, at);
    }
    return fraction < DOUBLE_TINY
        ? printDouble(10 * fraction, DOUBLE_MIN_Q, false, -1, out, at)
        : printDouble(fraction, DOUBLE_MIN_Q, false, 0, out, at);
  }

  /** Prints c * 2^q * 10^shift; the gap below a power of two (uneven) is half the gap above it. */
  private static int printDouble(long c, int q, boolean uneven, int shift, byte[] out, int at) {
    int k = uneven ? PowersOfTen.log10OfThreeQuartersOfPower2(q) : PowersOfTen.log10OfPower2(q);
    int h = q + PowersOfTen.log2OfPower10(-k) + 2;
    long g1 = POWERS.high(-k);
    long g0 = POWERS.low(-k);
    long cb = c << 2;
    long vb = scale(g1, g0, cb << h);
    long vbl = scale(g1, g0, cb - (uneven ? 1 : 2) << h);
    long vbr = scale(g1, g0, cb + 2 << h);
    return DecimalLayout.print(choose(vbl, vb, vbr, c & 1, uneven), k + shift, out, at);
  }

  private static long scale(long g1, long g0, long cp) {
    long middle = (g1 * cp >>> 1) + Math.multiplyHigh(g0, cp);
    long floor = Math.multiplyHigh(g1, cp) + (middle >>> 63);
    return floor | (middle & LOW_63) + LOW_63 >>> 63;
  }

  static int print(float value, byte[] out, int at) {
    int bits = Float.floatToRawIntBits(value);
    int exponent = bits >>> FLOAT_FRACTION & 0xff;
    if (exponent == 0xff) {
      return printSpecial(value, out, at);
    }
    out[at] = '-';
    int start = at + (bits >>> 31);
    int fraction = bits & (1 << FLOAT_FRACTION) - 1;
    if (exponent == 0) {
      return printSubnormal(fraction, out, start);
    }
    int c = fraction | 1 << FLOAT_FRACTION;
    int q = exponent - 150;
    if (q <= 0 && q > -24 && (c & (1 << -q) - 1) == 0) {
      return DecimalLayout.printShort(c >>> -q, 0, out, start);
    }
    return printFloat(c, q, fraction == 0 && exponent > 1, 0, out, start);
  }

  private static int printSubnormal(int fraction, byte[] out, int at) {
    if (fraction == 0) {
      return printZero(out, at);
    }
    return fraction < FLOAT_TINY
        ? printFloat(10 * fraction, FLOAT_MIN_Q, false, -1, out, at)
        : printFloat(fraction, FLOAT_MIN_Q, false, 0, out, at);
  }

  private static int printFloat(int c, int q, boolean uneven, int shift, byte[] out, int at) {
    int k = uneven ? PowersOfTen.log10OfThreeQuartersOfPower2(q) : PowersOfTen.log10OfPower2(q);
    int h = q + PowersOfTen.log2OfPower10(-k) + 33;
    long g = POWERS.high(-k) + 1;
    long cb = (long) c << 2;
    long vb = scale(g, cb << h);
    long vbl = scale(g, cb - (uneven ? 1 : 2) << h);
    long vbr = scale(g, cb + 2 << h);
    return DecimalLayout.printShort(choose(vbl, vb, vbr, c & 1, uneven), k + shift, out, at);
  }

  private static long scale(long g, long cp) {
    long product = Math.multiplyHigh(g, cp);
    return product >>> 31 | (product & LOW_32) + LOW_32 >>> 32;
  }

  /**
   * Returns the multiple of 10^k to print; an odd c does not own the ends of its interval.
   *
   * <p>Which candidate it is, is as good as random, and a branch that cannot be predicted costs
   * more than everything else here. So where the interval is even there are none: of two neighbours
   * the nearer one lies in it or neither does, and the masks below say which.
   */
  private static long choose(long vbl, long vb, long vbr, long odd, boolean uneven) {
    long s = vb >> 2;
    if (uneven || s < 100) {
      return chooseByBranches(vbl, vb, vbr, odd);
    }
    long below = s / 10 * 10;
    long belowFits = ~((below << 2) - vbl - odd >> 63);
    long aboveFits = ~(vbr - (below + 10 << 2) - odd >> 63);
    long nearest = vb + 1 + (s & 1) >> 2;
    return below & belowFits | below + 10 & aboveFits | nearest & ~(belowFits | aboveFits);
  }

  private static long chooseByBranches(long vbl, long vb, long vbr, long odd) {
    long s = vb >> 2;
    if (s >= 100) {
      long below = s / 10 * 10;
      boolean belowFits = vbl + odd <= below << 2;
      boolean aboveFits = (below + 10 << 2) + odd <= vbr;
      if (belowFits != aboveFits) {
        return belowFits ? below : below + 10;
      }
    }
    boolean belowFits = vbl + odd <= s << 2;
    boolean aboveFits = (s + 1 << 2) + odd <= vbr;
    if (belowFits != aboveFits) {
      return belowFits ? s : s + 1;
    }
    return vb + 1 + (s & 1) >> 2;
  }

  private static int printZero(byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '.';
    out[at + 2] = '0';
    return at + 3;
  }

  private static int printSpecial(double value, byte[] out, int at) {
    String text = Double.toString(value);
    for (int i = 0; i < text.length(); i++) {
      out[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }
}
