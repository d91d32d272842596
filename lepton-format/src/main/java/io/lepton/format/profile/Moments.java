package io.lepton.format.profile;

/**
 * Count, mean and sum of squared deviations, numerically stable and mergeable: Chan, Golub,
 * LeVeque, <i>Algorithms for computing the sample variance</i>, The American Statistician 37
 * (1983), formula 1.5 for joining two parts.
 *
 * <p>A block of values is taken in one pass over their differences from the mean so far, which is
 * their shifted-data algorithm; where that mean turns out to be far from the block, a second pass
 * with the block's own mean repairs it.
 */
final class Moments {

  /** Differences of up to half of this have squares of which many can be summed up in 63 bits. */
  private static final long WHOLE_WIDTH = 1L << 27;

  private static final int WHOLE_COUNT = 1 << 11;

  private double count;

  /** The first value: means are kept as differences from it, or digits of a far one are lost. */
  private double base;

  private double mean;
  private double squares;

  /** Whether blocks lie far from the mean, as those of ascending numbers do. */
  private boolean drifts;

  double count() {
    return count;
  }

  double mean() {
    return base + mean;
  }

  /** Returns the standard deviation of the sample, with n - 1; 0 for one value. */
  double deviation() {
    return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  }

  void add(double[] values, int from, int to) {
    if (from < to) {
      base = count == 0 ? values[from] : base;
      // In the middle of a block that ascends or descends lies its own mean, or nearly.
      double shift = drifts ? values[from + to >>> 1] : base + mean;
      addAround(shift, values, from, to, true);
    }
  }

  // Four sums at a time, because each addition waits for the one before.
  private void addAround(double shift, double[] values, int from, int to, boolean mayRepeat) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double aa = 0;
    double bb = 0;
    double cc = 0;
    double dd = 0;
    int i = from;
    for (; i <= to - 4; i += 4) {
      double x0 = values[i] - shift;
      double x1 = values[i + 1] - shift;
      double x2 = values[i + 2] - shift;
      double x3 = values[i + 3] - shift;
      a += x0;
      b += x1;
      c += x2;
      d += x3;
      aa += x0 * x0;
      bb += x1 * x1;
      cc += x2 * x2;
      dd += x3 * x3;
    }
    for (; i < to; i++) {
      double x = values[i] - shift;
      a += x;
      aa += x * x;
    }
    double sum = a + b + (c + d);
    double sumOfSquares = aa + bb + (cc + dd);
    finish(shift, values, from, to, mayRepeat, sum, sumOfSquares);
  }

  private void finish(
      double shift,
      double[] values,
      int from,
      int to,
      boolean mayRepeat,
      double sum,
      double sumOfSquares) {
    double n = to - from;
    double correction = sum * (sum / n);
    if (mayRepeat && correction > 0.5 * sumOfSquares) {
      drifts = !drifts;
      addAround(shift + sum / n, values, from, to, false);
    } else {
      merge(n, shift - base + sum / n, Math.max(0, sumOfSquares - correction));
    }
  }

  /**
   * Says whether whole numbers can be added without rounding.
   *
   * @param low the smallest
   * @param high the largest
   * @param count how many there are
   */
  static boolean canAddWhole(long low, long high, int count) {
    long width = high - low;
    return width >= 0 && width < WHOLE_WIDTH && count <= WHOLE_COUNT;
  }

  /**
   * Adds whole numbers: their differences from the middle are summed up without rounding.
   *
   * @param values the numbers
   * @param from the first
   * @param to where to stop
   * @param low the smallest
   * @param high the largest
   */
  void addWhole(long[] values, int from, int to, long low, long high) {
    long middle = low + (high - low >> 1);
    long sum = 0;
    long sumOfSquares = 0;
    for (int i = from; i < to; i++) {
      long difference = values[i] - middle;
      sum += difference;
      sumOfSquares += difference * difference;
    }
    double n = to - from;
    base = count == 0 ? values[from] : base;
    double correction = sum * (sum / n);
    merge(n, middle - base + sum / n, Math.max(0, sumOfSquares - correction));
  }

  void add(double value, double times) {
    base = count == 0 ? value : base;
    merge(times, value - base, 0);
  }

  void merge(Moments other) {
    base = count == 0 ? other.base : base;
    merge(other.count, other.base - base + other.mean, other.squares);
  }

  private void merge(double otherCount, double otherMean, double otherSquares) {
    if (otherCount == 0) {
      return;
    }
    double total = count + otherCount;
    double delta = otherMean - mean;
    squares += otherSquares + delta * delta * (count / total * otherCount);
    // For the first part the mean itself, to the last digit.
    mean = count == 0 ? otherMean : mean + delta * (otherCount / total);
    count = total;
  }
}
