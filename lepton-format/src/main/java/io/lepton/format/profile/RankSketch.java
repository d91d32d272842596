package io.lepton.format.profile;

import com.tdunning.math.stats.MergingDigest;
import io.lepton.data.ColumnType.Kind;
import io.lepton.format.internal.SortKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column lie.
 *
 * <p>A sample of bounded size: one value, drawn by chance, of every so many in a row. When it is
 * full, every other value leaves and the next are drawn from twice as many, up to one of {@value
 * #MOST_APART}. From then on a full sample is handed over to a t-digest (Dunning, Ertl,
 * <i>Computing extremely accurate quantiles using t-digests</i>, 2019) and begins anew. To give the
 * digest every value would take twenty times as long as reading them.
 */
final class RankSketch {

  /** How many values the sample holds at most. */
  static final int SAMPLE = 4096;

  private static final int MOST_APART = 512;
  private static final double COMPRESSION = 100;

  private double[] sample = new double[64];
  private int size;
  private int apart = 1;

  /** How many of the next values to let pass before the one that is taken. */
  private int untilNext;

  /** How many values of the current stretch come after the one that is taken. */
  private int untilEnd;

  private long state;
  private final List<Counted> counted = new ArrayList<>();
  private @Nullable MergingDigest digest;

  /**
   * Makes a sample of no values.
   *
   * @param seed of the drawing
   */
  RankSketch(long seed) {
    state = seed;
  }

  /** Takes values of a kind by their keys. */
  void addAll(Kind kind, long[] keys, int from, int to) {
    int at = from + untilNext;
    while (at < to) {
      put(SortKeys.number(kind, keys[at]));
      at = drawAfter(at);
    }
    untilNext = at - to;
  }

  /** Takes numbers. */
  void addAll(double[] numbers, int from, int to) {
    int at = from + untilNext;
    while (at < to) {
      put(numbers[at]);
      at = drawAfter(at);
    }
    untilNext = at - to;
  }

  private int drawAfter(int at) {
    int end = at + untilEnd + 1;
    state += 0x9e3779b97f4a7c15L;
    int chance = (int) (Mix.of(state, 0) >>> 33) & apart - 1;
    untilEnd = apart - 1 - chance;
    return end + chance;
  }

  private void put(double value) {
    if (size == SAMPLE) {
      makeRoom();
    } else if (size == sample.length) {
      sample = Arrays.copyOf(sample, 2 * size);
    }
    sample[size++] = value;
  }

  // The values lie in the order they came in: one of each pair is one drawn from a stretch twice as
  // long.
  private void makeRoom() {
    if (apart < MOST_APART) {
      for (int i = 0; i < size / 2; i++) {
        state += 0x9e3779b97f4a7c15L;
        sample[i] = sample[2 * i + (int) (Mix.of(state, 0) >>> 63)];
      }
      size /= 2;
      apart *= 2;
    } else {
      handOver(digest());
      size = 0;
    }
  }

  private void handOver(MergingDigest to) {
    for (int i = 0; i < size; i++) {
      to.add(sample[i], apart);
    }
  }

  private void handOverCounted(MergingDigest to) {
    for (Counted value : counted) {
      for (long left = value.times(); left > 0; left -= Integer.MAX_VALUE) {
        to.add(value.number(), (int) Math.min(left, Integer.MAX_VALUE));
      }
    }
  }

  private MergingDigest digest() {
    MergingDigest now = digest;
    if (now == null) {
      now = new MergingDigest(COMPRESSION);
      digest = now;
    }
    return now;
  }

  /** Takes a value that was counted. */
  void add(double value, long times) {
    if (counted.size() == SAMPLE) {
      handOverCounted(digest());
      counted.clear();
    }
    counted.add(new Counted(value, times));
  }

  /** Takes what another one has, which stays as it is. */
  void merge(RankSketch other) {
    digest().add(List.of(other.all()));
  }

  /** Returns everything in one digest of its own. */
  private MergingDigest all() {
    MergingDigest all = new MergingDigest(COMPRESSION);
    if (digest != null) {
      all.add(List.of(digest));
    }
    handOverCounted(all);
    handOver(all);
    return all;
  }

  Known known() {
    return digest == null ? sorted() : new Digested(all());
  }

  private Known sorted() {
    double[] drawn = Arrays.copyOf(sample, size);
    Arrays.sort(drawn);
    List<Counted> others = new ArrayList<>(counted);
    others.sort(Comparator.comparingDouble(Counted::number));
    double[] numbers = new double[size + others.size()];
    long[] times = new long[numbers.length];
    int next = 0;
    int nextDrawn = 0;
    for (int i = 0; i < numbers.length; i++) {
      boolean isDrawn =
          next == others.size() || nextDrawn < size && drawn[nextDrawn] < others.get(next).number();
      numbers[i] = isDrawn ? drawn[nextDrawn++] : others.get(next).number();
      times[i] = isDrawn ? apart : others.get(next++).times();
    }
    return new Sorted(numbers, new CountedRanks(numbers, times));
  }

  /** What is known in the end. */
  interface Known {

    /** Returns the value that a share of all values does not exceed. */
    double quantile(double rank);

    /** Returns the share of the values that lie in each of some equal parts of a range. */
    double[] bins(double low, double high, int parts);
  }

  /**
   * A value that stands for several.
   *
   * @param number the value
   * @param times how many
   */
  private record Counted(double number, long times) {}

  /** Values in order. */
  private record Sorted(double[] numbers, CountedRanks ranks) implements Known {

    @Override
    public double quantile(double rank) {
      return numbers[ranks.position(rank)];
    }

    @Override
    public double[] bins(double low, double high, int parts) {
      return ranks.bins(low, high, parts);
    }
  }

  /** A digest. */
  private record Digested(MergingDigest digest) implements Known {

    @Override
    public double quantile(double rank) {
      return digest.quantile(rank);
    }

    @Override
    public double[] bins(double low, double high, int parts) {
      double[] bins = new double[parts];
      double before = 0;
      for (int i = 0; i < parts; i++) {
        // In halves, because the range may be wider than the highest number.
        double edge = 2 * (low / 2 + (high / 2 - low / 2) * ((i + 1.0) / parts));
        double share = i == parts - 1 ? 1 : digest.cdf(edge);
        bins[i] = Math.max(0, share - before);
        before = Math.max(before, share);
      }
      return bins;
    }
  }
}
