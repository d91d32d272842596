package io.lepton.format.profile;

import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A column of decimals of more digits than a key has: rare, and without loops of its own. */
final class WideDecimalSketch extends KeyedSketch {

  private final Moments moments = new Moments();
  private final RankSketch ranks;
  private @Nullable DecimalColumn column;
  private @Nullable ValueBlock block;
  private @Nullable BigDecimal min;
  private @Nullable BigDecimal max;
  private long zeros;
  private long negatives;

  WideDecimalSketch(Field field, ProfileOptions options) {
    super(field, options, false);
    ranks = new RankSketch(options.seed());
  }

  @Override
  void look(Column newColumn, ValueBlock newBlock) {
    column = (DecimalColumn) newColumn;
    block = newBlock;
  }

  @Override
  void lookAway() {
    column = null;
    block = null;
  }

  @Override
  @Nullable Object note(int position) {
    return column == null || block == null ? null : column.get(block.element(position));
  }

  @Override
  void addCounted(long key, long times, @Nullable Object note) {
    if (note instanceof BigDecimal value) {
      add(value, times);
      ranks.add(value.doubleValue(), times);
    }
  }

  private void add(BigDecimal value, long times) {
    min = min == null ? value : min.min(value);
    max = max == null ? value : max.max(value);
    zeros += value.signum() == 0 ? times : 0;
    negatives += value.signum() < 0 ? times : 0;
    moments.add(value.doubleValue(), times);
  }

  @Override
  void addRest(ValueBlock values, int from, SamplePicks drawn) {
    double[] numbers = values.numbers();
    for (int i = from; i < values.count(); i++) {
      if (note(i) instanceof BigDecimal value) {
        add(value, 1);
        numbers[i] = value.doubleValue();
      }
    }
    ranks.addAll(numbers, from, values.count());
  }

  @Override
  void mergeRest(KeyedSketch other) {
    WideDecimalSketch that = (WideDecimalSketch) other;
    min = that.min == null ? min : min == null ? that.min : min.min(that.min);
    max = that.max == null ? max : max == null ? that.max : max.max(that.max);
    zeros += that.zeros;
    negatives += that.negatives;
    moments.merge(that.moments);
    ranks.merge(that.ranks);
  }

  @Override
  @Nullable Object valueOf(long key, @Nullable Object note) {
    return note;
  }

  @Override
  ColumnProfile profile(ProfileOptions options) {
    if (isOpen()) {
      return profile(this, options, range());
    }
    WideDecimalSketch sums = new WideDecimalSketch(field(), options);
    table().forEach(sums::addCounted);
    return profile(sums, options, countedRange());
  }

  private ColumnProfile profile(WideDecimalSketch sums, ProfileOptions options, ValueRange range) {
    return new ColumnProfile(
        field(),
        rows(),
        missing(),
        distinct(),
        options.shown(range),
        present() == 0 ? Optional.empty() : Optional.of(sums.numbers()),
        Optional.empty(),
        OptionalLong.empty(),
        top(options));
  }

  private NumberStatistics numbers() {
    return new NumberStatistics(moments.mean(), moments.deviation(), zeros, negatives, 0, 0);
  }

  private ValueRange range() {
    BigDecimal low = min;
    BigDecimal high = max;
    if (low == null || high == null) {
      return ValueRange.EMPTY;
    }
    List<Quantile> quantiles = new ArrayList<>();
    RankSketch.Known known = ranks.known();
    for (double rank : Quantile.RANKS) {
      quantiles.add(new Quantile(rank, decimal(known.quantile(rank)).max(low).min(high)));
    }
    double[] bins = known.bins(low.doubleValue(), high.doubleValue(), ValueRange.PARTS);
    return new ValueRange(Optional.of(low), Optional.of(high), quantiles, ValueRange.list(bins));
  }

  private BigDecimal decimal(double number) {
    return new BigDecimal(number).setScale(field().type().scale(), RoundingMode.HALF_EVEN);
  }

  private ValueRange countedRange() {
    List<ValueTable.Entry> entries = table().entries();
    if (entries.isEmpty()) {
      return ValueRange.EMPTY;
    }
    entries.sort(Comparator.comparing(WideDecimalSketch::value));
    CountedRanks counted =
        new CountedRanks(
            entries.stream().mapToDouble(entry -> value(entry).doubleValue()).toArray(),
            entries.stream().mapToLong(ValueTable.Entry::count).toArray());
    List<Quantile> quantiles = new ArrayList<>();
    for (double rank : Quantile.RANKS) {
      quantiles.add(new Quantile(rank, value(entries.get(counted.position(rank)))));
    }
    BigDecimal low = value(entries.get(0));
    BigDecimal high = value(entries.get(entries.size() - 1));
    return new ValueRange(
        Optional.of(low),
        Optional.of(high),
        quantiles,
        ValueRange.list(counted.bins(low.doubleValue(), high.doubleValue(), ValueRange.PARTS)));
  }

  private static BigDecimal value(ValueTable.Entry entry) {
    return entry.note() instanceof BigDecimal value ? value : BigDecimal.ZERO;
  }
}
