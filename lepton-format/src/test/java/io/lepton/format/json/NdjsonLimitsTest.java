package io.lepton.format.json;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NdjsonLimitsTest {

  private static final NdjsonFormat FORMAT = new NdjsonFormat();
  private static final Schema SCHEMA = Schema.of(Field.of("a", ColumnType.TEXT));
  private static final ReadLimits LIMITS = ReadLimits.defaults();

  @Test
  void read_recordOfTheLimit_isRead() throws IOException {
    String record = "{\"a\":\"" + "x".repeat(92) + "\"}";
    ReadRequest request = request(record).withLimits(LIMITS.withMaxRecordBytes(100));
    assertThat(TestRows.read(FORMAT, request, 10)).containsExactly(row("x".repeat(92)));
  }

  @Test
  void read_recordAboveTheLimit_isRefused() {
    for (int excess : new int[] {1, 1_000, 10_000_000}) {
      String record = "{\"a\":\"" + "x".repeat(92 + excess) + "\"}\n{}\n";
      assertExceeds(request(record).withLimits(LIMITS.withMaxRecordBytes(100)), "100 bytes");
    }
  }

  @Test
  void read_malformedRecordAboveTheLimit_isRefused() {
    String record = "{\"a\":" + "x".repeat(1_000) + "\"}\n{}\n";
    assertExceeds(request(record).withLimits(LIMITS.withMaxRecordBytes(100)), "record 1");
  }

  @Test
  void read_recordsBeforeTheOneAboveTheLimit_areDelivered() throws IOException {
    String text = "{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\":\"" + "x".repeat(100) + "\"}\n{}\n";
    ReadRequest request = request(text).withLimits(LIMITS.withMaxRecordBytes(50));
    try (RecordReader reader = FORMAT.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      assertThat(reader.read(batch)).isTrue();
      assertThat(TestRows.rows(batch)).containsExactly(row("1"), row("2"));
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(LimitExceededException.class);
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void read_depthOfTheLimit_isRead() throws IOException {
    ReadRequest request = request("{\"x\":[[1]]}").withLimits(LIMITS.withMaxDepth(3));
    assertThat(TestRows.read(FORMAT, request, 10)).containsExactly(row((Object) null));
  }

  @Test
  void read_deeperThanTheLimit_isRefused() {
    assertExceeds(request("{\"x\":[[[1]]]}").withLimits(LIMITS.withMaxDepth(3)), "3 deep");
    assertExceeds(request("{\"x\":" + "[".repeat(1_000_000)), "64 deep");
    assertExceeds(request("{\"x\":".repeat(1_000_000)), "64 deep");
  }

  @Test
  void read_depthLimitOfAMillion_doesNotOverflowTheStack() throws IOException {
    String deep = "{\"x\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";
    ReadRequest request = request(deep).withLimits(LIMITS.withMaxDepth(1_000_000));
    assertThat(TestRows.read(FORMAT, request, 10)).containsExactly(row((Object) null));
    assertThat(FORMAT.infer(request).names()).containsExactly("x");
  }

  @Test
  void read_moreFieldsThanTheLimit_isRefused() {
    ReadRequest request = request("{\"b\":1,\"c\":2,\"b\":3}").withLimits(LIMITS.withMaxColumns(2));
    assertExceeds(request, "2 fields");
  }

  @Test
  void infer_moreFieldsThanTheLimit_isRefused() {
    ReadRequest request =
        request("{\"b\":1}\n{\"c\":2}\n{\"d\":3}").withLimits(LIMITS.withMaxColumns(2));
    assertThatThrownBy(() -> FORMAT.infer(request)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void read_everyNameNew_memoryIsBounded() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append("{\"name").append(i).append("\":").append(i).append("}\n");
    }
    assertThat(TestRows.read(FORMAT, request(text.toString()), 1_000)).hasSize(200_000);
  }

  @Test
  void read_manyLargeRecords_batchEndsEarly() throws IOException {
    String record = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n";
    ReadRequest request = ReadRequest.of(repeated(record, 100)).withSchema(SCHEMA);
    long rows = 0;
    try (RecordReader reader = FORMAT.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1_000);
      while (reader.read(batch)) {
        assertThat(batch.rowCount()).isLessThan(100);
        rows += batch.rowCount();
      }
    }
    assertThat(rows).isEqualTo(100);
  }

  @Test
  void read_endlessBlankLines_areBoundedInMemory() throws IOException {
    ReadRequest request = ReadRequest.of(repeated("\n".repeat(1 << 20), 70)).withSchema(SCHEMA);
    assertThatThrownBy(() -> TestRows.read(FORMAT, request, 10)).hasMessageContaining("none in");
  }

  @Test
  void read_streamThatGivesOneByteAtATime_readsTheSame() throws IOException {
    byte[] bytes = "{\"a\":\"x\"}\n{\"a\":\"y\"}\n".repeat(50).getBytes(StandardCharsets.UTF_8);
    DataSource slow =
        DataSource.ofStream(
            "slow",
            new java.io.ByteArrayInputStream(bytes) {
              @Override
              public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
              }
            });
    assertThat(TestRows.read(FORMAT, ReadRequest.of(slow).withSchema(SCHEMA), 7))
        .hasSize(100)
        .startsWith(row("x"), row("y"));
  }

  private static DataSource repeated(String text, int times) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new DataSource() {
      @Override
      public String name() {
        return "repeated";
      }

      @Override
      public InputStream open() {
        return new java.io.SequenceInputStream(
            java.util.Collections.enumeration(
                java.util.Collections.nCopies(times, bytes).stream()
                    .map(b -> (InputStream) new java.io.ByteArrayInputStream(b))
                    .toList()));
      }

      @Override
      public long sizeBytes() {
        return -1;
      }
    };
  }

  private static ReadRequest request(String text) {
    return TestRows.request(text.getBytes(StandardCharsets.UTF_8), SCHEMA);
  }

  private static void assertExceeds(ReadRequest request, String part) {
    assertThatThrownBy(() -> TestRows.read(FORMAT, request.withRejections(r -> {}), 10))
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
        .hasMessageContaining(part);
  }
}
