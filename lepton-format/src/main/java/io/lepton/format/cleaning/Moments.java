package io.lepton.format.cleaning;

/**
 * Mean and standard deviation of numbers that come one by one (Welford, "Note on a Method for
 * Calculating Corrected Sums of Squares and Products", 1962).
 */
final class Moments {

  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }

  /** Returns the mean, NaN if there was no number. */
  double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Returns the standard deviation of a sample, NaN if there were fewer than two numbers. */
  double deviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }
}
