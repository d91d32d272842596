package io.lepton.format.profile;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Utf8;
import io.lepton.format.profile.ProfileOptions.ValueDisplay;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A column of text or bytes. */
final class TextSketch extends KeyedSketch {

  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTS = {};

  /** Of the values that are sampled, one of so many is looked at closely. */
  private static final int TRAITS_APART = 8;

  private final boolean isText;

  /** Whether there is use for the first and last of many texts, which hardly ever are common. */
  private final boolean hasExtremes;

  private final TextExtremes extremes = new TextExtremes();
  private final ValueBlock nothing;
  private byte[] heap = NO_BYTES;
  private int[] starts = NO_INTS;
  private int[] lengths = NO_INTS;
  private ValueBlock block;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private long totalSize;
  private long empty;
  private long padded;
  private long numeric;
  private long placeholders;

  TextSketch(Field field, ProfileOptions options) {
    super(field, options, true);
    isText = field.type().kind() == Kind.TEXT;
    hasExtremes = isText && options.values() == ValueDisplay.SHOWN;
    nothing = new ValueBlock(options.seed());
    block = nothing;
  }

  @Override
  void look(Column column, ValueBlock newBlock) {
    TextColumn text = (TextColumn) column;
    heap = text.heap();
    starts = text.starts();
    lengths = text.lengths();
    block = newBlock;
  }

  @Override
  void lookAway() {
    heap = NO_BYTES;
    starts = NO_INTS;
    lengths = NO_INTS;
    block = nothing;
  }

  @Override
  TextNote note(int position) {
    int element = block.element(position);
    int start = starts[element];
    int length = lengths[element];
    return TextNote.of(heap, start, length, isText ? Utf8.codePoints(heap, start, length) : length);
  }

  @Override
  void addCounted(long key, long times, @Nullable Object note) {
    if (note instanceof TextNote text) {
      shortest = Math.min(shortest, text.size());
      longest = Math.max(longest, text.size());
      totalSize += text.size() * times;
      extremes.add(text, times);
      countTraits(text.traits(), times);
    }
  }

  private void countTraits(int traits, long times) {
    empty += (traits & TextNote.EMPTY) != 0 ? times : 0;
    padded += (traits & TextNote.PADDED) != 0 ? times : 0;
    numeric += (traits & TextNote.NUMERIC) != 0 ? times : 0;
    placeholders += (traits & TextNote.PLACEHOLDER) != 0 ? times : 0;
  }

  @Override
  void addRest(ValueBlock values, int from, SamplePicks drawn) {
    addSizes(values.sizes(heap, starts, lengths, isText), from, values.count());
    if (hasExtremes) {
      extremes.add(heap, starts, lengths, values, from);
    }
    if (isText) {
      addTraits(values, from, drawn);
    }
  }

  private void addSizes(int[] sizes, int from, int to) {
    int low = shortest;
    int high = longest;
    long sum = 0;
    for (int i = from; i < to; i++) {
      int size = sizes[i];
      if (size < low) {
        low = size;
      }
      if (size > high) {
        high = size;
      }
      sum += size;
    }
    shortest = low;
    longest = high;
    totalSize += sum;
  }

  private void addTraits(ValueBlock values, int from, SamplePicks drawn) {
    int step = drawn.weight() == 1 ? 1 : TRAITS_APART;
    for (int i = drawn.phase(step); i < drawn.count(); i += step) {
      int position = drawn.position(i);
      if (position >= from && position < values.count()) {
        int element = values.element(position);
        int traits = TextNote.traits(heap, starts[element], lengths[element]);
        countTraits(traits, (long) step * drawn.weight());
      }
    }
  }

  @Override
  void mergeRest(KeyedSketch other) {
    TextSketch that = (TextSketch) other;
    shortest = Math.min(shortest, that.shortest);
    longest = Math.max(longest, that.longest);
    totalSize += that.totalSize;
    empty += that.empty;
    padded += that.padded;
    numeric += that.numeric;
    placeholders += that.placeholders;
    extremes.merge(that.extremes);
  }

  @Override
  @Nullable Object valueOf(long key, @Nullable Object note) {
    return isText && note instanceof TextNote text ? text.text() : null;
  }

  @Override
  ColumnProfile profile(ProfileOptions options) {
    if (isOpen()) {
      return profile(this, options);
    }
    // Everything follows from the counts, in a sketch of its own so that this one may go on.
    TextSketch sums = new TextSketch(field(), options);
    table().forEach(sums::addCounted);
    return profile(sums, options);
  }

  private ColumnProfile profile(TextSketch sums, ProfileOptions options) {
    return new ColumnProfile(
        field(),
        rows(),
        missing(),
        distinct(),
        sums.range(options),
        Optional.empty(),
        present() == 0 ? Optional.empty() : Optional.of(sums.texts(present(), variants())),
        OptionalLong.empty(),
        top(options));
  }

  private ValueRange range(ProfileOptions options) {
    long atLeast = options.shownFrom();
    boolean isKnown = isText && (hasExtremes || !isOpen());
    return isKnown
        ? new ValueRange(
            Optional.ofNullable(extremes.first(atLeast)).map(TextNote::text),
            Optional.ofNullable(extremes.last(atLeast)).map(TextNote::text),
            List.of(),
            List.of())
        : ValueRange.EMPTY;
  }

  private TextStatistics texts(long present, int variants) {
    return new TextStatistics(
        shortest,
        (double) totalSize / present,
        longest,
        Math.min(present, empty),
        Math.min(present, padded),
        Math.min(present, numeric),
        Math.min(present, placeholders),
        variants);
  }

  /** Counts the distinct values that differ from another in case and outer blanks only. */
  private int variants() {
    Map<String, Integer> forms = new HashMap<>();
    table()
        .forEach(
            (key, count, note) -> {
              if (isText && note instanceof TextNote text && text.isWhole()) {
                forms.merge(text.text().strip().toLowerCase(Locale.ROOT), 1, Integer::sum);
              }
            });
    return forms.values().stream().mapToInt(n -> n > 1 ? n : 0).sum();
  }
}
