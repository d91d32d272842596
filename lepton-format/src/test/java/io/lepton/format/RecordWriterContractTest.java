package io.lepton.format;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every writer guarantees: what it writes, the reader of the same format reads back. */
public abstract class RecordWriterContractTest {

  private static final int SEED = 20_260_120;

  private static final BigDecimal LARGEST_DECIMAL = new BigDecimal("9".repeat(38)).movePointLeft(6);

  /** Returns the format that is tested. */
  protected abstract RecordFormat format();

  /** Returns the format with what it must know of the rows that it will be given. */
  protected RecordFormat format(Schema schema, List<List<@Nullable Object>> rows) {
    return format();
  }

  /**
   * Returns what the format can keep of a value: the value itself, unless its page says otherwise.
   */
  protected @Nullable Object kept(ColumnType type, Object value) {
    return value;
  }

  private List<List<@Nullable Object>> kept(Schema schema, List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> kept = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < schema.size(); i++) {
        Object value = row.get(i);
        values.add(value == null ? null : kept(schema.field(i).type(), value));
      }
      kept.add(values);
    }
    return kept;
  }

  private static final Schema ALL_TYPES =
      Schema.of(
          Field.of("bool", ColumnType.BOOL),
          Field.of("int8", ColumnType.INT8),
          Field.of("int16", ColumnType.INT16),
          Field.of("int32", ColumnType.INT32),
          Field.of("int64", ColumnType.INT64),
          Field.of("uint8", ColumnType.UINT8),
          Field.of("uint16", ColumnType.UINT16),
          Field.of("uint32", ColumnType.UINT32),
          Field.of("uint64", ColumnType.UINT64),
          Field.of("fp16", ColumnType.FP16),
          Field.of("bf16", ColumnType.BF16),
          Field.of("fp32", ColumnType.FP32),
          Field.of("fp64", ColumnType.FP64),
          Field.of("text", ColumnType.TEXT),
          Field.of("bytes", ColumnType.BYTES),
          Field.of("date", ColumnType.DATE),
          Field.of("utc", ColumnType.TIMESTAMP_UTC),
          Field.of("local", ColumnType.TIMESTAMP_LOCAL),
          Field.of("decimal", ColumnType.decimal(38, 6)));

  private static List<@Nullable Object> lowest() {
    return row(
        false,
        (long) Byte.MIN_VALUE,
        (long) Short.MIN_VALUE,
        (long) Integer.MIN_VALUE,
        Long.MIN_VALUE,
        0L,
        0L,
        0L,
        0L,
        (long) (short) 0xfbff,
        (long) (short) 0xff7f,
        -Float.MAX_VALUE,
        -Double.MAX_VALUE,
        "",
        "",
        -719_528L,
        -62_167_219_200_000_000L,
        -62_167_219_200_000_000L,
        LARGEST_DECIMAL.negate());
  }

  private static List<@Nullable Object> highest() {
    return row(
        true,
        (long) Byte.MAX_VALUE,
        (long) Short.MAX_VALUE,
        (long) Integer.MAX_VALUE,
        Long.MAX_VALUE,
        -1L,
        -1L,
        -1L,
        -1L,
        (long) (short) 0x7bff,
        (long) (short) 0x7f7f,
        Float.MAX_VALUE,
        Double.MAX_VALUE,
        "𝄞 é \" ' , ; \t \\ \r\n end",
        "\0\u00ff\u0080,\"",
        2_932_896L,
        253_402_300_799_999_999L,
        253_402_300_799_999_999L,
        LARGEST_DECIMAL);
  }

  private static List<@Nullable Object> smallest() {
    return row(
        false,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        1L,
        1L,
        Float.MIN_VALUE,
        1e-320,
        " ",
        "\0",
        0L,
        1L,
        1L,
        new BigDecimal("0.000001"));
  }

  private static List<@Nullable Object> negativeZeros() {
    return row(
        false,
        -1L,
        -1L,
        -1L,
        -1L,
        1L,
        1L,
        1L,
        1L,
        (long) Short.MIN_VALUE,
        (long) Short.MIN_VALUE,
        -0.0f,
        -0.0,
        "null",
        "null",
        -1L,
        -1L,
        -1L,
        new BigDecimal("-0.000001"));
  }

  @Test
  void write_extremesOfEveryType_readBackTheSame() throws IOException {
    assertReadsBack(ALL_TYPES, List.of(lowest(), highest(), smallest(), negativeZeros()), 10);
  }

  @Test
  void write_missingValuesOfEveryType_readBackMissing() throws IOException {
    List<@Nullable Object> missing = Collections.nCopies(ALL_TYPES.size(), null);
    assertReadsBack(ALL_TYPES, List.of(highest(), missing, lowest(), missing), 10);
  }

  @Test
  void write_emptyTextAndMissingText_stayApart() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.TEXT));
    assertReadsBack(
        schema, List.of(row("", null), row(null, ""), row(null, null), row("", "")), 10);
  }

  @Test
  void write_oneColumnWithMissingNumbers_readsBackTheSame() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.INT32));
    assertReadsBack(schema, List.of(row(1L), row((Object) null), row(3L)), 10);
  }

  @Test
  void write_textsOfEveryLength_readBackTheSame() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.TEXT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int length = 1; length < 70; length++) {
      for (String special : new String[] {"\"", ",", "\n", "\\", "é", "𝄞", "x"}) {
        rows.add(row("a".repeat(length) + special, special + "b".repeat(length)));
      }
    }
    assertReadsBack(schema, rows, 100);
  }

  @Test
  void write_veryLongText_readsBackTheSame() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.BYTES));
    String plain = "0123456789".repeat(200_000);
    String special = "\"\n,é".repeat(300_000);
    assertReadsBack(schema, List.of(row(plain, special), row("short", ""), row(special, "x")), 10);
  }

  @Test
  void write_severalBatches_readBackInOrder() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.INT64), Field.of("b", ColumnType.TEXT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 50_000; i++) {
      rows.add(row(i * i, i % 7 == 0 ? null : "row " + i));
    }
    assertReadsBack(schema, rows, 999);
  }

  @Test
  void write_sharedHeap_onlyTheViewsAreWritten() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.TEXT));
    RecordBatch batch = RecordBatch.allocate(schema, 2);
    byte[] heap = "one,two\"three".getBytes(StandardCharsets.UTF_8);
    for (Column column : batch.columns()) {
      ((TextColumn) column).shareHeap(heap);
      ((TextColumn) column).set(0, 0, 3);
      ((TextColumn) column).set(1, 8, 5);
    }
    batch.setRowCount(2);
    List<List<@Nullable Object>> rows = List.of(row("one", "one"), row("three", "three"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RecordWriter writer = open(out, schema, rows)) {
      writer.write(batch);
    }
    RecordFormat format = format(schema, rows);
    assertThat(TestRows.read(format, TestRows.request(out.toByteArray(), schema), 10))
        .isEqualTo(rows);
  }

  @Test
  void write_randomRows_readBackTheSame() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 20; round++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = random.nextInt(300); i >= 0; i--) {
        rows.add(randomRow(random));
      }
      assertReadsBack(ALL_TYPES, rows, 1 + random.nextInt(100));
    }
  }

  private static List<@Nullable Object> randomRow(Random random) {
    List<@Nullable Object> row =
        row(
            random.nextBoolean(),
            (long) (byte) random.nextInt(),
            (long) (short) random.nextInt(),
            (long) random.nextInt(),
            random.nextLong(),
            (long) (byte) random.nextInt(),
            (long) (short) random.nextInt(),
            (long) random.nextInt(),
            random.nextLong(),
            (long) (random.nextInt(0x7c00) ^ -(random.nextInt() & 1) << 15),
            (long) (random.nextInt(0x7f80) ^ -(random.nextInt() & 1) << 15),
            Float.intBitsToFloat(random.nextInt() & ~(1 << 30)),
            Double.longBitsToDouble(random.nextLong() & ~(1L << 62)),
            randomText(random),
            randomText(random).replaceAll("[^\0-\u00ff]", "?"),
            (long) random.nextInt(2_932_896),
            random.nextLong() >> 11,
            random.nextLong() >> 11,
            new BigDecimal(new BigInteger(120, random), 6));
    for (int i = 0; i < row.size(); i++) {
      if (random.nextInt(10) == 0) {
        row.set(i, null);
      }
    }
    return row;
  }

  private static String randomText(Random random) {
    int[] characters = {'a', 'b', 'z', ' ', ',', '"', '\\', '\n', '\r', '\t', 'é', '€', 0x1d11e};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  @Test
  void write_batchOfAnotherSchema_isRefused() throws IOException {
    Schema other = Schema.of(Field.of("other", ColumnType.TEXT));
    try (RecordWriter writer = open(new ByteArrayOutputStream(), ALL_TYPES, List.of(highest()))) {
      assertThatThrownBy(() -> writer.write(RecordBatch.allocate(other, 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void close_again_writesNothingMore() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordWriter writer = open(out, ALL_TYPES, List.of(highest()));
    writer.write(TestRows.batch(ALL_TYPES, List.of(highest())));
    writer.close();
    int size = out.size();
    writer.close();
    assertThat(out.size()).isEqualTo(size);
  }

  @Test
  void close_written_doesNotCommit() throws IOException {
    List<String> calls = new ArrayList<>();
    RecordFormat format = format(ALL_TYPES, List.of(highest()));
    RecordWriter writer = format.writer(WriteRequest.of(new RecordingTarget(calls), ALL_TYPES));
    writer.write(TestRows.batch(ALL_TYPES, List.of(highest())));
    writer.close();
    assertThat(calls).containsExactly("open");
  }

  @Test
  void write_targetFails_isAnIoException() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space");
          }
        };
    RecordWriter writer = open(full, ALL_TYPES, List.of(highest()));
    RecordBatch batch = TestRows.batch(ALL_TYPES, Collections.nCopies(2_000, highest()));
    assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(IOException.class);
  }

  /** Writes rows and reads them again, in batches of other sizes. */
  protected final void assertReadsBack(
      Schema schema, List<List<@Nullable Object>> all, int batchRows) throws IOException {
    List<List<@Nullable Object>> rows = kept(schema, all);
    RecordFormat format = format(schema, rows);
    byte[] written = TestRows.write(format, schema, rows, batchRows);
    for (int size : new int[] {1, 64, 4_096}) {
      if (size > 1 || rows.size() < 1_000) {
        assertThat(TestRows.read(format, TestRows.request(written, schema), size))
            .as("seed %d, batches of %d rows", SEED, size)
            .isEqualTo(rows);
      }
    }
  }

  private RecordWriter open(OutputStream out, Schema schema, List<List<@Nullable Object>> rows)
      throws IOException {
    return format(schema, rows).writer(WriteRequest.of(DataTarget.ofStream("memory", out), schema));
  }

  private record RecordingTarget(List<String> calls) implements DataTarget {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public OutputStream open() {
      calls.add("open");
      return OutputStream.nullOutputStream();
    }

    @Override
    public void commit() {
      calls.add("commit");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
