package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
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

/** Files that are meant to hurt: they are refused in little time and memory. */
@Timeout(60)
class CsvLimitsTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("a", ColumnType.INT64), Field.of("b", ColumnType.TEXT));

  /** A piece of text, over and over again, without ever being anywhere as a whole. */
  private static final class Repeated extends InputStream {

    private final byte[] piece;
    private long left;
    private int at;

    Repeated(String piece, long bytes) {
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.left = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = (int) Math.min(Math.min(length, piece.length - at), left);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(piece, at, bytes, offset, count);
      at = (at + count) % piece.length;
      left -= count;
      return count;
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static DataSource source(InputStream... parts) {
    InputStream all = new SequenceInputStream(Collections.enumeration(List.of(parts)));
    return new DataSource() {
      @Override
      public String name() {
        return "generated";
      }

      @Override
      public InputStream open() {
        return all;
      }

      @Override
      public long sizeBytes() {
        return -1;
      }
    };
  }

  /** Reads everything and returns how many rows there were before the failure. */
  private static long rowsBeforeFailure(ReadRequest request, LeptonException[] failure)
      throws IOException {
    long rows = 0;
    int heap = 0;
    try (RecordReader reader = new CsvFormat().reader(request)) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 1024);
      while (reader.read(batch)) {
        rows += batch.rowCount();
        heap = batch.heap(0).length;
      }
    } catch (LeptonException e) {
      failure[0] = e;
    }
    assertThat(heap).as("bytes held by the batch").isLessThan(1 << 20);
    return rows;
  }

  @Test
  void read_unclosedQuoteAfterAGigabyte_isFoundInConstantMemory() throws IOException {
    String piece = "1234567,some text of some length\r\n".repeat(1000);
    long gigabyte = 30_000L * piece.length();
    ReadRequest request =
        ReadRequest.of(
                source(text("a,b\r\n"), new Repeated(piece, gigabyte), text("1,\"x\r\n1,2\r\n")))
            .withSchema(SCHEMA);
    LeptonException[] failure = new LeptonException[1];
    assertThat(rowsBeforeFailure(request, failure)).isEqualTo(30_000_000);
    assertThat(failure[0].code()).isEqualTo(ErrorCode.UNCLOSED_QUOTE);
    assertThat(failure[0])
        .hasMessageContaining("row 30000001")
        .hasMessageContaining("byte " + (5 + gigabyte + 2));
  }

  @Test
  void read_quoteNeverClosedInAGigabyte_isRefusedAtTheLimit() throws IOException {
    Repeated rest = new Repeated("some text\r\n".repeat(100), 1L << 30);
    ReadRequest request =
        ReadRequest.of(source(text("a,b\r\n1,2\r\n3,\""), rest)).withSchema(SCHEMA);
    LeptonException[] failure = new LeptonException[1];
    assertThat(rowsBeforeFailure(request.withLimits(limits(100_000)), failure)).isEqualTo(1);
    assertThat(failure[0]).isInstanceOf(LimitExceededException.class);
    assertThat(failure[0].code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(failure[0])
        .hasMessageContaining("row 2")
        .hasMessageContaining("byte 10")
        .hasMessageContaining("100000 bytes")
        .hasMessageContaining("quote");
    assertThat((1L << 30) - rest.left).as("bytes read").isLessThan(1_000_000);
  }

  @Test
  void read_fieldOfAGigabyte_isRefusedAtTheDefaultLimit() {
    Repeated rest = new Repeated("x".repeat(10_000), 1L << 30);
    ReadRequest request = ReadRequest.of(source(text("a,b\n1,"), rest)).withSchema(SCHEMA);
    LimitExceededException thrown =
        catchThrowableOfType(
            LimitExceededException.class, () -> TestRows.read(new CsvFormat(), request, 10));
    assertThat(thrown).hasMessageContaining("row 1");
    assertThat((1L << 30) - rest.left).as("bytes read").isLessThan(64 << 20);
  }

  @Test
  void read_fieldOfMegabytes_isReadIfTheLimitAllows() throws IOException {
    InputStream cell = new Repeated("x\n\"\"".repeat(10), 12_000_000);
    ReadRequest request =
        ReadRequest.of(source(text("a,b\n1,\""), cell, text("\"\n2,y\n"))).withSchema(SCHEMA);
    assertThat(TestRows.read(new CsvFormat(), request, 10))
        .extracting(row -> ((String) row.get(1)).length())
        .containsExactly(9_000_000, 1);
  }

  @Test
  void read_recordOfExactlyTheLimit_isRead() throws IOException {
    for (String end : List.of("\n", "\r\n", "")) {
      for (int batchRows : new int[] {1, 10}) {
        String csv = "a,b\n1," + "x".repeat(98) + end;
        ReadRequest request =
            ReadRequest.of(source(text(csv))).withSchema(SCHEMA).withLimits(limits(100));
        assertThat(TestRows.read(new CsvFormat(), request, batchRows)).hasSize(1);
        String longer = "a,b\n1," + "x".repeat(99) + end;
        ReadRequest refused =
            ReadRequest.of(source(text(longer))).withSchema(SCHEMA).withLimits(limits(100));
        assertThat(
                catchThrowableOfType(
                    LimitExceededException.class,
                    () -> TestRows.read(new CsvFormat(), refused, batchRows)))
            .isNotNull();
      }
    }
  }

  @Test
  void read_headerOfAMillionColumns_isRefused() {
    ReadRequest request = ReadRequest.of(source(new Repeated("c,", 2_000_000)));
    LimitExceededException thrown =
        catchThrowableOfType(LimitExceededException.class, () -> new CsvFormat().reader(request));
    assertThat(thrown).hasMessageContaining("header").hasMessageContaining("16384 fields");
  }

  @Test
  void read_recordOfAMillionColumns_isRefused() {
    ReadRequest request =
        ReadRequest.of(source(text("a,b\n1,2\n"), new Repeated("c,", 2_000_000)))
            .withSchema(SCHEMA)
            .withRejections(rejection -> {});
    LimitExceededException thrown =
        catchThrowableOfType(
            LimitExceededException.class, () -> TestRows.read(new CsvFormat(), request, 10));
    assertThat(thrown).hasMessageContaining("row 2");
  }

  @Test
  void read_nothingButRaggedRecords_inConstantMemory() throws IOException {
    long[] rejected = {0};
    ReadRequest request =
        ReadRequest.of(source(text("a,b\n"), new Repeated("1,2,3\n".repeat(1000), 60_000_000)))
            .withSchema(SCHEMA)
            .withRejections(rejection -> rejected[0]++);
    assertThat(rowsBeforeFailure(request, new LeptonException[1])).isZero();
    assertThat(rejected[0]).isEqualTo(10_000_000);
  }

  @Test
  void read_nothingButBlankLines_inConstantMemory() throws IOException {
    ReadRequest request =
        ReadRequest.of(source(text("a,b\n"), new Repeated("\n".repeat(1000), 20_000_000)))
            .withSchema(SCHEMA);
    assertThat(rowsBeforeFailure(request, new LeptonException[1])).isZero();
  }

  private static ReadLimits limits(int maxRecordBytes) {
    return ReadLimits.defaults().withMaxRecordBytes(maxRecordBytes);
  }
}
