package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profilers of parts, merged, against one that saw it all. */
class ProfileMergeTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("few", ColumnType.INT32),
          Field.of("many", ColumnType.FP64),
          Field.of("text", ColumnType.TEXT),
          Field.of("city", ColumnType.TEXT),
          Field.of("flag", ColumnType.BOOL),
          Field.of("wide", ColumnType.decimal(38, 3)),
          Field.of("day", ColumnType.DATE));

  private static final ProfileOptions OPTIONS =
      ProfileOptions.defaults().withValues(ProfileOptions.ValueDisplay.SHOWN);

  private static List<RecordBatch> batches(long seed, int count, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RecordBatch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, rows);
      for (int row = 0; row < rows; row++) {
        for (Column column : batch.columns()) {
          fill(column, row, random);
        }
      }
      batch.setRowCount(rows);
      batches.add(batch);
    }
    return batches;
  }

  private static void fill(Column column, int row, SplittableRandom random) {
    if (random.nextInt(10) == 0) {
      column.setNull(row);
    } else if (column instanceof IntColumn ints) {
      ints.values()[row] = random.nextInt(column.type().equals(ColumnType.DATE) ? 20_000 : 40);
    } else if (column instanceof DoubleColumn doubles) {
      doubles.values()[row] = random.nextInt(100_000) / 100.0 - 20;
    } else if (column instanceof ByteColumn bytes) {
      bytes.values()[row] = (byte) random.nextInt(2);
    } else if (column instanceof DecimalColumn decimals) {
      decimals.set(row, new BigInteger("1000000000000000000000").multiply(big(random)));
    } else if (column instanceof TextColumn texts) {
      byte[] text = ("t" + random.nextInt(300_000)).getBytes(StandardCharsets.UTF_8);
      texts.append(row, text, 0, row % 2 == 0 ? 2 : text.length);
    }
  }

  private static BigInteger big(SplittableRandom random) {
    return BigInteger.valueOf(random.nextInt(1_000_000) - 10L);
  }

  private static Profiler profiler(List<RecordBatch> batches) {
    Profiler profiler = Profiler.of(SCHEMA, OPTIONS);
    batches.forEach(profiler::add);
    return profiler;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void merge_exactParts_areThoseOfOnePass(long seed) {
    List<RecordBatch> batches = batches(seed, 12, 500);
    Profile whole = profiler(batches).profile();
    Profiler merged = profiler(batches.subList(0, 1));
    merged.merge(profiler(batches.subList(1, 5)));
    merged.merge(profiler(List.of()));
    merged.merge(profiler(batches.subList(5, 12)));
    assertSame(merged.profile(), whole);
  }

  @Test
  void merge_order_doesNotMatter() {
    List<RecordBatch> batches = batches(4, 8, 300);
    Profiler forth = profiler(batches.subList(0, 2));
    forth.merge(profiler(batches.subList(2, 8)));
    Profiler back = profiler(batches.subList(2, 8));
    back.merge(profiler(batches.subList(0, 2)));
    assertSame(forth.profile(), back.profile());
  }

  @Test
  void merge_fewValuesEach_isExactlyOnePass() {
    List<RecordBatch> batches = batches(5, 6, 30);
    Profiler merged = profiler(batches.subList(0, 3));
    merged.merge(profiler(batches.subList(3, 6)));
    Profile whole = profiler(batches).profile();
    for (int i = 0; i < SCHEMA.size(); i++) {
      ColumnProfile a = merged.profile().columns().get(i);
      ColumnProfile b = whole.columns().get(i);
      assertThat(a.distinct().isExact()).isTrue();
      assertThat(a.range()).isEqualTo(b.range());
      assertThat(a.top()).isEqualTo(b.top());
      assertThat(a.texts()).isEqualTo(b.texts());
    }
  }

  private static void assertSame(Profile a, Profile b) {
    assertThat(a.rows()).isEqualTo(b.rows());
    for (int i = 0; i < SCHEMA.size(); i++) {
      assertSame(a.columns().get(i), b.columns().get(i));
    }
  }

  private static void assertSame(ColumnProfile a, ColumnProfile b) {
    String name = a.name();
    assertThat(a.missing()).as(name).isEqualTo(b.missing());
    assertThat(a.distinct()).as(name).isEqualTo(b.distinct());
    assertThat(a.range().min()).as(name).isEqualTo(b.range().min());
    assertThat(a.range().max()).as(name).isEqualTo(b.range().max());
    assertThat(a.numbers().isPresent()).isEqualTo(b.numbers().isPresent());
    a.numbers().ifPresent(numbers -> assertSame(numbers, b.numbers().orElseThrow(), name));
    a.texts().ifPresent(texts -> assertSame(texts, b.texts().orElseThrow(), name));
    for (int i = 0; i < a.range().quantiles().size() && i < 7; i++) {
      Object value = a.range().quantiles().get(i).value();
      if (value instanceof Double number) {
        double other = (Double) b.range().quantiles().get(i).value();
        assertThat(number).as(name).isEqualTo(other, within(100.0));
      }
    }
  }

  private static void assertSame(NumberStatistics a, NumberStatistics b, String name) {
    assertThat(a.mean() / b.mean()).as(name).isEqualTo(1, within(1e-12));
    assertThat(a.deviation() / b.deviation()).as(name).isEqualTo(1, within(1e-9));
    assertThat(a.zeros()).as(name).isEqualTo(b.zeros());
    assertThat(a.negatives()).as(name).isEqualTo(b.negatives());
  }

  private static void assertSame(TextStatistics a, TextStatistics b, String name) {
    assertThat(a.minLength()).as(name).isEqualTo(b.minLength());
    assertThat(a.maxLength()).as(name).isEqualTo(b.maxLength());
    assertThat(a.meanLength()).as(name).isEqualTo(b.meanLength());
  }

  @Test
  void merge_otherFieldsOrOptions_isRefused() {
    Profiler profiler = profiler(List.of());
    assertThatThrownBy(() -> profiler.merge(profiler)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> profiler.merge(Profiler.of(SCHEMA, OPTIONS.withSeed(1))))
        .isInstanceOf(IllegalArgumentException.class);
    Schema other = Schema.of(Field.of("x", ColumnType.INT32));
    assertThatThrownBy(() -> profiler.merge(Profiler.of(other, OPTIONS)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void profile_inBetween_changesNothing() {
    List<RecordBatch> batches = batches(6, 6, 400);
    Profiler asked = Profiler.of(SCHEMA, OPTIONS);
    for (RecordBatch batch : batches) {
      asked.add(batch);
      assertThat(asked.profile().rows()).isEqualTo(asked.rows());
    }
    assertThat(asked.profile()).isEqualTo(profiler(batches).profile());
  }
}
