package io.lepton.format.cleaning;

import com.tdunning.math.stats.MergingDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of numbers that come one by one: exact for up to {@value #MAX_EXACT} of them, beyond
 * that by a t-digest (Dunning and Ertl, "Computing Extremely Accurate Quantiles Using t-Digests",
 * 2019), whose error in rank is a small fraction of a percent. The same numbers in the same order
 * give the same quantiles.
 */
final class Quantiles {

  static final int MAX_EXACT = 1 << 20;

  private static final double COMPRESSION = 500;

  private double[] values = new double[1024];
  private int size;
  private @Nullable MergingDigest digest;

  void add(double value) {
    if (digest != null) {
      digest.add(value);
    } else if (size == MAX_EXACT) {
      digest = digest(value);
    } else {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }
  }

  private MergingDigest digest(double next) {
    MergingDigest made = new MergingDigest(COMPRESSION);
    for (double value : values) {
      made.add(value);
    }
    made.add(next);
    values = new double[0];
    return made;
  }

  /**
   * Returns a quantile. Between two of the numbers it is interpolated, as most programs do it
   * (Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 7).
   *
   * @param rank 0 to 1; 0.5 for the median
   * @return the quantile, NaN if there was no number
   */
  double at(double rank) {
    if (digest != null) {
      return digest.quantile(rank);
    }
    if (size == 0) {
      return Double.NaN;
    }
    Arrays.sort(values, 0, size);
    double place = rank * (size - 1);
    int below = (int) place;
    double low = values[below];
    double high = values[Math.min(below + 1, size - 1)];
    // Not low + share * (high - low): the difference of the largest numbers is infinite.
    double share = place - below;
    return share == 0 || low == high ? low : low * (1 - share) + high * share;
  }
}
