package io.lepton.format.profile;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.profile.ProfileOptions.ValueDisplay;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a profile says of few values, where everything is exact. */
class ProfilerTest {

  private static final ProfileOptions ALL =
      ProfileOptions.defaults().withValues(ValueDisplay.SHOWN);

  private static ColumnProfile profile(
      ColumnType type, ProfileOptions options, @Nullable Object... values) {
    Schema schema = Schema.of(Field.of("c", type));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Arrays.asList(values).forEach(value -> rows.add(row(value)));
    Profiler profiler = Profiler.of(schema, options);
    profiler.add(TestRows.batch(schema, rows));
    return profiler.profile().column("c");
  }

  private static ColumnProfile profile(ColumnType type, @Nullable Object... values) {
    return profile(type, ALL, values);
  }

  @Test
  void profile_noRows_isEmpty() {
    Profile profile = Profiler.of(Schema.of(Field.of("c", ColumnType.INT32))).profile();
    assertThat(profile.rows()).isZero();
    ColumnProfile column = profile.column("c");
    assertThat(column.distinct()).isEqualTo(new DistinctCount(0, 0));
    assertThat(column.range().min()).isEmpty();
    assertThat(column.numbers()).isEmpty();
    assertThat(column.missingShare()).isZero();
    assertThat(profile.findings()).isEmpty();
  }

  @Test
  void profile_allMissing_hasCountsOnly() {
    for (ColumnType type :
        List.of(
            ColumnType.BOOL,
            ColumnType.INT64,
            ColumnType.FP32,
            ColumnType.TEXT,
            ColumnType.DATE,
            ColumnType.decimal(30, 2))) {
      ColumnProfile column = profile(type, ALL, null, null, null);
      assertThat(column.missing()).as("%s", type).isEqualTo(3);
      assertThat(column.present()).isZero();
      assertThat(column.distinct().count()).isZero();
      assertThat(column.range().min()).isEmpty();
      assertThat(column.numbers()).isEmpty();
      assertThat(column.texts()).isEmpty();
      assertThat(column.top()).isEmpty();
    }
  }

  @Test
  void profile_wholeNumbers_hasStatisticsOfPresentValues() {
    ColumnProfile column = profile(ColumnType.INT32, 3L, null, -1L, 0L, 3L, 0L);
    assertThat(column.missing()).isEqualTo(1);
    assertThat(column.distinct()).isEqualTo(new DistinctCount(3, 0));
    assertThat(column.range().min()).contains(-1L);
    assertThat(column.range().max()).contains(3L);
    assertThat(column.range().quantile(0.5)).contains(0L);
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.mean()).isEqualTo(1.0);
    assertThat(numbers.deviation()).isEqualTo(Math.sqrt(3.5), within(1e-12));
    assertThat(numbers.zeros()).isEqualTo(2);
    assertThat(numbers.negatives()).isEqualTo(1);
    assertThat(column.top())
        .containsExactly(new TopValue(0L, 2, 0), new TopValue(3L, 2, 0), new TopValue(-1L, 1, 0));
  }

  @Test
  void profile_extremesOfInt64_areExact() {
    ColumnProfile column = profile(ColumnType.INT64, Long.MIN_VALUE, Long.MAX_VALUE, 0L);
    assertThat(column.range().min()).contains(Long.MIN_VALUE);
    assertThat(column.range().max()).contains(Long.MAX_VALUE);
    assertThat(column.distinct().count()).isEqualTo(3);
  }

  @Test
  void profile_uint64BeyondTwoTo63_isUnsigned() {
    ColumnProfile column = profile(ColumnType.UINT64, -1L, 5L, 0L);
    assertThat(column.range().min()).contains(BigInteger.ZERO);
    assertThat(column.range().max()).contains(new BigInteger("18446744073709551615"));
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.mean()).isEqualTo((0x1p64 + 5) / 3, within(1e4));
    assertThat(numbers.zeros()).isEqualTo(1);
    assertThat(numbers.negatives()).isZero();
  }

  @Test
  void profile_smallUnsignedTypes_areUnsigned() {
    assertThat(profile(ColumnType.UINT8, -1L, 1L).range().max()).contains(255L);
    assertThat(profile(ColumnType.UINT16, -1L, 1L).range().max()).contains(65_535L);
    assertThat(profile(ColumnType.UINT32, -1L, 1L).range().max()).contains(4_294_967_295L);
    assertThat(profile(ColumnType.INT8, -1L, 1L).range().min()).contains(-1L);
    assertThat(profile(ColumnType.INT16, -1L, 1L).range().min()).contains(-1L);
  }

  @Test
  void profile_floatingPoint_leavesOutWhatIsNotFinite() {
    ColumnProfile column =
        profile(
            ColumnType.FP64,
            1.5,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            -2.5,
            Double.NEGATIVE_INFINITY,
            null);
    assertThat(column.range().min()).contains(-2.5);
    assertThat(column.range().max()).contains(1.5);
    NumberStatistics numbers = column.numbers().orElseThrow();
    assertThat(numbers.mean()).isEqualTo(-0.5);
    assertThat(numbers.nans()).isEqualTo(1);
    assertThat(numbers.infinities()).isEqualTo(2);
    assertThat(column.distinct().count()).isEqualTo(5);
  }

  @Test
  void profile_bothZeros_areOneValue() {
    ColumnProfile column = profile(ColumnType.FP64, 0.0, -0.0);
    assertThat(column.distinct().count()).isEqualTo(1);
    assertThat(column.numbers().orElseThrow().zeros()).isEqualTo(2);
    assertThat(column.numbers().orElseThrow().negatives()).isZero();
  }

  @Test
  void profile_onlyNaN_hasNoRange() {
    ColumnProfile column = profile(ColumnType.FP32, Float.NaN, Float.NaN);
    assertThat(column.range().min()).isEmpty();
    assertThat(column.numbers().orElseThrow().mean()).isNaN();
    assertThat(column.numbers().orElseThrow().nans()).isEqualTo(2);
  }

  @Test
  void profile_hugeNumbers_doNotOverflow() {
    ColumnProfile column = profile(ColumnType.FP64, Double.MAX_VALUE, -Double.MAX_VALUE, 1.0);
    assertThat(column.range().max()).contains(Double.MAX_VALUE);
    assertThat(column.range().histogram()).allMatch(share -> share >= 0 && share <= 1);
    assertThat(column.range().histogram().stream().mapToDouble(s -> s).sum())
        .isEqualTo(1, within(1e-9));
  }

  @Test
  void profile_halfPrecision_hasFloats() {
    ColumnProfile column = profile(ColumnType.FP16, (short) 0x3c00, (short) 0xc000);
    assertThat(column.range().min()).contains(-2f);
    assertThat(column.range().max()).contains(1f);
  }

  @Test
  void profile_truthValues_hasShare() {
    ColumnProfile column = profile(ColumnType.BOOL, true, false, true, null, true);
    assertThat(column.trueShare()).hasValue(0.75);
    assertThat(column.distinct().count()).isEqualTo(2);
    assertThat(column.top()).containsExactly(new TopValue(true, 3, 0), new TopValue(false, 1, 0));
  }

  @Test
  void profile_decimals_keepTheirScale() {
    ColumnProfile column =
        profile(ColumnType.decimal(10, 2), new BigDecimal("1.50"), new BigDecimal("-0.25"));
    assertThat(column.range().min()).contains(new BigDecimal("-0.25"));
    assertThat(column.range().max()).contains(new BigDecimal("1.50"));
    assertThat(column.numbers().orElseThrow().mean()).isEqualTo(0.625, within(1e-12));
  }

  @Test
  void profile_wideDecimals_areExact() {
    BigDecimal high = new BigDecimal("12345678901234567890123456789012345678");
    ColumnProfile column =
        profile(ColumnType.decimal(38, 0), high, high.negate(), BigDecimal.ZERO, high);
    assertThat(column.range().max()).contains(high);
    assertThat(column.range().min()).contains(high.negate());
    assertThat(column.distinct().count()).isEqualTo(3);
    assertThat(column.top().get(0)).isEqualTo(new TopValue(high, 2, 0));
  }

  @Test
  void profile_datesAndTimes_haveTheirClasses() {
    assertThat(profile(ColumnType.DATE, 0L, 19_000L).range().max())
        .contains(LocalDate.ofEpochDay(19_000));
    assertThat(profile(ColumnType.TIMESTAMP_UTC, 1L, -1L).range().min())
        .contains(Instant.parse("1969-12-31T23:59:59.999999Z"));
    assertThat(profile(ColumnType.TIMESTAMP_LOCAL, 1_000_000L).range().max())
        .contains(LocalDateTime.parse("1970-01-01T00:00:01"));
    assertThat(profile(ColumnType.DATE, 0L).numbers()).isEmpty();
  }

  @Test
  void profile_text_hasLengthsInCodePoints() {
    ColumnProfile column = profile(ColumnType.TEXT, "", "é𝄞", "a longer text than eight", null);
    TextStatistics texts = column.texts().orElseThrow();
    assertThat(texts.minLength()).isZero();
    assertThat(texts.maxLength()).isEqualTo(24);
    assertThat(texts.meanLength()).isEqualTo(26.0 / 3, within(1e-12));
    assertThat(texts.empty()).isEqualTo(1);
    assertThat(column.range().min()).contains("");
    assertThat(column.range().max()).contains("é𝄞");
  }

  @Test
  void profile_textOfEveryLength_isToldApart() {
    Object[] values = new Object[120];
    for (int i = 0; i < values.length; i++) {
      values[i] = "x".repeat(i / 2) + (i % 2 == 0 ? "" : "y");
    }
    long distinct = Arrays.stream(values).distinct().count();
    assertThat(profile(ColumnType.TEXT, values).distinct())
        .isEqualTo(new DistinctCount(distinct, 0));
  }

  @Test
  void profile_bytes_haveLengthsInBytesAndNoValues() {
    ColumnProfile column = profile(ColumnType.BYTES, "\u00ff\u0080", "abc");
    assertThat(column.texts().orElseThrow().minLength()).isEqualTo(2);
    assertThat(column.distinct().count()).isEqualTo(2);
    assertThat(column.top()).isEmpty();
    assertThat(column.range().min()).isEmpty();
  }

  @Test
  void profile_vectors_countsTheirElements() {
    ColumnProfile column =
        profile(ColumnType.INT32.vector(2), List.of(1L, 2L), null, List.of(2L, 4L));
    assertThat(column.missing()).isEqualTo(1);
    assertThat(column.present()).isEqualTo(2);
    assertThat(column.distinct().count()).isEqualTo(3);
    assertThat(column.numbers().orElseThrow().mean()).isEqualTo(2.25);
  }

  @Test
  void values_rareOnes_areNotShownByDefault() {
    ColumnProfile column =
        profile(ColumnType.TEXT, ProfileOptions.defaults(), "a", "b", "b", "b", "b", "b", "secret");
    assertThat(column.top()).containsExactly(new TopValue("b", 5, 0));
    assertThat(column.range().min()).isEmpty();
    assertThat(column.range().max()).isEmpty();
  }

  @Test
  void values_commonCount_isTheCallersChoice() {
    ProfileOptions options = ProfileOptions.defaults().withCommonCount(2);
    ColumnProfile column = profile(ColumnType.TEXT, options, "a", "a", "b");
    assertThat(column.top()).containsExactly(new TopValue("a", 2, 0));
    assertThat(column.range().min()).contains("a");
  }

  @Test
  void values_hidden_areNowhereInTheProfile() {
    Schema schema = Schema.of(Field.of("n", ColumnType.INT32), Field.of("t", ColumnType.TEXT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(row(123_456L, "secret"));
    }
    Profiler profiler =
        Profiler.of(schema, ProfileOptions.defaults().withValues(ValueDisplay.HIDDEN));
    profiler.add(TestRows.batch(schema, rows));
    Profile profile = profiler.profile();
    assertThat(profile.columns()).allMatch(column -> column.top().isEmpty());
    assertThat(profile.columns()).allMatch(column -> column.range().quantiles().isEmpty());
    assertThat(profile.toString()).doesNotContain("secret").doesNotContain("123456");
    assertThat(profile.findings().toString()).doesNotContain("secret");
  }

  @Test
  void values_topValues_areLimited() {
    ColumnProfile column = profile(ColumnType.INT32, ALL.withTopValues(1), 7L, 7L, 8L);
    assertThat(column.top()).containsExactly(new TopValue(7L, 2, 0));
  }

  @Test
  void timely_values_areThoseBetweenOldestAndNow() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-31T00:00:00Z"), ZoneOffset.UTC);
    ProfileOptions options = ALL.withTimeliness("c", Duration.ofDays(30), clock);
    long now = LocalDate.of(2026, 1, 31).toEpochDay();
    ColumnProfile column =
        profile(ColumnType.DATE, options, now, now - 30, now - 31, now + 1, null);
    assertThat(column.timely()).hasValue(2);
    assertThat(profile(ColumnType.DATE, ALL, now).timely()).isEmpty();
  }

  @Test
  void timely_wrongColumn_isRefused() {
    ProfileOptions options = ALL.withTimeliness("c", Duration.ofDays(1), Clock.systemUTC());
    assertThatThrownBy(() -> profile(ColumnType.TEXT, options, "a"))
        .isInstanceOf(LeptonException.class)
        .hasMessage("Timeliness needs a column of dates or timestamps, c is text");
    ProfileOptions other = ALL.withTimeliness("d", Duration.ofDays(1), Clock.systemUTC());
    assertThatThrownBy(() -> profile(ColumnType.DATE, other, 1L))
        .isInstanceOf(LeptonException.class)
        .hasMessageContaining("No column is named d");
  }

  @Test
  void add_otherSchema_isRefused() {
    Profiler profiler = Profiler.of(Schema.of(Field.of("a", ColumnType.INT32)));
    RecordBatch other = RecordBatch.allocate(Schema.of(Field.of("b", ColumnType.INT32)), 1);
    assertThatThrownBy(() -> profiler.add(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void profile_exactLimit_isTheLastExactNumber() {
    Schema schema = Schema.of(Field.of("c", ColumnType.INT64));
    for (int distinct : new int[] {256, 257}) {
      RecordBatch batch = RecordBatch.allocate(schema, 2 * distinct);
      for (int i = 0; i < 2 * distinct; i++) {
        ((LongColumn) batch.column(0)).values()[i] = i % distinct;
      }
      batch.setRowCount(2 * distinct);
      Profiler profiler = Profiler.of(schema);
      profiler.add(batch);
      DistinctCount count = profiler.profile().column("c").distinct();
      assertThat(count.isExact()).isEqualTo(distinct == 256);
      assertThat((double) count.count()).isEqualTo(distinct, within(10.0));
    }
  }
}
