package io.lepton.format.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.diff.DiffReport.Outcome;
import io.lepton.format.diff.Difference.Kind;
import io.lepton.format.json.NdjsonFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random edits, counted by the test itself. */
@Timeout(60)
class DatasetDiffFuzzTest {

  private static final int SEED = 20_261_125;

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", ColumnType.INT64),
          Field.of("x", ColumnType.FP64),
          Field.of("t", ColumnType.TEXT));

  @Test
  void run_randomEdits_byKey_countsThem() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      List<List<@Nullable Object>> a = rows(random, random.nextInt(3_000));
      List<List<@Nullable Object>> b = edited(random, a);
      DiffReport report = diff(a, b).key("id").maxListed(5_000).run();
      Map<Object, Integer> inA = positions(a);
      Map<Object, Integer> inB = positions(b);
      for (Difference difference : report.first()) {
        check(difference, a, b);
      }
      String seed = "seed %d, round %d".formatted(SEED, round);
      Set<List<@Nullable Object>> all = new HashSet<>(b);
      long same = a.stream().filter(all::contains).count();
      long onlyA = inA.keySet().stream().filter(key -> !inB.containsKey(key)).count();
      long onlyB = inB.keySet().stream().filter(key -> !inA.containsKey(key)).count();
      assertThat(report.rowsA()).as(seed).isEqualTo(a.size());
      assertThat(report.rowsB()).as(seed).isEqualTo(b.size());
      assertThat(report.same()).as(seed).isEqualTo(same);
      assertThat(report.onlyInA()).as(seed).isEqualTo(onlyA);
      assertThat(report.onlyInB()).as(seed).isEqualTo(onlyB);
      assertThat(report.changed()).as(seed).isEqualTo(a.size() - same - onlyA);
      assertThat(report.first()).as(seed).hasSize((int) (report.changed() + onlyA + onlyB));
    }
  }

  private static void check(
      Difference difference, List<List<@Nullable Object>> a, List<List<@Nullable Object>> b) {
    if (difference.kind() != Kind.CHANGED) {
      return;
    }
    List<@Nullable Object> left = a.get((int) difference.rowA() - 1);
    List<@Nullable Object> right = b.get((int) difference.rowB() - 1);
    assertThat(left.get(0)).isEqualTo(right.get(0));
    for (int i = 0; i < SCHEMA.size(); i++) {
      boolean same = String.valueOf(left.get(i)).equals(String.valueOf(right.get(i)));
      assertThat(difference.columns().contains(SCHEMA.field(i).name())).isEqualTo(!same);
    }
  }

  @Test
  void run_randomEdits_byPosition_countsThem() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      List<List<@Nullable Object>> a = rows(random, random.nextInt(300));
      List<List<@Nullable Object>> b = edited(random, a);
      DiffReport report = diff(a, b).run();
      long same = 0;
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        same += a.get(i).equals(b.get(i)) ? 1 : 0;
      }
      String seed = "seed %d, round %d".formatted(SEED, round);
      assertThat(report.same()).as(seed).isEqualTo(same);
      assertThat(report.onlyInA()).as(seed).isEqualTo(Math.max(0, a.size() - b.size()));
      assertThat(report.onlyInB()).as(seed).isEqualTo(Math.max(0, b.size() - a.size()));
      assertThat(report.outcome() == Outcome.SAME).as(seed).isEqualTo(a.equals(b));
    }
  }

  @Test
  void run_shuffled_isTheSameInAnotherOrderEitherWay() throws IOException {
    Random random = new Random(SEED);
    List<List<@Nullable Object>> a = rows(random, 2_000);
    List<List<@Nullable Object>> b = new ArrayList<>(a);
    Collections.shuffle(b, random);
    assertThat(diff(a, b).run().outcome()).isEqualTo(Outcome.SAME_IN_ANOTHER_ORDER);
    assertThat(diff(a, b).key("id").run().outcome()).isEqualTo(Outcome.SAME_IN_ANOTHER_ORDER);
  }

  private static DatasetDiff diff(List<List<@Nullable Object>> a, List<List<@Nullable Object>> b)
      throws IOException {
    byte[] csv = TestRows.write(new CsvFormat(), SCHEMA, a, 100);
    byte[] ndjson = TestRows.write(new NdjsonFormat(), SCHEMA, b, 77);
    return DatasetDiff.between(
            DataSource.of("a", csv),
            new CsvFormat(),
            DataSource.of("b", ndjson),
            new NdjsonFormat())
        .withSchema(SCHEMA);
  }

  private static List<List<@Nullable Object>> rows(Random random, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long id = 0; id <= count; id++) {
      rows.add(
          TestRows.row(
              id * 7, value(random), random.nextInt(5) == 0 ? null : "t" + random.nextInt(9)));
    }
    return rows;
  }

  private static @Nullable Double value(Random random) {
    return random.nextInt(5) == 0 ? null : random.nextInt(100) / 4.0;
  }

  private static List<List<@Nullable Object>> edited(
      Random random, List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> edited = new ArrayList<>();
    int edits = random.nextInt(4) == 0 ? 1_000 : 1 + random.nextInt(20);
    for (List<@Nullable Object> row : rows) {
      int edit = random.nextInt(edits * 3);
      if (edit == 0 && edited.size() > 0) {
        continue;
      }
      List<@Nullable Object> copy = new ArrayList<>(row);
      if (edit == 1) {
        copy.set(1, value(random));
      }
      edited.add(copy);
      if (edit == 2) {
        edited.add(TestRows.row(-1L - edited.size(), 1.0, "new"));
      }
    }
    if (random.nextBoolean()) {
      Collections.shuffle(edited, random);
    }
    return edited;
  }

  private static Map<Object, Integer> positions(List<List<@Nullable Object>> rows) {
    Map<Object, Integer> positions = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      positions.put(String.valueOf(rows.get(i).get(0)), i);
    }
    return positions;
  }
}
