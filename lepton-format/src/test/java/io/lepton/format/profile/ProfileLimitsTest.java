package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Data that is made to hurt. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProfileLimitsTest {

  private static final long SEED = ProfileOptions.defaults().seed();

  @Test
  void profile_tenThousandColumns_takesBoundedMemory() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      fields.add(Field.of("c" + i, ColumnType.INT64));
    }
    Schema schema = Schema.of(fields);
    RecordBatch batch = RecordBatch.allocate(schema, 400);
    for (int i = 0; i < schema.size(); i++) {
      for (int row = 0; row < 400; row++) {
        ((LongColumn) batch.column(i)).values()[row] = (long) row * (i % 7 == 0 ? 1 : 0);
      }
    }
    batch.setRowCount(400);
    Profiler profiler = Profiler.of(schema);
    profiler.add(batch);
    Profile profile = profiler.profile();
    assertThat(profile.columns()).hasSize(10_000);
    assertThat(ProfileText.defaults().render(profile).lines().count()).isLessThan(10_200);
  }

  // Keys that all want one slot, made with the seed that everybody knows.
  @Test
  void profile_keysOfOneSlot_areNotSlow() {
    Schema schema = Schema.of(Field.of("c", ColumnType.INT64));
    RecordBatch batch = RecordBatch.allocate(schema, 1024);
    Profiler profiler = Profiler.of(schema);
    long made = 0;
    for (int i = 0; i < 300; i++) {
      for (int row = 0; row < 1024; row++) {
        ((LongColumn) batch.column(0)).values()[row] = unmixed((made++ & 0xffff) << 48);
      }
      batch.setRowCount(1024);
      profiler.add(batch);
    }
    assertThat(profiler.profile().rows()).isEqualTo(300 * 1024);
  }

  /** The key whose mix is a number: what an attacker would compute. */
  private static long unmixed(long mixed) {
    long again = mixed ^ mixed >>> 32;
    long product = again * inverse(0x94d049bb133111ebL);
    long folded = product ^ product >>> 32;
    long seeded = folded * inverse(0xff51afd7ed558ccdL);
    return seeded ^ seeded >>> 32 ^ SEED;
  }

  private static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  @Test
  void unmixed_key_mixesToTheNumber() {
    assertThat(Mix.of(unmixed(12_345), SEED)).isEqualTo(12_345);
  }

  @Test
  void profile_keyOfAFreeSlot_isCountedAsOthers() {
    Schema schema = Schema.of(Field.of("c", ColumnType.INT64));
    RecordBatch batch = RecordBatch.allocate(schema, 10);
    for (int row = 0; row < 10; row++) {
      ((LongColumn) batch.column(0)).values()[row] = row % 2 == 0 ? ValueTable.FREE : row;
    }
    batch.setRowCount(10);
    Profiler profiler = Profiler.of(schema);
    profiler.add(batch);
    ColumnProfile column = profiler.profile().column("c");
    assertThat(column.distinct().count()).isEqualTo(6);
    assertThat(column.range().min()).contains(ValueTable.FREE);
  }

  @Test
  void profile_longTexts_keepsTheirBeginnings() {
    Schema schema = Schema.of(Field.of("c", ColumnType.TEXT));
    RecordBatch batch = RecordBatch.allocate(schema, 200);
    for (int row = 0; row < 200; row++) {
      byte[] text = ("é".repeat(50_000) + row % 20).getBytes(StandardCharsets.UTF_8);
      ((TextColumn) batch.column(0)).append(row, text, 0, text.length);
    }
    batch.setRowCount(200);
    Profiler profiler = Profiler.of(schema);
    profiler.add(batch);
    ColumnProfile column = profiler.profile().column("c");
    assertThat(column.distinct().count()).isEqualTo(20);
    assertThat(column.texts().orElseThrow().maxLength()).isEqualTo(50_002);
    assertThat(column.top().get(0).value().toString()).hasSizeLessThan(70).endsWith("...");
  }
}
