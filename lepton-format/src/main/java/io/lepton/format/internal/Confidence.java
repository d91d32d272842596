package io.lepton.format.internal;

/**
 * How much a sample says about the whole: the lower bound of Wilson's score interval (E. B. Wilson,
 * Journal of the American Statistical Association 22, 1927), which is right for few values, too.
 *
 * <p>Stateless.
 */
public final class Confidence {

  /** The quantile of the normal distribution for an interval of 95 %. */
  private static final double Z = 1.959964;

  private Confidence() {}

  /**
   * Returns the lowest share that is still likely.
   *
   * @param fitting how many values of the sample have the property
   * @param values how many there are
   * @return 0 to 1; 0 for no values
   */
  public static double lowerBound(long fitting, long values) {
    if (values == 0) {
      return 0;
    }
    double share = (double) fitting / values;
    double z2 = Z * Z / values;
    double margin = Z * Math.sqrt((share * (1 - share) + z2 / 4) / values);
    return Math.max(0, (share + z2 / 2 - margin) / (1 + z2));
  }
}
