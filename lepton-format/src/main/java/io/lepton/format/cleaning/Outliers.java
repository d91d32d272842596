package io.lepton.format.cleaning;

import java.util.Locale;

/**
 * Which numbers of a column lie too far out.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Outliers {

  /** The ways to find the bounds. */
  enum Kind {
    IQR,
    DEVIATIONS,
    RANGE
  }

  private final Kind kind;
  private final double first;
  private final double second;

  private Outliers(Kind kind, double first, double second) {
    this.kind = kind;
    this.first = first;
    this.second = second;
  }

  /**
   * Bounds by quartiles (Tukey's fences): what lies more than some times the distance of the
   * quartiles outside of them. Exact for up to a million values, beyond that by a t-digest. Needs a
   * reading before the real one.
   *
   * @param times how many times, above 0; usually 1.5, or 3 for what is far out
   * @return the rule
   * @throws IllegalArgumentException if {@code times} is not above 0
   */
  public static Outliers iqr(double times) {
    return new Outliers(Kind.IQR, positive(times), 0);
  }

  /**
   * Bounds by the standard deviation: what lies more than some deviations from the mean. Needs a
   * reading before the real one.
   *
   * @param deviations how many, above 0; usually 3
   * @return the rule
   * @throws IllegalArgumentException if {@code deviations} is not above 0
   */
  public static Outliers deviations(double deviations) {
    return new Outliers(Kind.DEVIATIONS, positive(deviations), 0);
  }

  /**
   * Bounds that the caller knows.
   *
   * @param least the lowest number that is none; dates count in days and timestamps in microseconds
   *     since 1970
   * @param most the highest number that is none
   * @return the rule
   * @throws IllegalArgumentException if {@code most} is below {@code least}
   */
  public static Outliers range(double least, double most) {
    if (!(least <= most)) {
      throw new IllegalArgumentException("A range needs its lower bound first");
    }
    return new Outliers(Kind.RANGE, least, most);
  }

  private static double positive(double times) {
    if (!(times > 0)) {
      throw new IllegalArgumentException("Outliers need a distance above 0, got " + times);
    }
    return times;
  }

  Kind kind() {
    return kind;
  }

  /** The factor, or the lower bound of a range. */
  double first() {
    return first;
  }

  /** The upper bound of a range. */
  double second() {
    return second;
  }

  /**
   * Returns the rule in words.
   *
   * @return for example {@code iqr 1.5}
   */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT) + " " + first;
    return kind == Kind.RANGE ? name + " to " + second : name;
  }
}
