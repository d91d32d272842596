package io.lepton.format.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.Formats;
import io.lepton.format.RandomRecords;
import io.lepton.format.TestRows;
import io.lepton.format.canonical.DatasetDigest.Kind;
import io.lepton.format.internal.CellEquality;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random records have one digest, whatever they go through. */
@Timeout(60)
class DatasetDigestFuzzTest {

  private static final int SEED = 20_261_123;
  private static final Kind[] BOTH = Kind.values();

  static List<RecordFormat> formats() {
    return Formats.known();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void digest_throughAFormatInAnyBatches_isTheSame(RecordFormat format) throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 8; round++) {
      List<List<@Nullable Object>> rows = RandomRecords.rows(random, 1 + random.nextInt(150));
      byte[] written = written(format, rows, 1 + random.nextInt(60));
      ReadRequest request = TestRows.request(written, RandomRecords.SCHEMA);
      for (Kind kind : BOTH) {
        assertThat(read(format, request, 1 + random.nextInt(200), kind))
            .as("seed %d, round %d, %s", SEED, round, format.name())
            .isEqualTo(digest(RandomRecords.SCHEMA, rows, kind));
      }
    }
  }

  private static byte[] written(
      RecordFormat format, List<List<@Nullable Object>> rows, int batchRows) throws IOException {
    try {
      return TestRows.write(format, RandomRecords.SCHEMA, rows, batchRows);
    } catch (LeptonException e) {
      if (e.code() == ErrorCode.UNREPRESENTABLE) {
        return abort(format.name() + " does not hold all types: " + e.getMessage());
      }
      throw e;
    }
  }

  private static DatasetDigest read(
      RecordFormat format, ReadRequest request, int batchRows, Kind kind) throws IOException {
    try (RecordReader reader = format.reader(request)) {
      DatasetDigester digester = DatasetDigester.of(reader.schema(), kind);
      RecordBatch batch = RecordBatch.allocate(reader.schema(), batchRows);
      while (reader.read(batch)) {
        digester.update(batch);
      }
      return digester.digest(kind);
    }
  }

  private static DatasetDigest digest(Schema schema, List<List<@Nullable Object>> rows, Kind kind) {
    DatasetDigester digester = DatasetDigester.of(schema, kind);
    digester.update(TestRows.batch(schema, rows));
    return digester.digest(kind);
  }

  @Test
  void digest_shuffledColumns_isTheSame() {
    Random random = new Random(SEED);
    for (int round = 0; round < 10; round++) {
      List<List<@Nullable Object>> rows = RandomRecords.rows(random, 20);
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < RandomRecords.SCHEMA.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      List<Field> fields = order.stream().map(RandomRecords.SCHEMA::field).toList();
      List<List<@Nullable Object>> shuffled = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        List<@Nullable Object> values = new ArrayList<>();
        order.forEach(i -> values.add(row.get(i)));
        shuffled.add(values);
      }
      for (Kind kind : BOTH) {
        assertThat(digest(Schema.of(fields), shuffled, kind))
            .as("seed %d", SEED)
            .isEqualTo(digest(RandomRecords.SCHEMA, rows, kind));
      }
    }
  }

  @Test
  void digest_shuffledRows_contentIsTheSame() {
    Random random = new Random(SEED);
    List<List<@Nullable Object>> rows = RandomRecords.rows(random, 100);
    DatasetDigest content = digest(RandomRecords.SCHEMA, rows, Kind.CONTENT);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(rows, random);
      assertThat(digest(RandomRecords.SCHEMA, rows, Kind.CONTENT))
          .as("seed %d", SEED)
          .isEqualTo(content);
    }
  }

  @Test
  void digest_anyValueChanged_isAnother() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      List<List<@Nullable Object>> rows = RandomRecords.rows(random, 3);
      List<List<@Nullable Object>> changed = new ArrayList<>(rows);
      int row = random.nextInt(rows.size());
      int column = random.nextInt(RandomRecords.SCHEMA.size());
      List<@Nullable Object> other = new ArrayList<>(rows.get(row));
      other.set(column, RandomRecords.rows(random, 1).get(0).get(column));
      changed.set(row, other);
      for (Kind kind : BOTH) {
        assertThat(
                digest(RandomRecords.SCHEMA, changed, kind)
                    .equals(digest(RandomRecords.SCHEMA, rows, kind)))
            .as("seed %d, round %d", SEED, round)
            .isEqualTo(changed.equals(rows));
      }
    }
  }

  @Test
  void cellEquality_anyTwoValues_agreesWithTheCanonicalForm() {
    Random random = new Random(SEED);
    RecordBatch left = TestRows.batch(RandomRecords.SCHEMA, RandomRecords.rows(random, 300));
    RecordBatch right = TestRows.batch(RandomRecords.SCHEMA, RandomRecords.rows(random, 300));
    for (int column = 0; column < RandomRecords.SCHEMA.size(); column++) {
      CellEquality equality = CellEquality.ofRows(left.column(column), right.column(column));
      for (int i = 0; i < 300; i++) {
        int j = random.nextInt(300);
        assertThat(equality.equal(i, j))
            .as("seed %d", SEED)
            .isEqualTo(
                Arrays.equals(
                    CanonicalJson.of(left.column(column), i),
                    CanonicalJson.of(right.column(column), j)));
      }
    }
  }
}
