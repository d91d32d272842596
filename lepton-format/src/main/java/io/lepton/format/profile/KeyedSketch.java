package io.lepton.format.profile;

import io.lepton.data.Column;
import io.lepton.data.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values have keys.
 *
 * <p>As long as there are few distinct values, they are counted and nothing else is done:
 * everything else follows from the counts, exactly. When there are too many, the column is
 * <i>open</i>: its values go through one loop for each statistic, and the counts go on for a
 * sample.
 */
abstract class KeyedSketch extends ColumnSketch {

  private final int precision;
  private final long seed;
  private final boolean hasHashes;
  private final ValueTable table;
  private final IntFunction<@Nullable Object> noteOf = this::note;
  private @Nullable HyperLogLog registers;
  private long present;

  KeyedSketch(Field field, ProfileOptions options, boolean hasHashes) {
    super(field);
    precision = options.precision();
    seed = options.seed();
    this.hasHashes = hasHashes;
    table = new ValueTable(options.exactDistinct(), options.seed(), hasHashes);
  }

  @Override
  final void addValues(Column column, int batchRows, ValueBlock block, SamplePicks picks) {
    block.load(column, batchRows);
    int count = block.count();
    present += count;
    look(column, block);
    int from = registers == null ? countExactly(block) : 0;
    if (from < count) {
      addOpen(block, from, picks);
    }
    lookAway();
  }

  private int countExactly(ValueBlock block) {
    block.uniteNans();
    return table.addAll(block.keys(), 0, block.count(), noteOf);
  }

  private void addOpen(ValueBlock block, int from, SamplePicks picks) {
    survey(block, from);
    open().addAll(block.keys(), from, block.count(), block.hashes());
    countSampled(block, from, picks);
    addRest(block, from, picks);
  }

  private void countSampled(ValueBlock block, int from, SamplePicks drawn) {
    long[] keys = block.keys();
    int step = table.thinning();
    long weight = (long) drawn.weight() * step;
    int i = drawn.phase(step);
    for (; i < drawn.count(); i += step) {
      int position = drawn.position(i);
      if (position >= from && position < block.count()) {
        table.addSampled(keys[position], weight, position, noteOf);
      }
    }
  }

  private HyperLogLog open() {
    HyperLogLog now = registers;
    if (now == null) {
      now = new HyperLogLog(precision, seed, hasHashes);
      registers = now;
      table.forEach(this::admit);
    }
    return now;
  }

  private void admit(long key, long times, @Nullable Object note) {
    open().add(key);
    addCounted(key, times, note);
  }

  @Override
  final void mergeValues(ColumnSketch other) {
    KeyedSketch that = (KeyedSketch) other;
    present += that.present;
    if (that.registers == null) {
      that.table.forEach(this::mergeCounted);
    } else {
      open().merge(that.registers);
      table.mergeSampled(that.table);
      mergeRest(that);
    }
  }

  /** Adds a value that was counted elsewhere. */
  final void addExactly(long key, long times) {
    present += times;
    mergeCounted(key, times, null);
  }

  private void mergeCounted(long key, long times, @Nullable Object note) {
    if (registers == null && table.add(key, times, note)) {
      return;
    }
    admitTo(open(), key, times, note);
  }

  private void admitTo(HyperLogLog now, long key, long times, @Nullable Object note) {
    now.add(key);
    addCounted(key, times, note);
    table.mergeEntry(key, times, note);
  }

  /** Is shown the column and block that the next positions are of. */
  void look(Column column, ValueBlock block) {}

  /** Is told that there are no more positions of what it was shown. */
  void lookAway() {}

  /** Looks at the values from a position on before they are counted by an open column. */
  void survey(ValueBlock block, int from) {}

  /** Returns what to keep with the value at a position of the block beside its key. */
  abstract @Nullable Object note(int position);

  /** Takes a value that was counted into the statistics of an open column. */
  abstract void addCounted(long key, long times, @Nullable Object note);

  /** Takes the values from a position on into the statistics of an open column. */
  abstract void addRest(ValueBlock block, int from, SamplePicks ranks);

  /** Adds the statistics of an open column, of the same class. */
  abstract void mergeRest(KeyedSketch other);

  final boolean isOpen() {
    return registers != null;
  }

  /** Returns how many values there are: more than rows, where a row has several. */
  final long present() {
    return present;
  }

  final long seed() {
    return seed;
  }

  final ValueTable table() {
    return table;
  }

  final DistinctCount distinct() {
    if (registers == null) {
      return new DistinctCount(table.size(), 0);
    }
    long estimate = Math.round(registers.estimate());
    return new DistinctCount(Math.max(1, Math.min(present, estimate)), registers.relativeError());
  }

  final List<TopValue> top(ProfileOptions options) {
    List<TopValue> top = new ArrayList<>();
    table.forEach(
        (key, count, note) -> {
          Object value = valueOf(key, note);
          long error = isOpen() ? SampleError.of(count, table) : 0;
          if (value != null && count > error) {
            top.add(new TopValue(value, count, error));
          }
        });
    top.sort(
        Comparator.comparingLong(TopValue::count)
            .reversed()
            .thenComparing(value -> value.value().toString()));
    return options.shown(top);
  }

  /** Returns the value of a key, or null if it is not known. */
  abstract @Nullable Object valueOf(long key, @Nullable Object note);
}
