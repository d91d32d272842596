package io.lepton.format.profile;

import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.format.internal.SortKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A column of values of at most 64 bits: numbers, dates, timestamps, short decimals.
 *
 * <p>Minimum, maximum, mean, deviation and quantiles are of the finite values; what is not finite
 * is counted.
 */
final class FixedSketch extends KeyedSketch {

  private final Kind kind;
  private final long zeroKey;
  private final boolean isNumber;
  private final boolean isWhole;
  private final Optional<Timeliness> clock;
  private final Moments moments = new Moments();
  private @Nullable RankSketch ranks;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /** The smallest and largest value of the block that is being added. */
  private long low;

  private long high;
  private long zeros;
  private long negatives;
  private long nans;
  private long infinities;
  private long timely;

  FixedSketch(Field field, ProfileOptions options) {
    super(field, options, false);
    kind = field.type().kind();
    zeroKey = SortKeys.zero(field.type());
    isNumber = kind != Kind.DATE && kind != Kind.TIMESTAMP;
    isWhole = !isFloating() && kind != Kind.UINT64;
    clock = options.timeliness(field);
  }

  @Override
  @Nullable Object note(int position) {
    return null;
  }

  @Override
  void addCounted(long key, long times, @Nullable Object note) {
    if (!isFinite(key)) {
      countOdd(key, times);
      return;
    }
    min = Math.min(min, key);
    max = Math.max(max, key);
    zeros += key == zeroKey ? times : 0;
    negatives += key < zeroKey ? times : 0;
    timely += clock.isPresent() && clock.get().accepts(key) ? times : 0;
    double number = SortKeys.number(kind, key);
    moments.add(number, times);
    ranks().add(number, times);
  }

  private boolean isFinite(long key) {
    return !isFloating() || key >= SortKeys.LOWEST && key <= SortKeys.HIGHEST;
  }

  private boolean isFloating() {
    return field().type().isFloatingPoint();
  }

  private void countOdd(long key, long times) {
    if (key == SortKeys.NAN) {
      nans += times;
    } else {
      infinities += times;
    }
  }

  private RankSketch ranks() {
    RankSketch now = ranks;
    if (now == null) {
      now = new RankSketch(seed());
      ranks = now;
    }
    return now;
  }

  @Override
  void survey(ValueBlock block, int from) {
    findExtremes(block.keys(), from, block.count());
    if (!isFinite(low) || !isFinite(high)) {
      block.uniteNans();
    }
  }

  private void findExtremes(long[] keys, int from, int to) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    // Branches that are never taken once the extremes are known cost less than a minimum.
    for (int i = from; i < to; i++) {
      long key = keys[i];
      if (key < least) {
        least = key;
      }
      if (key > most) {
        most = key;
      }
    }
    low = least;
    high = most;
  }

  @Override
  void addRest(ValueBlock block, int from, SamplePicks drawn) {
    if (!isFinite(low) || !isFinite(high)) {
      leaveOutOdd(block, from);
      findExtremes(block.keys(), from, block.count());
    }
    if (from == block.count()) {
      return;
    }
    min = Math.min(min, low);
    max = Math.max(max, high);
    if (isNumber) {
      addNumbers(block, from);
    }
    clock.ifPresent(age -> timely += age.count(block.keys(), from, block.count()));
    ranks().addAll(kind, block.keys(), from, block.count());
  }

  private void addNumbers(ValueBlock block, int from) {
    if (low <= zeroKey) {
      countSigns(block.keys(), from, block.count());
    }
    if (isWhole && Moments.canAddWhole(low, high, block.count() - from)) {
      moments.addWhole(block.keys(), from, block.count(), low, high);
    } else {
      moments.add(block.numbers(kind, from), from, block.count());
    }
  }

  // Without comparisons, so that the compiler makes vector instructions of it.
  private void countSigns(long[] keys, int from, int to) {
    long zero = zeroKey;
    long others = 0;
    long below = 0;
    for (int i = from; i < to; i++) {
      long distance = keys[i] ^ zero;
      others += (distance | -distance) >>> 63;
      below += (keys[i] & ~zero) >>> 63;
    }
    zeros += to - from - others;
    negatives += below;
  }

  private void leaveOutOdd(ValueBlock block, int from) {
    long[] keys = block.keys();
    int kept = from;
    for (int i = from; i < block.count(); i++) {
      if (isFinite(keys[i])) {
        keys[kept++] = keys[i];
      } else {
        countOdd(keys[i], 1);
      }
    }
    block.shrink(kept);
  }

  @Override
  void mergeRest(KeyedSketch other) {
    FixedSketch that = (FixedSketch) other;
    min = Math.min(min, that.min);
    max = Math.max(max, that.max);
    zeros += that.zeros;
    negatives += that.negatives;
    nans += that.nans;
    infinities += that.infinities;
    timely += that.timely;
    moments.merge(that.moments);
    ranks().merge(that.ranks());
  }

  @Override
  Object valueOf(long key, @Nullable Object note) {
    return Values.of(field().type(), key);
  }

  @Override
  ColumnProfile profile(ProfileOptions options) {
    return isOpen() ? openProfile(options) : countedProfile(options);
  }

  private ColumnProfile openProfile(ProfileOptions options) {
    boolean some = min <= max;
    return profile(this, some ? openRange(ranks().known()) : ValueRange.EMPTY, options);
  }

  private ValueRange openRange(RankSketch.Known known) {
    List<Quantile> quantiles = new ArrayList<>();
    for (double rank : Quantile.RANKS) {
      long key = Values.keyOf(kind, known.quantile(rank));
      long inside = Math.max(min, Math.min(max, key));
      quantiles.add(new Quantile(rank, Values.of(field().type(), inside)));
    }
    double[] bins =
        known.bins(SortKeys.number(kind, min), SortKeys.number(kind, max), ValueRange.PARTS);
    return range(min, max, quantiles, bins);
  }

  private ValueRange range(long low, long high, List<Quantile> quantiles, double[] bins) {
    return new ValueRange(
        Optional.of(Values.of(field().type(), low)),
        Optional.of(Values.of(field().type(), high)),
        quantiles,
        ValueRange.list(bins));
  }

  // Everything follows from the counts, in a sketch of its own so that this one may go on.
  private ColumnProfile countedProfile(ProfileOptions options) {
    FixedSketch sums = new FixedSketch(field(), options);
    List<ValueTable.Entry> entries = table().entries();
    entries.forEach(entry -> sums.addCounted(entry.key(), entry.count(), null));
    entries.removeIf(entry -> !isFinite(entry.key()));
    entries.sort(Comparator.comparingLong(ValueTable.Entry::key));
    return profile(sums, entries.isEmpty() ? ValueRange.EMPTY : countedRange(entries), options);
  }

  private ValueRange countedRange(List<ValueTable.Entry> entries) {
    CountedRanks counted =
        new CountedRanks(
            entries.stream().mapToDouble(entry -> SortKeys.number(kind, entry.key())).toArray(),
            entries.stream().mapToLong(ValueTable.Entry::count).toArray());
    List<Quantile> quantiles = new ArrayList<>();
    for (double rank : Quantile.RANKS) {
      long key = entries.get(counted.position(rank)).key();
      quantiles.add(new Quantile(rank, Values.of(field().type(), key)));
    }
    long low = entries.get(0).key();
    long high = entries.get(entries.size() - 1).key();
    return range(
        low,
        high,
        quantiles,
        counted.bins(SortKeys.number(kind, low), SortKeys.number(kind, high), ValueRange.PARTS));
  }

  private ColumnProfile profile(FixedSketch sums, ValueRange range, ProfileOptions options) {
    return new ColumnProfile(
        field(),
        rows(),
        missing(),
        distinct(),
        options.shown(range),
        isNumber && present() > 0 ? Optional.of(sums.numbers()) : Optional.empty(),
        Optional.empty(),
        clock.isPresent() ? OptionalLong.of(sums.timely) : OptionalLong.empty(),
        top(options));
  }

  private NumberStatistics numbers() {
    double unit = Math.pow(10, -field().type().scale());
    boolean some = moments.count() > 0;
    return new NumberStatistics(
        some ? moments.mean() * unit : Double.NaN,
        some ? moments.deviation() * unit : Double.NaN,
        zeros,
        negatives,
        nans,
        infinities);
  }
}
