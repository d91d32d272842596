package io.lepton.format.internal;

/**
 * How sure a share is that was seen in a sample.
 *
 * <p>The lower end of the interval of Wilson (Probable inference, the law of succession, and
 * statistical inference, JASA 22, 1927) for 95 %: unlike the plain share it does not call three
 * values out of three certain.
 *
 * <p>Stateless.
 */
public final class Confidence {

  /** Standard deviations on either side that hold 95 % of a normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final double Z_SQUARE = Z * Z;

  private Confidence() {}

  /**
   * Returns a lower bound for the share of all values that fit, given those of a sample.
   *
   * @param fitting how many values of the sample fit
   * @param values how many values the sample has
   * @return 0 to 1; 0 if there was no value
   */
  public static double lowerBound(long fitting, long values) {
    if (fitting == 0) {
      return 0;
    }
    double n = values;
    double share = fitting / n;
    double spread = Z * Math.sqrt(share * (1 - share) / n + Z_SQUARE / (4 * n * n));
    double bound = (share + Z_SQUARE / (2 * n) - spread) / (1 + Z_SQUARE / n);
    return Math.min(Math.max(bound, 0), 1);
  }
}
