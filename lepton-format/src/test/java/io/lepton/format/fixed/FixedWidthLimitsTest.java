package io.lepton.format.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are meant to hurt: they are refused in little time and memory. */
@Timeout(60)
class FixedWidthLimitsTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.INT32));

  private static final FixedWidthOptions LAYOUT =
      FixedWidthOptions.layout(FixedWidthColumn.of("a", 1, 5), FixedWidthColumn.of("b", 6, 5));

  /** A piece of text, over and over again, without ever being anywhere as a whole. */
  private static final class Repeated extends InputStream {
    private final byte[] piece;
    private final long size;
    private long given;

    Repeated(String piece, long size) {
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.size = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int at = (int) (given % piece.length);
      int count = (int) Math.min(Math.min(length, piece.length - at), size - given);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(piece, at, bytes, offset, count);
      given += count;
      return count;
    }
  }

  private static ReadRequest request(String beginning, InputStream rest) {
    InputStream first = new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8));
    return ReadRequest.of(DataSource.ofStream("generated", new SequenceInputStream(first, rest)))
        .withLimits(ReadLimits.defaults().withMaxRecordBytes(200_000).withMaxColumns(500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "é", "x ", "\t"})
  void read_lineWithoutEnd_isRefusedInConstantMemory(String piece) {
    for (FixedWidthOptions options :
        new FixedWidthOptions[] {LAYOUT, FixedWidthOptions.defaults()}) {
      Repeated endless = new Repeated(piece.repeat(1000), 1L << 40);
      ReadRequest request = request("a    b    \nx    1    \n", endless).withSchema(SCHEMA);
      LeptonException thrown =
          catchThrowableOfType(
              LeptonException.class,
              () ->
                  TestRows.read(
                      new FixedWidthFormat(options), request.withRejections(rejection -> {}), 10));
      assertThat(thrown.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
      assertThat(endless.given).isLessThan(2_000_000);
    }
  }

  @Test
  void infer_lineWithoutEnd_isRefused() {
    for (String piece : new String[] {"x", "é ", " x"}) {
      Repeated endless = new Repeated(piece.repeat(1000), 1L << 40);
      LeptonException thrown =
          catchThrowableOfType(
              LeptonException.class, () -> new FixedWidthFormat().infer(request("", endless)));
      assertThat(thrown.code()).isIn(ErrorCode.LIMIT_EXCEEDED, ErrorCode.EMPTY_INPUT);
      assertThat(endless.given).isLessThan(2_000_000);
    }
  }

  @Test
  void infer_thousandsOfColumns_areRefused() {
    LeptonException thrown =
        catchThrowableOfType(
            LeptonException.class,
            () ->
                new FixedWidthFormat(FixedWidthOptions.defaults().withHeader(false))
                    .infer(request("x ".repeat(600) + "\n", InputStream.nullInputStream())));
    assertThat(thrown.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void read_recordWidthBeyondTheLimit_isRefused() {
    Repeated endless = new Repeated("x".repeat(1000), 1L << 40);
    LeptonException thrown =
        catchThrowableOfType(
            LeptonException.class,
            () ->
                TestRows.read(
                    new FixedWidthFormat(LAYOUT.withRecordWidth(100_000_000)),
                    request("", endless).withSchema(SCHEMA),
                    10));
    assertThat(thrown.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(endless.given).isLessThan(2_000_000);
  }

  @Test
  void read_manyRecords_inConstantMemory() throws IOException {
    Repeated records = new Repeated("some 12345\nother   1\n".repeat(1000), 40_000_000);
    long rows = 0;
    try (RecordReader reader =
        new FixedWidthFormat(LAYOUT).reader(request("", records).withSchema(SCHEMA))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1024);
      while (reader.read(batch)) {
        rows += batch.rowCount();
        assertThat(batch.heap(0).length).isLessThan(1 << 20);
      }
    }
    assertThat(rows).isEqualTo(3_809_524);
  }

  @Test
  void read_nothingButRejectedRecordsAndEmptyLines_inConstantMemory() throws IOException {
    Repeated records = new Repeated("\n\nsome 12345 more\n".repeat(1000), 20_000_000);
    long[] rejected = {0};
    ReadRequest request =
        request("", records).withSchema(SCHEMA).withRejections(rejection -> rejected[0]++);
    TestRows.read(new FixedWidthFormat(LAYOUT), request, 1024);
    assertThat(rejected[0]).isGreaterThan(1_000_000);
  }
}
