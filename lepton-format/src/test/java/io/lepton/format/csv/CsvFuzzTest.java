package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.ReadOutcome;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CsvFuzzTest {

  private static final long SEED = 20_261_121;

  private static Schema texts(int columns) {
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      fields.add(Field.of("column_" + i, ColumnType.TEXT));
    }
    return Schema.of(fields);
  }

  private static CsvFormat format(int columns) {
    return new CsvFormat(CsvOptions.defaults().withHeader(false).withNames(texts(columns).names()));
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Mostly well-formed; long enough now and then for all the scans to get to work. */
  private static String document(Random random, int columns) {
    StringBuilder csv = new StringBuilder();
    int records = 1 + random.nextInt(random.nextInt(10) == 0 ? 2000 : 30);
    int quotes = random.nextInt(4);
    int scripts = random.nextInt(3);
    int faults = random.nextInt(3);
    String lineEnd = pick(random, "\n", "\r\n", "\n", "\r\n", "\r");
    for (int record = 0; record < records; record++) {
      for (int column = 0; column < columns; column++) {
        csv.append(column > 0 ? "," : "").append(cell(random, quotes, scripts));
      }
      csv.append(lineEnd);
      if (faults == 0 && random.nextInt(20) == 0) {
        csv.append(pick(random, lineEnd, "\n", "\r\n", ",", "x,", "a\"b", "\"", "\r", "\"\"", " "));
      }
    }
    if (random.nextBoolean()) {
      csv.setLength(csv.length() - lineEnd.length());
    }
    return csv.toString();
  }

  private static String cell(Random random, int quotes, int scripts) {
    String text = pick(random, "", "a", "12", "-3.5", "some text", "x".repeat(random.nextInt(100)));
    if (scripts == 0 && random.nextInt(5) == 0) {
      text += pick(random, "é", "€", "𝄞", "\u0080");
    }
    if (quotes == 0 && random.nextInt(8) == 0) {
      text = '"' + text + pick(random, "", ",", "\"\"", "\n", "\r\n", "\r", ",\"\"\n") + '"';
    }
    return text;
  }

  @Test
  void read_anyDocument_sameAsTheNaiveParser() throws IOException {
    for (int run = 0; run < 1500; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      int columns = 1 + random.nextInt(random.nextInt(5) == 0 ? 70 : 5);
      String csv = document(random, columns);
      NaiveCsv expected = new NaiveCsv(csv, columns);
      if (expected.rows.isEmpty()) {
        continue;
      }
      byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
      ReadRequest request = TestRows.request(bytes, texts(columns));
      ReadOutcome read = ReadOutcome.of(format(columns), request, 1 + random.nextInt(300));
      List<Long> ragged = read.rejections().stream().map(Rejection::row).toList();
      if (!read.rows().equals(expected.rows)
          || !ragged.equals(expected.ragged)
          || read.fault() != expected.fault) {
        fail(
            "seed %d: %d rows, ragged %s, fault %s; expected %d rows, ragged %s, fault %s",
            seed,
            read.rows().size(),
            ragged,
            read.fault(),
            expected.rows.size(),
            expected.ragged,
            expected.fault);
      }
    }
  }

  @Test
  void read_anyPiecesAndBatches_sameOutcome() throws IOException {
    for (int run = 0; run < 400; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      int columns = 1 + random.nextInt(5);
      byte[] bytes = document(random, columns).getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0 && random.nextInt(3) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      ReadLimits limits =
          ReadLimits.defaults().withMaxRecordBytes(random.nextBoolean() ? 1 << 20 : 150);
      Schema schema = schema(random, columns);
      ReadRequest request = TestRows.request(bytes, schema).withLimits(limits);
      ReadOutcome whole = ReadOutcome.of(format(columns), request, 1024);
      for (int most : new int[] {1, 3, 100, 10_000}) {
        ReadRequest slow =
            ReadRequest.of(ReadOutcome.pieces(bytes, most, seed))
                .withSchema(schema)
                .withLimits(limits);
        int batchRows = 1 + random.nextInt(100);
        ReadOutcome again = ReadOutcome.of(format(columns), slow, batchRows);
        assertThat(again)
            .as("seed %d, pieces of %d, batches of %d", seed, most, batchRows)
            .isEqualTo(whole);
      }
    }
  }

  private static Schema schema(Random random, int columns) {
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      ColumnType type =
          List.of(ColumnType.TEXT, ColumnType.INT32, ColumnType.FP64, ColumnType.DATE)
              .get(random.nextInt(4));
      fields.add(new Field("column_" + i, type, random.nextInt(4) > 0));
    }
    return Schema.of(fields);
  }

  @Test
  void read_mutatedFile_onlyLeptonExceptions() throws IOException {
    for (int run = 0; run < 1500; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      byte[] bytes = ("id,n,x,d\r\n" + document(random, 4)).getBytes(StandardCharsets.UTF_8);
      for (int hits = 1 + random.nextInt(5); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) ",\"\n\r\0\u00ff#;".charAt(random.nextInt(8))
                : (byte) random.nextInt(256);
      }
      survive(bytes, random, seed);
    }
  }

  @Test
  void read_randomBytes_onlyLeptonExceptions() throws IOException {
    for (int run = 0; run < 1500; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) "a1,,\"\"\n\r \t#;'\u00c3\u00a9-.".charAt((bytes[i] & 0xff) % 17);
        }
      }
      survive(bytes, random, seed);
    }
  }

  private static void survive(byte[] bytes, Random random, long seed) throws IOException {
    CsvOptions options = CsvOptions.defaults();
    options = random.nextInt(3) == 0 ? options.withDelimiter(';') : options;
    options = random.nextInt(3) == 0 ? options.withComment('#') : options;
    options = random.nextInt(4) == 0 ? options.withoutQuote() : options;
    options = random.nextInt(4) == 0 ? options.withHeader(false) : options;
    options = random.nextInt(4) == 0 ? options.withNullTokens(List.of("a", "12")) : options;
    options = random.nextInt(6) == 0 ? options.withCharset(StandardCharsets.UTF_16LE) : options;
    try {
      ReadRequest request = ReadRequest.of(DataSource.of("memory", bytes));
      ReadOutcome.of(new CsvFormat(options), request, 1 + random.nextInt(50));
    } catch (LeptonException e) {
      // Refused, as it should be.
    } catch (RuntimeException e) {
      fail("seed " + seed + ": " + Arrays.toString(bytes), e);
    }
  }

  @Test
  void read_streamOfUnknownEnd_isNotReadAhead() throws IOException {
    // Not part of the contract, but a reader of a pipe should not wait for megabytes.
    byte[] row = "some text,1\n".getBytes(StandardCharsets.UTF_8);
    long[] count = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return row[(int) (count[0]++ % row.length)];
          }
        };
    ReadRequest request =
        ReadRequest.of(DataSource.ofStream("endless", endless)).withSchema(texts(2));
    try (RecordReader reader = format(2).reader(request)) {
      reader.read(RecordBatch.allocate(reader.schema(), 10));
    }
    assertThat(count[0]).isLessThan(200_000);
  }
}
