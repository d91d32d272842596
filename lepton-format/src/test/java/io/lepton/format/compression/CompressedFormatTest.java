package io.lepton.format.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.Conversion;
import io.lepton.format.Formats;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.csv.CsvOptions;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedFormatTest {

  private static final Schema SCHEMA = Schema.of(Field.of("a", ColumnType.INT64));

  @TempDir Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(utf8(namesAndTexts[i + 1]));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static List<Long> read(String format, byte[] bytes) throws IOException {
    return read(Formats.byName(format), bytes);
  }

  private static List<Long> read(RecordFormat format, byte[] bytes) throws IOException {
    List<Long> values = new java.util.ArrayList<>();
    ReadRequest request = ReadRequest.of(DataSource.of("input", bytes)).withSchema(SCHEMA);
    try (RecordReader reader = format.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 2);
      while (reader.read(batch)) {
        for (int row = 0; row < batch.rowCount(); row++) {
          values.add(((LongColumn) batch.column(0)).get(row));
        }
      }
    }
    return values;
  }

  private static void assertRefused(ErrorCode code, String format, byte[] bytes) {
    assertThatThrownBy(() -> read(format, bytes))
        .isInstanceOfSatisfying(Coded.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv.gz", "csv.zst", "csv.zip", "ndjson.gz", "ndjson.zst", "ndjson.zip"})
  void convert_toCompressedAndBack_keepsEveryRecord(String ending) throws IOException {
    Path plain = Files.writeString(folder.resolve("in.csv"), "a,b\n1,x\n2,\n3,\"y\"\"z\"\n");
    Path packed = folder.resolve("packed." + ending);
    Path back = folder.resolve("back.csv");
    Conversion.from(plain).to(packed).run();
    Conversion.from(packed).to(back).run();
    assertThat(back).hasContent("a,b\r\n1,x\r\n2,\r\n3,\"y\"\"z\"\r\n");
    assertThat(Files.readString(packed, StandardCharsets.ISO_8859_1)).doesNotStartWith("a,b");
  }

  @Test
  void write_gzip_isReadByTheJdk() throws IOException {
    Path plain = Files.writeString(folder.resolve("in.csv"), "a\n1\n");
    Path packed = folder.resolve("out.csv.gz");
    Conversion.from(plain).to(packed).run();
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(utf8("a\r\n1\r\n"));
    }
  }

  @Test
  void write_zip_oneEntryNamedLikeTheArchive() throws IOException {
    Path plain = Files.writeString(folder.resolve("in.csv"), "a\n1\n");
    Path packed = folder.resolve("Out.csv.zip");
    Conversion.from(plain).to(packed).run();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(packed))) {
      assertThat(in.getNextEntry().getName()).isEqualTo("Out.csv");
      assertThat(in.readAllBytes()).isEqualTo(utf8("a\r\n1\r\n"));
      assertThat(in.getNextEntry()).isNull();
    }
  }

  @Test
  void read_severalGzipMembers_allOfThem() throws IOException {
    byte[] members = concat(gzip("a\n1\n"), concat(gzip(""), gzip("2\n3\n")));
    assertThat(read("csv.gz", members)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void read_zerosAfterTheLastGzipMember_passedOver() throws IOException {
    assertThat(read("csv.gz", concat(gzip("a\n1\n"), new byte[600]))).containsExactly(1L);
  }

  @Test
  void read_otherBytesAfterTheLastGzipMember_refused() throws IOException {
    assertRefused(
        ErrorCode.MALFORMED_COMPRESSION, "csv.gz", concat(gzip("a\n1\n"), utf8("garbage")));
  }

  @Test
  void read_gzipCutOffAnywhere_refused() throws IOException {
    byte[] whole = concat(gzip("a\n1\n2\n"), gzip("3\n4\n"));
    int firstMember = gzip("a\n1\n2\n").length;
    for (int length = 0; length < whole.length; length++) {
      if (length != firstMember) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertRefused(ErrorCode.MALFORMED_COMPRESSION, "csv.gz", cut);
      }
    }
  }

  @Test
  void read_zstdCutOffAnywhere_refused() throws IOException {
    Path plain = Files.writeString(folder.resolve("in.csv"), "a\n1\n2\n");
    Path packed = folder.resolve("out.csv.zst");
    Conversion.from(plain).to(packed).run();
    byte[] whole = Files.readAllBytes(packed);
    for (int length = 1; length < whole.length; length++) {
      assertRefused(ErrorCode.MALFORMED_COMPRESSION, "csv.zst", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void read_zipCutOffInItsEntry_refused() throws IOException {
    byte[] whole = zip("a.csv", "a\n1\n2\n3\n4\n5\n6\n");
    for (int length = 0; length < 45; length++) {
      assertRefused(ErrorCode.MALFORMED_COMPRESSION, "csv.zip", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void read_gzipWithEveryByteDamaged_sameRecordsOrRefused() throws IOException {
    byte[] whole = gzip("a\n1\n2\n3\n");
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x55;
      try {
        assertThat(read("csv.gz", damaged)).as("byte %d", i).containsExactly(1L, 2L, 3L);
      } catch (RuntimeException e) {
        assertThat(e).isInstanceOf(Coded.class);
      }
    }
  }

  @Test
  void read_whatIsNotCompressed_refused() {
    byte[] plain = utf8("a\n1\n");
    assertRefused(ErrorCode.MALFORMED_COMPRESSION, "csv.gz", plain);
    assertRefused(ErrorCode.MALFORMED_COMPRESSION, "csv.zst", plain);
    assertRefused(ErrorCode.MALFORMED_COMPRESSION, "csv.zip", plain);
  }

  @Test
  void read_damagedAfterSomeRecords_thoseRecordsFirst() throws IOException {
    StringBuilder text = new StringBuilder("a\n");
    new java.util.Random(7).longs(200_000).forEach(value -> text.append(value).append('\n'));
    byte[] whole = gzip(text.toString());
    ReadRequest request =
        ReadRequest.of(DataSource.of("input", Arrays.copyOf(whole, whole.length / 2)))
            .withSchema(SCHEMA);
    long rows = 0;
    try (RecordReader reader = Formats.byName("csv.gz").reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1024);
      while (reader.read(batch)) {
        rows += batch.rowCount();
      }
    } catch (io.lepton.MalformedInputException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_COMPRESSION);
    }
    assertThat(rows).isBetween(90_000L, 110_000L);
  }

  @Test
  void read_bytesRead_areTheCompressedOnes() throws IOException {
    byte[] bytes = gzip("a\n" + "1\n".repeat(10_000));
    ReadRequest request = ReadRequest.of(DataSource.of("input", bytes)).withSchema(SCHEMA);
    try (RecordReader reader = Formats.byName("csv.gz").reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1024);
      while (reader.read(batch)) {}
      assertThat(reader.bytesRead()).isEqualTo(bytes.length);
    }
  }

  @Test
  void infer_compressed_asTheRecordsAre() throws IOException {
    DataSource source = DataSource.of("input", gzip("a,b\n1,x\n"));
    assertThat(Formats.byName("csv.gz").infer(ReadRequest.of(source)))
        .hasToString("(a int64, b text)");
  }

  @Test
  void read_zipOfOtherFilesAndOneOfRecords_theRecords() throws IOException {
    byte[] archive =
        zip("README.md", "hello", "__MACOSX/", "", "data/x.csv", "a\n7\n", "LICENSE", "words");
    assertThat(read("zip", archive)).containsExactly(7L);
  }

  @Test
  void read_zipOfSeveral_needsTheName() throws IOException {
    byte[] archive = zip("x.csv", "a\n7\n", "y.csv", "a\n8\n");
    assertRefused(ErrorCode.NO_SUCH_ENTRY, "csv.zip", archive);
    RecordFormat second = ZipFormat.of(new CsvFormat()).withEntry("y.csv");
    assertThat(read(second, archive)).containsExactly(8L);
  }

  @Test
  void read_zipWithoutTheEntry_refused() throws IOException {
    byte[] archive = zip("x.txt", "a\n7\n");
    assertRefused(ErrorCode.NO_SUCH_ENTRY, "csv.zip", archive);
    assertRefused(ErrorCode.NO_SUCH_ENTRY, "zip", archive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.csv", "a/../../x.csv", "/etc/x.csv", "..\\x.csv", "C:\\x.csv"})
  void read_zipWithANameThatLeadsOut_refused(String name) throws IOException {
    assertRefused(ErrorCode.UNSAFE_ARCHIVE, "csv.zip", zip(name, "a\n7\n"));
    assertRefused(ErrorCode.UNSAFE_ARCHIVE, "csv.zip", zip("a.csv", "a\n7\n", name, "a\n7\n"));
  }

  @Test
  void forPath_withAFormat_onlyTheCompressionComesFromTheName() throws IOException {
    CsvFormat semicolons = new CsvFormat(CsvOptions.defaults().withDelimiter(';'));
    RecordFormat format = Formats.forPath(Path.of("x.txt.gz"), semicolons);
    assertThat(format.name()).isEqualTo("csv.gz");
    assertThat(Formats.forPath(Path.of("x.txt"), semicolons)).isSameAs(semicolons);
  }

  @Test
  void write_thatFails_leavesNothingBehind() throws IOException {
    Path plain = Files.writeString(folder.resolve("in.csv"), "a\n1\nx,y\n");
    Path packed = folder.resolve("out.csv.gz");
    assertThatThrownBy(() -> Conversion.from(plain).to(packed).run())
        .isInstanceOf(io.lepton.MalformedInputException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(plain);
    }
  }

  @Test
  void write_toAStream_isNotClosed() throws IOException {
    boolean[] closed = {false};
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    Conversion.from(DataSource.of("in", utf8("a\n1\n")), new CsvFormat())
        .to(DataTarget.ofStream("out", bytes), Formats.byName("csv.gz"))
        .run();
    assertThat(closed[0]).isFalse();
    assertThat(read("csv.gz", bytes.toByteArray())).containsExactly(1L);
  }
}
