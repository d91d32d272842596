package io.lepton.format;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ByteColumn;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reader guarantees, whatever the format. */
public abstract class RecordReaderContractTest {

  private static final List<String> NAMES = List.of("id", "count", "rate", "flag");

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", ColumnType.TEXT),
          Field.of("count", ColumnType.INT64),
          Field.of("rate", ColumnType.FP64),
          Field.of("flag", ColumnType.BOOL));

  /** Returns the format that is tested. */
  protected abstract RecordFormat format();

  /**
   * Writes a document by hand, not with the format's own writer.
   *
   * @param names the names of the columns
   * @param rows one value a name: null, a Boolean, a Long, a Double or a String of letters and
   *     digits
   */
  protected abstract byte[] document(List<String> names, List<List<@Nullable Object>> rows);

  private static List<List<@Nullable Object>> rows(int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          row(
              i % 11 == 3 ? null : "id" + "x".repeat(i % 40) + i,
              i % 7 == 2 ? null : (Object) (i * 1_000_003L - 5_000),
              i % 5 == 4 ? null : (Object) (i / 8.0),
              i % 3 == 1 ? null : (Object) (i % 2 == 0)));
    }
    return rows;
  }

  private byte[] document(int count) {
    return document(NAMES, rows(count));
  }

  private ReadRequest request(byte[] bytes) {
    return TestRows.request(bytes, SCHEMA);
  }

  /** Every row is right but for the given one, whose count is text. */
  private byte[] documentWithBadRow(int count, int badRow) {
    List<List<@Nullable Object>> rows = rows(count);
    rows.set(badRow, row("bad", "text", 1.0, true));
    return document(NAMES, rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 100, 1024, 5000})
  void read_anyBatchCapacity_sameRows(int capacity) throws IOException {
    assertThat(TestRows.read(format(), request(document(2500)), capacity)).isEqualTo(rows(2500));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void read_streamThatDeliversLittle_sameRows(int mostAtOnce) throws IOException {
    byte[] bytes = document(700);
    DataSource source =
        source(() -> new SlowStream(new ByteArrayInputStream(bytes), mostAtOnce, new Random(1)));
    assertThat(TestRows.read(format(), ReadRequest.of(source).withSchema(SCHEMA), 100))
        .isEqualTo(rows(700));
  }

  @Test
  void read_noSchema_infersTypesAndReadsTheSame() throws IOException {
    byte[] bytes = document(300);
    ReadRequest request = ReadRequest.of(DataSource.of("memory", bytes));
    assertThat(format().infer(request)).isEqualTo(SCHEMA);
    assertThat(TestRows.read(format(), request, 64)).isEqualTo(rows(300));
  }

  @Test
  void read_streamThatCanBeReadOnce_infersAndReads() throws IOException {
    DataSource once = DataSource.ofStream("stream", new ByteArrayInputStream(document(300)));
    assertThat(TestRows.read(format(), ReadRequest.of(once), 64)).isEqualTo(rows(300));
  }

  @Test
  void read_someColumnsInAnotherOrder_onlyThose() throws IOException {
    Schema wanted = Schema.of(Field.of("rate", ColumnType.FP32), Field.of("id", ColumnType.TEXT));
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (List<@Nullable Object> row : rows(200)) {
      Double rate = (Double) row.get(2);
      expected.add(row(rate == null ? null : (Object) rate.floatValue(), row.get(0)));
    }
    byte[] bytes = document(200);
    assertThat(TestRows.read(format(), TestRows.request(bytes, wanted), 50)).isEqualTo(expected);
  }

  @Test
  void read_fullBatches_areFullButForTheLast() throws IOException {
    try (RecordReader reader = format().reader(request(document(250)))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      assertThat(reader.read(batch)).isTrue();
      assertThat(batch.rowCount()).isEqualTo(100);
      assertThat(reader.read(batch)).isTrue();
      assertThat(reader.read(batch)).isTrue();
      assertThat(batch.rowCount()).isEqualTo(50);
    }
  }

  @Test
  void read_afterTheEnd_falseAndNoRowsAgainAndAgain() throws IOException {
    try (RecordReader reader = format().reader(request(document(3)))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 10);
      assertThat(reader.read(batch)).isTrue();
      assertThat(reader.read(batch)).isFalse();
      assertThat(batch.rowCount()).isZero();
      assertThat(reader.read(batch)).isFalse();
    }
  }

  @Test
  void read_severalBatchesInFlight_eachKeepsItsRows() throws IOException {
    try (RecordReader reader = format().reader(request(document(300)))) {
      RecordBatch first = RecordBatch.allocate(SCHEMA, 100);
      RecordBatch second = RecordBatch.allocate(SCHEMA, 100);
      RecordBatch third = RecordBatch.allocate(SCHEMA, 100);
      reader.read(first);
      reader.read(second);
      reader.read(third);
      assertThat(TestRows.rows(first)).isEqualTo(rows(300).subList(0, 100));
      assertThat(TestRows.rows(second)).isEqualTo(rows(300).subList(100, 200));
      assertThat(TestRows.rows(third)).isEqualTo(rows(300).subList(200, 300));
    }
  }

  @Test
  void read_rowNumbers_countFromOne() throws IOException {
    try (RecordReader reader = format().reader(request(document(5)))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 3);
      reader.read(batch);
      assertThat(batch.rowNumbers()).containsExactly(1, 2, 3);
      reader.read(batch);
      assertThat(batch.rowNumbers()).startsWith(4, 5);
    }
  }

  @Test
  void read_missingValues_holdTheNeutralValue() throws IOException {
    try (RecordReader reader = format().reader(request(document(10)))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 10);
      reader.read(batch);
      assertThat(((TextColumn) batch.column("id")).lengths()[3]).isZero();
      assertThat(((LongColumn) batch.column("count")).values()[2]).isZero();
      assertThat(((DoubleColumn) batch.column("rate")).values()[4]).isNaN();
      assertThat(((ByteColumn) batch.column("flag")).values()[1]).isZero();
    }
  }

  @Test
  void read_badCell_failsByDefaultWithRowAndColumnButNotTheValue() {
    assertThatThrownBy(() -> TestRows.read(format(), request(documentWithBadRow(10, 6)), 100))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("Row 7")
        .hasMessageContaining("count")
        .hasMessageNotContaining("text")
        .extracting("code")
        .isEqualTo(ErrorCode.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100})
  void read_badCellCollected_theOthersComeWithTheirNumbers(int capacity) throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    ReadRequest request = request(documentWithBadRow(20, 6)).withRejections(rejections::add);
    List<List<@Nullable Object>> read = new ArrayList<>();
    try (RecordReader reader = format().reader(request)) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, capacity);
      while (reader.read(batch)) {
        read.addAll(TestRows.rows(batch));
        for (int i = 0; i < batch.rowCount(); i++) {
          numbers.add(batch.rowNumbers()[i]);
        }
      }
    }
    List<List<@Nullable Object>> expected = rows(20);
    expected.remove(6);
    assertThat(read).isEqualTo(expected);
    assertThat(numbers).hasSize(19).startsWith(1L, 2L, 3L, 4L, 5L, 6L, 8L).endsWith(20L);
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).row()).isEqualTo(7);
    assertThat(rejections.get(0).column()).isEqualTo("count");
    assertThat(rejections.get(0).code()).isEqualTo(ErrorCode.WRONG_TYPE);
  }

  @Test
  void read_everyRowBad_falseAndAllRejectedInOrder() throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(row("id", "text", 1.0, true));
    }
    List<Rejection> rejections = new ArrayList<>();
    ReadRequest request = request(document(NAMES, rows)).withRejections(rejections::add);
    assertThat(TestRows.read(format(), request, 64)).isEmpty();
    assertThat(rejections).hasSize(500);
    for (int i = 0; i < 500; i++) {
      assertThat(rejections.get(i).row()).isEqualTo(i + 1);
    }
  }

  @Test
  void read_missingValueWhereRequired_isRejected() throws IOException {
    Schema required = Schema.of(Field.required("count", ColumnType.INT64));
    List<Rejection> rejections = new ArrayList<>();
    ReadRequest request = TestRows.request(document(10), required).withRejections(rejections::add);
    assertThat(TestRows.read(format(), request, 10)).hasSize(8);
    assertThat(rejections).extracting(Rejection::row).containsExactly(3L, 10L);
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.MISSING_VALUE);
  }

  @Test
  void read_numberBeyondTheType_isRejectedAsOutOfRange() throws IOException {
    Schema narrow = Schema.of(Field.of("count", ColumnType.INT8));
    List<Rejection> rejections = new ArrayList<>();
    byte[] bytes = document(List.of("count"), List.of(row(127L), row(128L), row(-128L)));
    ReadRequest request = TestRows.request(bytes, narrow).withRejections(rejections::add);
    assertThat(TestRows.read(format(), request, 10)).containsExactly(row(127L), row(-128L));
    assertThat(rejections).extracting(Rejection::code).containsExactly(ErrorCode.OUT_OF_RANGE);
  }

  @Test
  void read_handlerThrows_itsExceptionComesOut() {
    RuntimeException own = new IllegalArgumentException("enough");
    ReadRequest request =
        request(documentWithBadRow(10, 3))
            .withRejections(
                rejection -> {
                  throw own;
                });
    assertThatThrownBy(() -> TestRows.read(format(), request, 10)).isSameAs(own);
  }

  @Test
  void read_batchOfAnotherSchema_isRefused() throws IOException {
    try (RecordReader reader = format().reader(request(document(3)))) {
      RecordBatch other = RecordBatch.allocate(Schema.of(Field.of("other", ColumnType.TEXT)), 10);
      assertThatThrownBy(() -> reader.read(other)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void schema_requested_isReturned() throws IOException {
    try (RecordReader reader = format().reader(request(document(3)))) {
      assertThat(reader.schema()).isEqualTo(SCHEMA);
    }
  }

  @Test
  void bytesRead_growsToTheSizeOfTheSource() throws IOException {
    byte[] bytes = document(2000);
    try (RecordReader reader = format().reader(request(bytes))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 100);
      long before = 0;
      while (reader.read(batch)) {
        assertThat(reader.bytesRead()).isBetween(before, (long) bytes.length);
        before = reader.bytesRead();
      }
      assertThat(reader.bytesRead()).isEqualTo(bytes.length);
    }
  }

  @Test
  void close_twice_closesTheStreamOnce() throws IOException {
    int[] closed = {0};
    byte[] bytes = document(3);
    DataSource source = source(() -> new CountingStream(new ByteArrayInputStream(bytes), closed));
    RecordReader reader = format().reader(ReadRequest.of(source).withSchema(SCHEMA));
    reader.close();
    reader.close();
    assertThat(closed[0]).isEqualTo(1);
  }

  @Test
  void read_afterClose_isRefused() throws IOException {
    RecordReader reader = format().reader(request(document(3)));
    reader.close();
    assertThatThrownBy(() -> reader.read(RecordBatch.allocate(SCHEMA, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void read_streamFails_theIoExceptionComesOut() {
    IOException broken = new IOException("broken");
    byte[] bytes = document(20_000);
    DataSource source =
        source(() -> new FailingStream(new ByteArrayInputStream(bytes), bytes.length / 2, broken));
    IOException thrown =
        catchThrowableOfType(
            IOException.class,
            () -> TestRows.read(format(), ReadRequest.of(source).withSchema(SCHEMA), 100));
    assertThat(thrown).isSameAs(broken);
  }

  @Test
  void read_manyRows_memoryOfTheBatchDoesNotGrow() throws IOException {
    byte[] bytes = document(60_000);
    try (RecordReader reader = format().reader(request(bytes))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 200);
      int most = 0;
      while (reader.read(batch)) {
        most = Math.max(most, batch.heap(0).length);
      }
      assertThat(most).isLessThan(bytes.length / 10);
    }
  }

  /** Opens a stream. */
  protected interface Opening {
    InputStream open() throws IOException;
  }

  /** Returns a source that can be opened any number of times. */
  protected static DataSource source(Opening opening) {
    return new DataSource() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public InputStream open() throws IOException {
        return opening.open();
      }

      @Override
      public long sizeBytes() {
        return -1;
      }
    };
  }

  /** Delivers less than asked for, and never more than a few bytes. */
  protected static final class SlowStream extends FilterInputStream {

    private final int mostAtOnce;
    private final Random random;

    public SlowStream(InputStream in, int mostAtOnce, Random random) {
      super(in);
      this.mostAtOnce = mostAtOnce;
      this.random = random;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int most = Math.min(length, 1 + random.nextInt(mostAtOnce));
      return super.read(bytes, offset, length == 0 ? 0 : most);
    }
  }

  private static final class CountingStream extends FilterInputStream {

    private final int[] closed;

    CountingStream(InputStream in, int[] closed) {
      super(in);
      this.closed = closed;
    }

    @Override
    public void close() throws IOException {
      closed[0]++;
      super.close();
    }
  }

  private static final class FailingStream extends FilterInputStream {

    private final IOException failure;
    private int left;

    FailingStream(InputStream in, int left, IOException failure) {
      super(in);
      this.left = left;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        throw failure;
      }
      int count = super.read(bytes, offset, Math.min(length, left));
      left -= count;
      return count;
    }
  }
}
