package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.format.profile.ProfileOptions.ValueDisplay;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates of random data against what a naive count says. Seeded; a failure names its seed. */
class ProfileFuzzTest {

  private static final Schema NUMBER = Schema.of(Field.of("c", ColumnType.FP64));
  private static final Schema WHOLE = Schema.of(Field.of("c", ColumnType.INT64));
  private static final Schema TEXT = Schema.of(Field.of("c", ColumnType.TEXT));
  private static final int BATCH = 1024;

  private static Profiler numbers(double[] values, int from, int to) {
    Profiler profiler = Profiler.of(NUMBER);
    RecordBatch batch = RecordBatch.allocate(NUMBER, BATCH);
    for (int start = from; start < to; start += BATCH) {
      int rows = Math.min(BATCH, to - start);
      System.arraycopy(values, start, ((DoubleColumn) batch.column(0)).values(), 0, rows);
      batch.setRowCount(rows);
      profiler.add(batch);
    }
    return profiler;
  }

  private static Profiler wholes(long[] values, ProfileOptions options) {
    Profiler profiler = Profiler.of(WHOLE, options);
    RecordBatch batch = RecordBatch.allocate(WHOLE, BATCH);
    for (int start = 0; start < values.length; start += BATCH) {
      int rows = Math.min(BATCH, values.length - start);
      System.arraycopy(values, start, ((LongColumn) batch.column(0)).values(), 0, rows);
      batch.setRowCount(rows);
      profiler.add(batch);
    }
    return profiler;
  }

  private static Profiler texts(String[] values, ProfileOptions options) {
    Profiler profiler = Profiler.of(TEXT, options);
    RecordBatch batch = RecordBatch.allocate(TEXT, BATCH);
    for (int start = 0; start < values.length; start += BATCH) {
      batch.clear();
      int rows = Math.min(BATCH, values.length - start);
      for (int i = 0; i < rows; i++) {
        byte[] bytes = values[start + i].getBytes(StandardCharsets.UTF_8);
        ((TextColumn) batch.column(0)).append(i, bytes, 0, bytes.length);
      }
      batch.setRowCount(rows);
      profiler.add(batch);
    }
    return profiler;
  }

  @Test
  void distinct_randomKeys_isWithinThreeErrorsNearlyAlways() {
    int outside = 0;
    double squares = 0;
    int runs = 0;
    for (long seed = 0; seed < 25; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int size : new int[] {300, 2_000, 20_000, 100_000}) {
        HyperLogLog registers = new HyperLogLog(13, 1, false);
        for (int i = 0; i < size; i++) {
          registers.add(random.nextLong());
        }
        double off = (registers.estimate() / size - 1) / registers.relativeError();
        squares += off * off;
        runs++;
        outside += Math.abs(off) > 3 ? 1 : 0;
      }
    }
    assertThat(outside).as("outside of three standard errors of %d", runs).isLessThanOrEqualTo(3);
    assertThat(Math.sqrt(squares / runs)).isLessThan(1.2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000_003, 1L << 32, 86_400_000_000L})
  void distinct_arithmeticProgression_isNoWorse(long step) {
    long[] values = new long[50_000];
    Arrays.setAll(values, i -> 7 + i * step);
    DistinctCount distinct =
        wholes(values, ProfileOptions.defaults()).profile().column("c").distinct();
    assertThat((double) distinct.count())
        .isEqualTo(values.length, within(3 * distinct.relativeError() * values.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "C%07d", "customer-%d", "https://example.org/item/%010d/x", "%d-é"})
  void distinct_textsThatDifferInDigits_isNoWorse(String form) {
    String[] values = new String[40_000];
    Arrays.setAll(values, i -> String.format(form, i));
    DistinctCount distinct =
        texts(values, ProfileOptions.defaults()).profile().column("c").distinct();
    assertThat((double) distinct.count())
        .isEqualTo(values.length, within(3 * distinct.relativeError() * values.length));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void numbers_meanAndDeviation_areThoseOfBigDecimal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[5_000];
    // A small spread far from zero, where a naive sum of squares has no digit left.
    double far = seed % 2 == 0 ? 1e9 : 0;
    Arrays.setAll(values, i -> far + random.nextDouble() * (i < 1500 ? 1 : 3));
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values.length), MathContext.DECIMAL128);
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      squares = squares.add(new BigDecimal(value).subtract(mean).pow(2));
    }
    double deviation = Math.sqrt(squares.doubleValue() / (values.length - 1));
    NumberStatistics numbers =
        numbers(values, 0, values.length).profile().column("c").numbers().orElseThrow();
    assertThat(numbers.mean()).isEqualTo(mean.doubleValue(), within(1e-15 * (1 + far) * 4));
    assertThat(numbers.deviation() / deviation).isEqualTo(1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void quantiles_ranks_areWithinTheirError(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[200_000];
    boolean sorted = seed % 2 == 0;
    Arrays.setAll(values, i -> Math.exp(4 * random.nextDouble()) + (sorted ? i : 0));
    ColumnProfile column = numbers(values, 0, values.length).profile().column("c");
    Arrays.sort(values);
    for (Quantile quantile : column.range().quantiles()) {
      int at = Arrays.binarySearch(values, (Double) quantile.value());
      double rank = (double) (at < 0 ? -at - 1 : at) / values.length;
      // Five standard errors of a sample of at least 2,048.
      double error = 5 * Math.sqrt(quantile.rank() * (1 - quantile.rank()) / 2048);
      assertThat(rank).as("seed %d", seed).isEqualTo(quantile.rank(), within(error));
    }
    assertThat(column.range().min()).contains(values[0]);
    assertThat(column.range().max()).contains(values[values.length - 1]);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void top_skewedValues_areFoundWithinTheirBounds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] values = new long[200_000];
    Map<Long, Long> counts = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 11);
      counts.merge(values[i], 1L, Long::sum);
    }
    ColumnProfile column = wholes(values, ProfileOptions.defaults()).profile().column("c");
    assertThat(column.top()).as("seed %d", seed).hasSize(10);
    for (TopValue top : column.top()) {
      assertThat((double) counts.get((Long) top.value()))
          .as("seed %d", seed)
          .isEqualTo(top.count(), within((double) top.error()));
    }
    assertThat(column.top().get(0).value()).isEqualTo(1L);
  }

  @Test
  void top_allDifferent_isEmpty() {
    long[] values = new long[300_000];
    Arrays.setAll(values, i -> i * 31L);
    assertThat(
            wholes(values, ProfileOptions.defaults().withValues(ValueDisplay.SHOWN))
                .profile()
                .column("c")
                .top())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void texts_manyDifferent_haveExactLengthsAndEnds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] values = new String[6_000];
    Set<String> distinct = new HashSet<>();
    long total = 0;
    for (int i = 0; i < values.length; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.appendCodePoint(random.nextInt(10) == 0 ? 0x1d11e : 'a' + random.nextInt(4));
      }
      values[i] = text.toString();
      total += length;
      distinct.add(values[i]);
    }
    ColumnProfile column =
        texts(values, ProfileOptions.defaults().withValues(ValueDisplay.SHOWN))
            .profile()
            .column("c");
    String[] sorted = values.clone();
    Arrays.sort(
        sorted,
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    assertThat(column.texts().orElseThrow().meanLength())
        .isEqualTo((double) total / values.length, within(1e-9));
    assertThat(column.range().min()).contains(sorted[0]);
    assertThat((String) column.range().max().orElseThrow())
        .startsWith(sorted[values.length - 1].substring(0, 10));
    assertThat((double) column.distinct().count())
        .as("seed %d", seed)
        .isEqualTo(distinct.size(), within(0.04 * distinct.size()));
  }

  @Test
  void numbers_manyWithOddOnes_countsThemAll() {
    double[] values = new double[10_000];
    Arrays.setAll(
        values,
        i ->
            i % 100 == 7 ? Double.NaN : i % 100 == 8 ? Double.NEGATIVE_INFINITY : i % 100 - 50 + i);
    ColumnProfile column = numbers(values, 0, values.length).profile().column("c");
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.nans()).isEqualTo(100);
    assertThat(numbers.infinities()).isEqualTo(100);
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    assertThat(numbers.mean())
        .isEqualTo(Arrays.stream(finite).average().orElseThrow(), within(1e-6));
    assertThat(numbers.negatives()).isEqualTo(Arrays.stream(finite).filter(x -> x < 0).count());
    assertThat(numbers.zeros()).isEqualTo(Arrays.stream(finite).filter(x -> x == 0).count());
    assertThat(column.range().min()).contains(Arrays.stream(finite).min().orElseThrow());
  }
}
