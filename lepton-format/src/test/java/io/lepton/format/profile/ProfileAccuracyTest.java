package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How near to the truth a profile of many values is. */
class ProfileAccuracyTest {

  private static final int ROWS = 1024;
  private static final int SEEDS = 8;

  /** Profiles values, in batches of 1,024 rows. */
  private static <C extends Column> ColumnProfile profile(
      ColumnType type, Class<C> column, int rows, ProfileOptions options, Filling<C> filling) {
    Schema schema = Schema.of(Field.of("c", type));
    Profiler profiler = Profiler.of(schema, options);
    RecordBatch batch = RecordBatch.allocate(schema, ROWS);
    for (int first = 0; first < rows; first += ROWS) {
      batch.clear();
      int count = Math.min(ROWS, rows - first);
      for (int row = 0; row < count; row++) {
        filling.fill(column.cast(batch.column(0)), row, first + row);
      }
      batch.setRowCount(count);
      profiler.add(batch);
    }
    return profiler.profile().column("c");
  }

  private interface Filling<C extends Column> {
    void fill(C column, int row, int index);
  }

  /** Needs every estimate within four standard errors, and their mean within three of its own. */
  private static <C extends Column> void assertDistinct(
      ColumnType type, Class<C> column, int distinct, Filling<C> filling) {
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      ProfileOptions options = ProfileOptions.defaults().withSeed(0x1234_5678_9abcL * seed);
      // Every value twice: an estimate is never more than there are values.
      DistinctCount count =
          profile(
                  type,
                  column,
                  2 * distinct,
                  options,
                  (to, row, index) -> filling.fill(to, row, index % distinct))
              .distinct();
      double error = (double) count.count() / distinct - 1;
      assertThat(error).as("seed %d", seed).isEqualTo(0, within(4 * count.relativeError()));
      assertThat(count.relativeError()).isEqualTo(1.04 / Math.sqrt(8192), within(1e-12));
      sum += error / count.relativeError();
    }
    assertThat(sum / SEEDS).isEqualTo(0, within(3 / Math.sqrt(SEEDS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 20_000, 60_000})
  void distinct_ascendingNumbers_isWithinItsError(int distinct) {
    assertDistinct(
        ColumnType.INT64,
        LongColumn.class,
        distinct,
        (column, row, index) -> column.values()[row] = index);
  }

  @Test
  void distinct_numbersApartByAPowerOfTwo_isWithinItsError() {
    for (int shift : new int[] {8, 16, 32, 47}) {
      assertDistinct(
          ColumnType.INT64,
          LongColumn.class,
          20_000,
          (column, row, index) -> column.values()[row] = (long) index << shift);
    }
  }

  @Test
  void distinct_wholeNumbersAsDoubles_isWithinItsError() {
    assertDistinct(
        ColumnType.FP64,
        DoubleColumn.class,
        40_000,
        (column, row, index) -> column.values()[row] = index - 20_000);
  }

  @Test
  void distinct_decimalsAsDoubles_isWithinItsError() {
    assertDistinct(
        ColumnType.FP64,
        DoubleColumn.class,
        40_000,
        (column, row, index) -> column.values()[row] = index / 100.0);
  }

  @Test
  void distinct_timestamps_isWithinItsError() {
    assertDistinct(
        ColumnType.TIMESTAMP_UTC,
        LongColumn.class,
        40_000,
        (column, row, index) ->
            column.values()[row] = 1_700_000_000_000_000L + index * 60_000_000L);
  }

  @Test
  void distinct_days_isWithinItsError() {
    assertDistinct(
        ColumnType.DATE,
        IntColumn.class,
        20_000,
        (column, row, index) -> column.values()[row] = index - 5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%d",
        "%08d",
        "%016d",
        "C-%08d-x",
        "a text of some length, %d, and its end",
        "%d: a text that is longer than what is hashed a word at a time, as there is more than"
            + " enough of it, and then some"
      })
  void distinct_texts_isWithinItsError(String format) {
    byte[][] texts = new byte[20_000][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = format.formatted(i).getBytes(StandardCharsets.UTF_8);
    }
    assertDistinct(
        ColumnType.TEXT,
        TextColumn.class,
        texts.length,
        (column, row, index) -> column.append(row, texts[index], 0, texts[index].length));
  }

  // Each differs from the others in one byte, or in its length.
  @Test
  void distinct_textsOfEveryLengthAndPlace_areToldApart() {
    int longest = 140;
    int distinct = longest * (longest + 1) / 2 + longest + 1;
    byte[][] texts = new byte[distinct][];
    int next = 0;
    for (int length = 0; length <= longest; length++) {
      texts[next++] = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < length; at++) {
        texts[next] = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
        texts[next++][at] = 'y';
      }
    }
    ColumnProfile column =
        profile(
            ColumnType.TEXT,
            TextColumn.class,
            distinct,
            ProfileOptions.defaults().withExactDistinct(65_536),
            (to, row, index) -> to.append(row, texts[index], 0, texts[index].length));
    assertThat(column.distinct()).isEqualTo(new DistinctCount(distinct, 0));
    assertThat(column.texts().orElseThrow().maxLength()).isEqualTo(longest);
  }

  @Test
  void distinct_sameTextAtOtherPlaceAndInOtherCompany_isTheSame() {
    // One is hashed among short ones, one among long ones, one at the very end of the heap.
    String[][] companies = {{"a"}, {"a text of two words"}, {"much".repeat(40)}, {}};
    for (String text :
        new String[] {"", "seven..", "eight...", "and sixteen......", "17".repeat(30)}) {
      Schema schema = Schema.of(Field.of("c", ColumnType.TEXT));
      Profiler profiler = Profiler.of(schema);
      for (String[] company : companies) {
        RecordBatch batch = RecordBatch.allocate(schema, 4);
        TextColumn column = (TextColumn) batch.column(0);
        byte[] heap = (String.join("", company) + text).getBytes(StandardCharsets.UTF_8);
        int length = text.length();
        column.shareHeap(heap);
        column.set(0, heap.length - length, length);
        for (int row = 1; row <= company.length; row++) {
          column.set(row, 0, heap.length - length);
        }
        batch.setRowCount(1 + company.length);
        profiler.add(batch);
      }
      assertThat(profiler.profile().column("c").distinct())
          .as("%d bytes", text.length())
          .isEqualTo(new DistinctCount(companies.length, 0));
    }
  }

  @Test
  void lengths_manyTexts_areInCodePoints() {
    String[] forms = {
      "", "é", "Göteborg", "Zażółć gęślą", "a plain text of more words", "漢字".repeat(30)
    };
    byte[][] texts = new byte[3_000][];
    long points = 0;
    for (int i = 0; i < texts.length; i++) {
      String text = forms[i % forms.length] + i;
      texts[i] = text.getBytes(StandardCharsets.UTF_8);
      points += text.codePointCount(0, text.length());
    }
    ColumnProfile column =
        profile(
            ColumnType.TEXT,
            TextColumn.class,
            texts.length,
            ProfileOptions.defaults(),
            (to, row, index) -> to.append(row, texts[index], 0, texts[index].length));
    TextStatistics statistics = column.texts().orElseThrow();
    assertThat(statistics.minLength()).isEqualTo(1);
    assertThat(statistics.maxLength()).isEqualTo(64);
    assertThat(statistics.meanLength()).isEqualTo((double) points / texts.length, within(1e-9));
  }

  @Test
  void moments_smallNoiseOnALargeNumber_keepTheirDigits() {
    SplittableRandom random = new SplittableRandom(9);
    double[] noise = random.doubles(40_000).toArray();
    ColumnProfile column =
        profile(
            ColumnType.FP64,
            DoubleColumn.class,
            noise.length,
            ProfileOptions.defaults(),
            (to, row, index) -> to.values()[row] = 1e9 + noise[index]);
    double[] values = Arrays.stream(noise).map(x -> 1e9 + x - 1e9).toArray();
    assertMoments(column, 1e9, values, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000_000L, -4_000_000_000_000_000L, 1L << 52})
  void moments_wholeNumbersNearALargeOne_keepTheirDigits(long center) {
    SplittableRandom random = new SplittableRandom(center);
    double[] offsets = random.ints(40_000, -50_000, 50_000).asDoubleStream().toArray();
    ColumnProfile column =
        profile(
            ColumnType.INT64,
            LongColumn.class,
            offsets.length,
            ProfileOptions.defaults(),
            (to, row, index) -> to.values()[row] = center + (long) offsets[index]);
    assertMoments(column, center, offsets, 1e-12);
  }

  // Too wide for sums without rounding, up to all there is.
  @ParameterizedTest
  @ValueSource(ints = {25, 26, 27, 28, 40, 62, 63})
  void moments_wholeNumbersOfAnyWidth_areRight(int bits) {
    SplittableRandom random = new SplittableRandom(bits);
    long[] values = random.longs(20_000).map(x -> x >> 63 - bits).toArray();
    ColumnProfile column =
        profile(
            ColumnType.INT64,
            LongColumn.class,
            values.length,
            ProfileOptions.defaults(),
            (to, row, index) -> to.values()[row] = values[index]);
    assertMoments(column, 0, Arrays.stream(values).asDoubleStream().toArray(), 1e-11);
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.negatives()).isEqualTo(Arrays.stream(values).filter(x -> x < 0).count());
    assertThat(column.range().min()).contains(Arrays.stream(values).min().getAsLong());
  }

  @Test
  void moments_ascendingNumbers_areRight() {
    ColumnProfile column =
        profile(
            ColumnType.INT64,
            LongColumn.class,
            100_000,
            ProfileOptions.defaults(),
            (to, row, index) -> to.values()[row] = index);
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.mean()).isEqualTo(49_999.5, within(1e-9));
    assertThat(numbers.deviation()).isEqualTo(Math.sqrt(100_000.0 * 100_001 / 12), within(1e-8));
    assertThat(numbers.zeros()).isEqualTo(1);
  }

  private static void assertMoments(
      ColumnProfile column, double center, double[] offsets, double tolerance) {
    double mean = 0;
    for (double offset : offsets) {
      mean += offset / offsets.length;
    }
    double squares = 0;
    for (double offset : offsets) {
      squares += (offset - mean) * (offset - mean) / (offsets.length - 1);
    }
    NumberStatistics numbers = column.numbers().orElseThrow();
    double deviation = Math.sqrt(squares);
    assertThat(numbers.mean() - center - mean)
        .isEqualTo(0, within(deviation * tolerance * 100 + Math.ulp(center)));
    assertThat(numbers.deviation() / deviation).isEqualTo(1, within(tolerance * 100));
  }

  // Blocks with and without what is not finite, before and after there are too many values.
  @Test
  void oddNumbers_anywhere_areCountedAndLeftOut() {
    int rows = 10 * ROWS;
    double[] odd = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0};
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      boolean isOdd = i / ROWS % 2 == 0 && i % 100 == 7;
      values[i] = isOdd ? odd[i / 100 % odd.length] : i % 3 == 0 ? -i : i;
    }
    ColumnProfile column =
        profile(
            ColumnType.FP64,
            DoubleColumn.class,
            rows,
            ProfileOptions.defaults(),
            (to, row, index) -> to.values()[row] = values[index]);
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    assertMoments(column, 0, finite, 1e-13);
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.nans()).isEqualTo(Arrays.stream(values).filter(Double::isNaN).count());
    assertThat(numbers.infinities())
        .isEqualTo(Arrays.stream(values).filter(Double::isInfinite).count());
    assertThat(numbers.zeros()).isEqualTo(Arrays.stream(values).filter(x -> x == 0).count());
    assertThat(numbers.negatives()).isEqualTo(Arrays.stream(finite).filter(x -> x < 0).count());
    assertThat(column.range().max()).contains(Arrays.stream(finite).max().getAsDouble());
  }

  @Test
  void distinct_manyKindsOfNaN_areOneValue() {
    ColumnProfile column =
        profile(
            ColumnType.FP64,
            DoubleColumn.class,
            4 * ROWS,
            ProfileOptions.defaults().withExactDistinct(0),
            (to, row, index) ->
                to.values()[row] =
                    Double.longBitsToDouble((index % 2 == 0 ? 0x7ff8L : 0xfff8L) << 48 | index));
    assertThat(column.distinct().count()).isEqualTo(1);
    assertThat(column.numbers().orElseThrow().nans()).isEqualTo(4 * ROWS);
  }

  @Test
  void eightBits_whateverTheOptions_areExact() {
    for (ColumnType type : List.of(ColumnType.INT8, ColumnType.UINT8)) {
      ColumnProfile column =
          profile(
              type,
              ByteColumn.class,
              256 * 20,
              ProfileOptions.defaults().withExactDistinct(3),
              (to, row, index) -> {
                to.values()[row] = (byte) index;
                if (index % 20 == 5) {
                  to.setNull(row);
                }
              });
      assertThat(column.missing()).isEqualTo(256);
      assertThat(column.distinct()).isEqualTo(new DistinctCount(256, 0));
      assertThat(column.range().max()).contains(type.equals(ColumnType.INT8) ? 127L : 255L);
      assertThat(column.numbers().orElseThrow().zeros()).isEqualTo(20);
      assertThat(column.range().quantile(0.5)).contains(type.equals(ColumnType.INT8) ? -1L : 127L);
    }
  }

  @Test
  void merge_eightBits_isOnePass() {
    Schema schema = Schema.of(Field.of("c", ColumnType.INT8));
    Profiler whole = Profiler.of(schema);
    Profiler merged = Profiler.of(schema);
    for (int part = 0; part < 3; part++) {
      RecordBatch batch = RecordBatch.allocate(schema, 100);
      for (int row = 0; row < 100; row++) {
        ((ByteColumn) batch.column(0)).values()[row] = (byte) (row * (part + 1));
      }
      batch.column(0).setNull(part);
      batch.setRowCount(100);
      whole.add(batch);
      Profiler alone = Profiler.of(schema);
      alone.add(batch);
      merged.merge(alone);
    }
    assertThat(merged.profile()).isEqualTo(whole.profile());
  }
}
