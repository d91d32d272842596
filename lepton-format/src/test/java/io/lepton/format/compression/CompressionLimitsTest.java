package io.lepton.format.compression;

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
import io.lepton.format.Formats;
import io.lepton.spi.ReadRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small files that expand to large ones. */
@Timeout(60)
class CompressionLimitsTest {

  private static final Schema SCHEMA = Schema.of(Field.of("a", ColumnType.INT64));
  private static final int BOMB_BYTES = 256 << 20;

  private static void writeBomb(OutputStream out) throws IOException {
    byte[] lines = new byte[1 << 20];
    Arrays.fill(lines, (byte) '1');
    for (int i = 9; i < lines.length; i += 10) {
      lines[i] = '\n';
    }
    lines[lines.length - 1] = '\n';
    out.write("a\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (int i = 0; i < BOMB_BYTES / lines.length; i++) {
      out.write(lines);
    }
  }

  private static byte[] gzipBomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      writeBomb(out);
    }
    return bytes.toByteArray();
  }

  private static byte[] zipBomb(String entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(entry));
      writeBomb(out);
      out.putNextEntry(new ZipEntry("last.csv"));
    }
    return bytes.toByteArray();
  }

  private static long read(String format, byte[] bytes, ReadLimits limits) throws IOException {
    ReadRequest request =
        ReadRequest.of(DataSource.of("bomb", bytes)).withSchema(SCHEMA).withLimits(limits);
    long rows = 0;
    try (RecordReader reader = Formats.byName(format).reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1024);
      while (reader.read(batch)) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  private static void assertRefused(String format, byte[] bytes, ReadLimits limits) {
    assertThatThrownBy(() -> read(format, bytes, limits))
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void read_gzipBomb_refusedByItsRatio() throws IOException {
    assertRefused("csv.gz", gzipBomb(), ReadLimits.defaults());
  }

  @Test
  void read_zipBomb_refusedByItsRatio() throws IOException {
    assertRefused("csv.zip", zipBomb("bomb.csv"), ReadLimits.defaults());
  }

  @Test
  void read_zipBombInAnEntryThatIsPassedOver_refusedByItsRatio() throws IOException {
    assertRefused("csv.zip", zipBomb("bomb.bin"), ReadLimits.defaults());
  }

  @Test
  void read_moreThanTheAbsoluteLimit_refused() throws IOException {
    ReadLimits limits =
        ReadLimits.defaults().withMaxExpansionRatio(2000).withMaxExpandedBytes(1 << 20);
    assertRefused("csv.gz", gzipBomb(), limits);
  }

  @Test
  void read_bombThatTheCallerTrusts_isRead() throws IOException {
    ReadLimits limits = ReadLimits.defaults().withMaxExpansionRatio(2000);
    assertThat(read("csv.gz", gzipBomb(), limits)).isGreaterThan(26_000_000L);
  }
}
