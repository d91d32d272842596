package io.lepton.format.profile;

import java.util.Arrays;

/** Where the values of a column lie, from exact counts. */
final class CountedRanks {

  private final double[] numbers;
  private final long[] upTo;

  /**
   * Counts.
   *
   * @param numbers values in ascending order, at least one
   * @param counts how often each of them occurs
   */
  CountedRanks(double[] numbers, long[] counts) {
    this.numbers = numbers;
    this.upTo = counts.clone();
    for (int i = 1; i < upTo.length; i++) {
      upTo[i] += upTo[i - 1];
    }
  }

  /** Returns the position of the smallest value that a share of all values does not exceed. */
  int position(double rank) {
    long wanted = Math.max(1, (long) Math.ceil(rank * upTo[upTo.length - 1]));
    int found = Arrays.binarySearch(upTo, wanted);
    return found < 0 ? -found - 1 : found;
  }

  /** Returns the share of the values that lie in each of some equal parts of a range. */
  double[] bins(double low, double high, int parts) {
    // In halves, because the range may be wider than the highest number.
    double width = high / 2 - low / 2;
    double[] bins = new double[parts];
    double total = upTo[upTo.length - 1];
    for (int i = 0; i < numbers.length; i++) {
      double share = width > 0 ? (numbers[i] / 2 - low / 2) / width : 0;
      int bin = (int) Math.max(0, Math.min(parts - 1, share * parts));
      bins[bin] += (upTo[i] - (i == 0 ? 0 : upTo[i - 1])) / total;
    }
    return bins;
  }
}
