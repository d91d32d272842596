package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are meant to hurt hurt no more with several threads than with one. */
@Timeout(60)
class CsvThreadsLimitsTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("a", ColumnType.INT64), Field.of("b", ColumnType.TEXT));

  /** A piece of text, over and over again, and how much of it was asked for. */
  private static final class Repeated extends InputStream {

    private final byte[] piece;
    private final long bytes;
    private long given;

    Repeated(String piece, long bytes) {
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.bytes = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int at = (int) (given % piece.length);
      int count = (int) Math.min(Math.min(length, piece.length - at), bytes - given);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(piece, at, into, offset, count);
      given += count;
      return count;
    }
  }

  private static ReadRequest request(InputStream... parts) {
    InputStream all = new SequenceInputStream(Collections.enumeration(List.of(parts)));
    return ReadRequest.of(DataSource.ofStream("generated", all)).withSchema(SCHEMA).withThreads(4);
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_quoteNeverClosedInAGigabyte_isRefusedAtTheLimit() {
    Repeated rest = new Repeated("some text\r\n1,2\r\n".repeat(100), 1L << 30);
    ReadRequest request =
        request(text("a,b\r\n1,2\r\n3,\""), rest)
            .withLimits(ReadLimits.defaults().withMaxRecordBytes(100_000));
    LimitExceededException thrown =
        catchThrowableOfType(
            LimitExceededException.class, () -> TestRows.read(new CsvFormat(), request, 10));
    assertThat(thrown).hasMessageContaining("row 2").hasMessageContaining("byte 10");
    assertThat(rest.given)
        .as("bytes read")
        .isLessThan((ChunkedCsvReader.mostAhead(4) + 8) * ChunkFeed.CHUNK_BYTES);
  }

  @Test
  void read_fieldOfAGigabyte_isRefusedAtTheDefaultLimit() {
    Repeated rest = new Repeated("x".repeat(10_000), 1L << 30);
    ReadRequest request = request(text("a,b\n1,"), rest);
    LimitExceededException thrown =
        catchThrowableOfType(
            LimitExceededException.class, () -> TestRows.read(new CsvFormat(), request, 10));
    assertThat(thrown).hasMessageContaining("row 1");
    assertThat(rest.given).as("bytes read").isLessThan(64 << 20);
  }

  @Test
  void read_fieldOfMegabytes_isReadIfTheLimitAllows() throws IOException {
    InputStream cell = new Repeated("x\n\"\"".repeat(10), 12_000_000);
    ReadRequest request = request(text("a,b\n1,\""), cell, text("\"\n2,y\n"));
    assertThat(TestRows.read(new CsvFormat(), request, 10))
        .extracting(row -> ((String) row.get(1)).length())
        .containsExactly(9_000_000, 1);
  }

  @Test
  void read_linesInQuotesThatLookLikeRecords_areGuessedWrongButReadRight() throws IOException {
    // Nine lines in ten are within quotes, and nothing about them shows it.
    String record = "1,\"" + "\n2,looks like a record".repeat(9) + "\"\n";
    ReadRequest request =
        request(text("a,b\n"), new Repeated(record.repeat(1000), 60L * 1000 * record.length()));
    long rows = 0;
    try (RecordReader reader = new CsvFormat().reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1000);
      while (reader.read(batch)) {
        rows += batch.rowCount();
      }
    }
    assertThat(rows).isEqualTo(60_000);
  }

  @Test
  void read_everyRecordRejected_needsLittleMemory() throws IOException {
    long[] rejections = {0};
    ReadRequest request =
        request(text("a,b\n"), new Repeated("1\n".repeat(1000), 4_000_000))
            .withRejections(rejection -> rejections[0]++);
    try (RecordReader reader = new CsvFormat().reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1000);
      assertThat(reader.read(batch)).isFalse();
      assertThat(batch.heap(0).length).isLessThan(1 << 20);
    }
    assertThat(rejections[0]).isEqualTo(2_000_000);
  }
}
