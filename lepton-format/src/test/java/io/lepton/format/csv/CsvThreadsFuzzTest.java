package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many threads read a document, what comes out is the same. */
@Timeout(120)
class CsvThreadsFuzzTest {

  private static final long SEED = 20_261_121;
  private static final int COLUMNS = 4;

  /** What came out: each batch, the rejections before its end, and the fault at the end. */
  private record Outcome(List<Object> events, @Nullable ErrorCode fault, String message) {}

  private static Outcome read(CsvFormat format, ReadRequest request, int batchRows, int chunkBytes)
      throws IOException {
    List<Object> events = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    try (RecordReader reader = format.reader(request.withRejections(rejections::add), chunkBytes)) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), batchRows);
      while (reader.read(batch)) {
        events.add(TestRows.rows(batch));
        for (int i = 0; i < batch.rowCount(); i++) {
          events.add(batch.rowNumbers()[i]);
        }
        events.add(List.copyOf(rejections));
      }
      events.add(List.copyOf(rejections));
      if (request.threads() > 1) {
        assertThat(reader.bytesRead()).isEqualTo(request.source().sizeBytes());
      }
      return new Outcome(events, null, "");
    } catch (LeptonException e) {
      events.add(List.copyOf(rejections));
      return new Outcome(events, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A document full of what makes it hard to say where a record ends. */
  private static String document(Random random) {
    StringBuilder csv = new StringBuilder();
    int records = 1 + random.nextInt(random.nextInt(8) == 0 ? 3000 : 60);
    int quotes = random.nextInt(4);
    int faults = random.nextInt(6);
    String lineEnd = pick(random, "\n", "\r\n", "\n", "\r");
    csv.append("a,b,c,d").append(lineEnd);
    for (int record = 0; record < records; record++) {
      for (int column = 0; column < COLUMNS; column++) {
        csv.append(column > 0 ? "," : "").append(cell(random, quotes));
      }
      csv.append(random.nextInt(30) == 0 ? "\n" : lineEnd);
      if (faults <= 1 && random.nextInt(20) == 0) {
        csv.append(
            pick(random, lineEnd, "\n", "#1,2\n", "x,", "a\"b,\"\n", "#\"\n", "\r", "1,2,3,4,5\n"));
      }
      if (faults == 0 && random.nextInt(200) == 0) {
        csv.append(pick(random, "\"", "\"a\"b", "\0", "\"" + "x".repeat(400)));
      }
    }
    return csv.toString();
  }

  private static String cell(Random random, int quotes) {
    String text = pick(random, "", "a", "12", "-3.5", "2024-02-29", "y".repeat(random.nextInt(60)));
    if (random.nextInt(30) == 0) {
      text += pick(random, "é", "€", "𝄞", "x\"y");
    }
    if (quotes == 0 && random.nextInt(6) == 0) {
      // Lines within quotes that look like records.
      String inner = pick(random, "", ",", "\"\"", "\n", "\n1,2,3,4\n", "\r\n5,6,7,8\r\n9,9,9,9\n");
      text = '"' + text.replace("\"", "\"\"") + inner + '"';
    }
    return text;
  }

  private static Schema schema(Random random) {
    List<Field> fields = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      ColumnType type =
          List.of(
                  ColumnType.TEXT,
                  ColumnType.TEXT,
                  ColumnType.INT32,
                  ColumnType.FP64,
                  ColumnType.DATE,
                  ColumnType.decimal(9, 2))
              .get(random.nextInt(6));
      fields.add(new Field(name, type, random.nextInt(5) > 0));
    }
    return Schema.of(fields);
  }

  @Test
  void read_anyDocument_sameWithAnyNumberOfThreads() throws IOException {
    for (int run = 0; run < 700; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      byte[] bytes = document(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(6) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      CsvFormat format =
          new CsvFormat(
              random.nextInt(3) == 0
                  ? CsvOptions.defaults().withComment('#')
                  : CsvOptions.defaults());
      ReadRequest request =
          ReadRequest.of(DataSource.of("memory", bytes))
              .withSchema(schema(random))
              .withLimits(
                  ReadLimits.defaults().withMaxRecordBytes(random.nextInt(4) == 0 ? 300 : 1 << 20));
      int batchRows = 1 + random.nextInt(200);
      Outcome one = read(format, request, batchRows, 0);
      for (int threads : new int[] {2, 4}) {
        int chunkBytes = 1 << 3 + random.nextInt(11);
        Outcome many = read(format, request.withThreads(threads), batchRows, chunkBytes);
        assertThat(many)
            .as("seed %d, %d threads, chunks of %d", seed, threads, chunkBytes)
            .isEqualTo(one);
      }
    }
  }

  @Test
  void read_largeDocument_sameWithTheUsualChunks() throws IOException {
    Random random = new Random(SEED);
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    for (int record = 0; record < 60_000; record++) {
      for (int column = 0; column < COLUMNS; column++) {
        csv.append(column > 0 ? "," : "").append(cell(random, record < 30_000 ? 1 : 0));
      }
      csv.append('\n');
    }
    Schema schema =
        Schema.of(
            Field.of("a", ColumnType.TEXT),
            Field.of("b", ColumnType.FP64),
            Field.of("d", ColumnType.TEXT));
    ReadRequest request = TestRows.request(csv.toString().getBytes(StandardCharsets.UTF_8), schema);
    Outcome one = read(new CsvFormat(), request, 1024, 0);
    Outcome two = read(new CsvFormat(), request.withThreads(2), 1024, ChunkFeed.CHUNK_BYTES);
    assertThat(two).isEqualTo(one);
  }
}
