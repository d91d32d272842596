package io.lepton.runtime.compatibility;

/**
 * How far two floating point numbers may lie apart and still pass: by any one of three measures.
 * Whole numbers, truth values and texts must be equal whatever the tolerance; NaN equals NaN, and
 * the two zeros are equal.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param absolute the distance that passes in any case; for results near zero, whose relative
 *     distance says nothing
 * @param relative the distance that passes, as a part of the reference's magnitude
 * @param ulps the distance that passes in units in the last place of the type
 */
public record Tolerance(double absolute, double relative, long ulps) {

  private static final Tolerance DEFAULTS = new Tolerance(1e-5, 1e-4, 4);
  private static final Tolerance EXACT = new Tolerance(0, 0, 0);

  /**
   * Checks the parts.
   *
   * @param absolute the distance that passes in any case; for results near zero, whose relative
   *     distance says nothing
   * @param relative the distance that passes, as a part of the reference's magnitude
   * @param ulps the distance that passes in units in the last place of the type
   * @throws IllegalArgumentException if a part is negative, NaN or infinite
   */
  public Tolerance {
    if (!(absolute >= 0 && absolute < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "An absolute tolerance needs to be 0 or more and finite, got " + absolute);
    }
    if (!(relative >= 0 && relative < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "A relative tolerance needs to be 0 or more and finite, got " + relative);
    }
    if (ulps < 0) {
      throw new IllegalArgumentException("A tolerance needs 0 or more ULPs, got " + ulps);
    }
  }

  /**
   * Returns the defaults: absolute 1e-5, relative 1e-4, 4 ULPs.
   *
   * <p>A sum of a thousand FP32 products in another order moves by some hundred ULPs, which is up
   * to 1e-4 of the result; around zero, where terms cancel, by about 1e-5 for inputs of the order
   * of one. The four ULPs are for FP16 and BF16, where they are 0.4 % and 3 %. On a GPU that uses
   * TF32, expect more: name a tolerance of your own.
   *
   * @return the defaults
   */
  public static Tolerance defaults() {
    return DEFAULTS;
  }

  /**
   * Returns a tolerance that lets nothing pass but the same number.
   *
   * @return no tolerance
   */
  public static Tolerance exact() {
    return EXACT;
  }

  /**
   * Changes the absolute part.
   *
   * @param distance 0 or more
   * @return a changed tolerance
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public Tolerance withAbsolute(double distance) {
    return new Tolerance(distance, relative, ulps);
  }

  /**
   * Changes the relative part.
   *
   * @param part 0 or more; 0.01 is one per cent
   * @return a changed tolerance
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public Tolerance withRelative(double part) {
    return new Tolerance(absolute, part, ulps);
  }

  /**
   * Changes the ULPs.
   *
   * @param distance 0 or more
   * @return a changed tolerance
   * @throws IllegalArgumentException if it is negative
   */
  public Tolerance withUlps(long distance) {
    return new Tolerance(absolute, relative, distance);
  }

  /** Returns whether a distance between two floating point numbers passes. */
  boolean allows(double reference, double distance, long distanceUlps) {
    return distance <= absolute
        || distance <= relative * Math.abs(reference)
        || distanceUlps <= ulps;
  }

  /**
   * Returns the tolerance on one line.
   *
   * @return for example {@code absolute 1.0E-5, relative 1.0E-4, 4 ULPs}
   */
  @Override
  public String toString() {
    return equals(EXACT)
        ? "exact"
        : "absolute %s, relative %s, %d ULPs".formatted(absolute, relative, ulps);
  }
}
