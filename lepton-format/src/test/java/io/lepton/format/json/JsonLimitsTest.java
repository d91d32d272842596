package io.lepton.format.json;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
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
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input, in lines and in documents: the same code from both, soon and in little memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JsonLimitsTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("a", ColumnType.TEXT), Field.of("n", ColumnType.FP64));
  private static final ReadLimits LIMITS = ReadLimits.defaults();

  /** How a record is made a text that is read. */
  private enum Form {
    LINE(new NdjsonFormat(), "", "\n"),
    ARRAY(new JsonFormat(), "[", "]"),
    OBJECT(new JsonFormat(), "", "");

    private final RecordFormat format;
    private final String before;
    private final String after;

    Form(RecordFormat format, String before, String after) {
      this.format = format;
      this.before = before;
      this.after = after;
    }

    List<Rejection> rejections(String record) throws IOException {
      return rejections((before + record + after).getBytes(StandardCharsets.UTF_8));
    }

    List<Rejection> rejections(byte[] text) throws IOException {
      List<Rejection> found = new ArrayList<>();
      try {
        TestRows.read(format, TestRows.request(text, SCHEMA).withRejections(found::add), 10);
      } catch (LeptonException e) {
        found.add(new Rejection(0, "", e.code(), String.valueOf(e.getMessage())));
      }
      return found;
    }

    void assertRefused(String record, ErrorCode code) throws IOException {
      assertThat(rejections(record)).extracting(Rejection::code).first().isEqualTo(code);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_depthBomb_exceedsTheLimit(Form form) throws IOException {
    form.assertRefused("{\"x\":" + "[".repeat(100_000), ErrorCode.LIMIT_EXCEEDED);
    form.assertRefused("{\"x\":".repeat(100_000), ErrorCode.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[[],", "{\"b\":[],\"a\":"})
  void check_depthBomb_exceedsTheLimitAndNotTheStack(String level) {
    byte[] text = level.repeat(100_000).getBytes(StandardCharsets.UTF_8);
    DataSource source = DataSource.of("memory", text);
    assertThatThrownBy(() -> JsonDocuments.check(source, LIMITS))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> JsonDocuments.check(source, LIMITS.withMaxDepth(1_000_000)))
        .isInstanceOf(LeptonException.class)
        .hasMessageContaining("the end of the document");
  }

  @Test
  void check_gigabyteOfOneField_takesNoMemory() throws IOException {
    JsonDocuments.check(repeated("{\"a\":\"", 1 << 30, "\"}"), LIMITS);
  }

  @Test
  void read_gigabyteOfOneField_exceedsTheLimitAtOnce() {
    for (String before : new String[] {"[{\"a\":\"", "{\"n\":1,\"a\":\""}) {
      DataSource huge = repeated(before, 1 << 30, "\"}]");
      ReadRequest request = ReadRequest.of(huge).withSchema(SCHEMA);
      assertThatThrownBy(() -> TestRows.read(new JsonFormat(), request, 10))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("A record may have");
    }
  }

  @Test
  void read_gigabyteBeforeTheRecords_isPassedOverWithoutMemory() throws IOException {
    DataSource huge = repeated("{\"x\":\"", 1 << 30, "\",\"data\":[{\"a\":\"y\"}]}");
    JsonFormat format = new JsonFormat(JsonOptions.defaults().withRecordsAt("/data"));
    assertThat(TestRows.read(format, ReadRequest.of(huge).withSchema(SCHEMA), 10))
        .containsExactly(row("y", null));
  }

  @Test
  void read_columnsFromAStreamOnly_areHeldUpToALimit() {
    DataSource huge = repeated("{\"a\":[\"", 40 << 20, "\"]}");
    DataSource once =
        new DataSource() {
          @Override
          public String name() {
            return "stream";
          }

          @Override
          public InputStream open() throws IOException {
            return huge.open();
          }

          @Override
          public long sizeBytes() {
            return -1;
          }
        };
    assertThatThrownBy(
            () -> TestRows.read(new JsonFormat(), ReadRequest.of(once).withSchema(SCHEMA), 10))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("can be read only once");
  }

  @Test
  void read_longElementOfAColumn_exceedsTheLimitOfARecord() {
    DataSource huge = repeated("{\"a\":[\"x\",\"", 40 << 20, "\"]}");
    assertThatThrownBy(
            () -> TestRows.read(new JsonFormat(), ReadRequest.of(huge).withSchema(SCHEMA), 1))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("record 2 has more");
  }

  @ParameterizedTest
  @EnumSource
  void read_millionMembers_exceedTheLimit(Form form) throws IOException {
    StringBuilder record = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      record.append("\"m").append(i).append("\":1,");
    }
    form.assertRefused(record.append("\"a\":\"x\"}").toString(), ErrorCode.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @EnumSource
  void read_millionMembersInside_arePassedOver(Form form) throws IOException {
    String many = "{\"x\":{" + "\"m\":1,".repeat(1_000_000) + "\"m\":2},\"a\":\"y\"}";
    assertThat(form.rejections(many)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void infer_longNamesAroundManyMembers_exceedTheLimit(Form form) {
    String name = "n".repeat(1 << 20);
    StringBuilder record = new StringBuilder("{\"" + name + "\":{");
    for (int i = 0; i < 10_000; i++) {
      record.append("\"m").append(i).append("\":1,");
    }
    String text = form.before + record + "\"m\":1}}" + form.after;
    ReadRequest request =
        ReadRequest.of(DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> form.format.infer(request)).isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @EnumSource
  void read_duplicateKeys_areRejectedIfTheyAreFields(Form form) throws IOException {
    form.assertRefused("{\"a\":\"x\",\"a\":\"x\"}", ErrorCode.MALFORMED_JSON);
    assertThat(form.rejections("{\"x\":1,\"x\":2,\"a\":\"y\"}")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void read_numberOfTenThousandDigits_isTheNearestValue(Form form) throws IOException {
    for (String number :
        List.of(
            "1" + "0".repeat(300) + "." + "3".repeat(10_000),
            "0." + "0".repeat(300) + "7".repeat(10_000),
            "1" + "0".repeat(10_000) + "e-10000",
            "-0." + "0".repeat(10_000) + "1e10001")) {
      byte[] text =
          (form.before + "{\"n\":" + number + "}" + form.after).getBytes(StandardCharsets.UTF_8);
      assertThat(TestRows.read(form.format, TestRows.request(text, SCHEMA), 1))
          .containsExactly(row(null, Double.parseDouble(number)));
    }
    form.assertRefused("{\"n\":" + "9".repeat(10_000) + "}", ErrorCode.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @EnumSource
  void read_numberOfTenMillionDigits_takesLinearTime(Form form) throws IOException {
    assertThat(form.rejections("{\"n\":0." + "123456789".repeat(1_100_000) + "}")).isEmpty();
    form.assertRefused("{\"n\":" + "9".repeat(10_000_000) + "}", ErrorCode.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @EnumSource
  void read_nanLiterals_areMalformed(Form form) throws IOException {
    for (String word : List.of("NaN", "Infinity", "-Infinity", "nan", "inf")) {
      form.assertRefused("{\"n\":" + word + "}", ErrorCode.MALFORMED_JSON);
      form.assertRefused("{\"x\":" + word + "}", ErrorCode.MALFORMED_JSON);
    }
    form.assertRefused("{\"n\":\"nan\"}", ErrorCode.WRONG_TYPE);
  }

  @ParameterizedTest
  @EnumSource
  void read_loneSurrogates_areNoText(Form form) throws IOException {
    for (String half :
        List.of("\\ud800", "\\udc00", "\\ud800\\ud800", "\\ud800x", "\\udc00\\ud800")) {
      form.assertRefused("{\"a\":\"" + half + "\"}", ErrorCode.INVALID_ENCODING);
      form.assertRefused("{\"x\":[\"" + half + "\"]}", ErrorCode.INVALID_ENCODING);
      form.assertRefused("{\"" + half + "\":1}", ErrorCode.INVALID_ENCODING);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LINE", "ARRAY"})
  void read_encodingThatChangesHalfWay_saysWhere(Form form) throws IOException {
    String separator = form == Form.LINE ? "\n" : ",";
    String good = "{\"a\":\"\u00e9\"}";
    byte[] utf8 = (form.before + good + separator).getBytes(StandardCharsets.UTF_8);
    byte[] latin =
        (good + separator + "{\"n\":1}" + form.after).getBytes(StandardCharsets.ISO_8859_1);
    byte[] text = java.util.Arrays.copyOf(utf8, utf8.length + latin.length);
    System.arraycopy(latin, 0, text, utf8.length, latin.length);
    List<Rejection> found = form.rejections(text);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).row()).isEqualTo(2);
    assertThat(found.get(0).code()).isEqualTo(ErrorCode.INVALID_ENCODING);
  }

  @ParameterizedTest
  @EnumSource
  void read_utf16ThatEndsInTheMiddle_isNotTakenForTheEnd(Form form) throws IOException {
    byte[] text = ("\ufeff" + form.before + "{\"a\":\"x\"}").getBytes(StandardCharsets.UTF_16LE);
    byte[] broken = java.util.Arrays.copyOf(text, text.length + 3);
    broken[text.length] = 0;
    broken[text.length + 1] = (byte) 0xd8;
    assertThat(form.rejections(broken))
        .extracting(Rejection::code)
        .contains(ErrorCode.INVALID_ENCODING);
  }

  @Test
  void read_mixedLineEnds_areWhiteSpace() throws IOException {
    String text = "[\r{\"a\":\r\n\"x\"\n\r},\r{\"a\"\r:\"y\"}\r\n]\r";
    for (Form form : List.of(Form.ARRAY)) {
      assertThat(form.rejections(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
    assertThat(Form.LINE.rejections("{\"a\":\"x\"}\r\n\r\n{\"a\":\"y\"}\n\r\n{\"a\":\"z\"}"))
        .isEmpty();
  }

  @Test
  void read_documentCutOffAnywhere_isAnErrorAfterTheRecordsBefore() throws IOException {
    String text =
        "{\"d\":[{\"a\":\"\u00e9\\ud834\\udd1e\\n\",\"n\":-1.5e3},\n{\"x\":[{}],\"a\":null} ]}";
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    JsonFormat format = new JsonFormat(JsonOptions.defaults().withRecordsAt("/d"));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      ReadRequest request = TestRows.request(cut, SCHEMA);
      assertThatThrownBy(() -> TestRows.read(format, request, 3))
          .as("cut after byte %d", length)
          .isInstanceOf(LeptonException.class)
          .extracting("code")
          .isIn(ErrorCode.MALFORMED_JSON, ErrorCode.EMPTY_INPUT, ErrorCode.INVALID_ENCODING);
    }
    assertThat(TestRows.read(format, TestRows.request(whole, SCHEMA), 3)).hasSize(2);
  }

  @Test
  void read_columnsCutOffAnywhere_areAnError() throws IOException {
    byte[] whole = "{\"a\":[\"x\",\"y\"],\"n\":[1,2e0]}".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      ReadRequest request = TestRows.request(java.util.Arrays.copyOf(whole, length), SCHEMA);
      assertThatThrownBy(() -> TestRows.read(new JsonFormat(), request, 3))
          .isInstanceOf(LeptonException.class);
    }
  }

  @Test
  void read_longArray_takesTheMemoryOfABatch() throws IOException {
    DataSource many = repeated("[", 0, "{\"a\":\"y\"},".repeat(1_000_000) + "{\"a\":\"z\"}]");
    long rows = 0;
    try (RecordReader reader = new JsonFormat().reader(ReadRequest.of(many).withSchema(SCHEMA))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1_000);
      while (reader.read(batch)) {
        rows += batch.rowCount();
        assertThat(batch.heap(0).length).isLessThan(1 << 20);
      }
    }
    assertThat(rows).isEqualTo(1_000_001);
  }

  /** Letters between two texts, made while they are read. */
  private static DataSource repeated(String before, long letters, String after) {
    byte[] first = before.getBytes(StandardCharsets.UTF_8);
    byte[] last = after.getBytes(StandardCharsets.UTF_8);
    long size = first.length + letters + last.length;
    return new DataSource() {
      @Override
      public String name() {
        return "generated";
      }

      @Override
      public InputStream open() {
        return new Generated(first, letters, last);
      }

      @Override
      public long sizeBytes() {
        return size;
      }
    };
  }

  private static final class Generated extends InputStream {
    private final byte[] first;
    private final long letters;
    private final byte[] last;
    private long at;

    Generated(byte[] first, long letters, byte[] last) {
      this.first = first;
      this.letters = letters;
      this.last = last;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at < first.length) {
        return part(first, (int) at, bytes, offset, length);
      }
      if (at < first.length + letters) {
        int count = (int) Math.min(length, first.length + letters - at);
        java.util.Arrays.fill(bytes, offset, offset + count, (byte) 'x');
        at += count;
        return count;
      }
      int from = (int) (at - first.length - letters);
      return from == last.length ? -1 : part(last, from, bytes, offset, length);
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, first.length + letters + last.length - at));
      at += skipped;
      return skipped;
    }

    private int part(byte[] part, int from, byte[] bytes, int offset, int length) {
      int count = Math.min(length, part.length - from);
      System.arraycopy(part, from, bytes, offset, count);
      at += count;
      return count;
    }
  }
}
