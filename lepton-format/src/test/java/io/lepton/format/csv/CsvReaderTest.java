package io.lepton.format.csv;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.Formats;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, columns and broken files; values are in {@link CsvValuesTest}. */
class CsvReaderTest {

  private static final CsvOptions DEFAULTS = CsvOptions.defaults();

  private final List<Rejection> rejections = new ArrayList<>();

  private static Schema texts(String... names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(Field.of(name, ColumnType.TEXT));
    }
    return Schema.of(fields);
  }

  private List<List<@Nullable Object>> read(CsvOptions options, byte[] csv, String... names)
      throws IOException {
    ReadRequest request = TestRows.request(csv, texts(names)).withRejections(rejections::add);
    return TestRows.read(new CsvFormat(options), request, 100);
  }

  private List<List<@Nullable Object>> read(CsvOptions options, String csv, String... names)
      throws IOException {
    return read(options, csv.getBytes(StandardCharsets.UTF_8), names);
  }

  private List<List<@Nullable Object>> read(String csv, String... names) throws IOException {
    return read(DEFAULTS, csv, names);
  }

  private LeptonException failure(CsvOptions options, byte[] csv, String... names) {
    LeptonException thrown =
        catchThrowableOfType(LeptonException.class, () -> read(options, csv, names));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private LeptonException failure(String csv, String... names) {
    return failure(DEFAULTS, csv.getBytes(StandardCharsets.UTF_8), names);
  }

  // Lines

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void read_anyLineEnd_sameRows(String end) throws IOException {
    String csv = String.join(end, "a,b", "1,2", "\"x\",\"y\"", "3,\"4\"", "");
    assertThat(read(csv, "a", "b")).containsExactly(row("1", "2"), row("x", "y"), row("3", "4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void read_lastLineWithoutEnd_isRead(String end) throws IOException {
    assertThat(read(String.join(end, "a,b", "1,2", "3,4"), "a", "b"))
        .containsExactly(row("1", "2"), row("3", "4"));
    assertThat(read(String.join(end, "a,b", "1,2", "3,\"4\""), "a", "b"))
        .containsExactly(row("1", "2"), row("3", "4"));
    assertThat(read(String.join(end, "a,b", "1,2", "3,"), "a", "b"))
        .containsExactly(row("1", "2"), row("3", null));
  }

  @Test
  void read_mixedLineEnds_areAllLineEnds() throws IOException {
    assertThat(read("a,b\r\n1,2\n3,4\r\n5,\"6\"\n7,8\n", "a", "b"))
        .containsExactly(row("1", "2"), row("3", "4"), row("5", "6"), row("7", "8"));
  }

  @Test
  void read_carriageReturnWithinLine_isText() throws IOException {
    assertThat(read("a,b\n1\r1,2\r2\n", "a", "b")).containsExactly(row("1\r1", "2\r2"));
  }

  @Test
  void read_lineFeedWhereCarriageReturnsEndLines_isText() throws IOException {
    assertThat(read("a,b\r1\n1,2\r", "a", "b")).containsExactly(row("1\n1", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void read_blankLines_arePassedOver(String end) throws IOException {
    String csv = String.join(end, "", "", "a,b", "", "1,2", "", "", "3,4", "", "");
    assertThat(read(csv, "a", "b")).containsExactly(row("1", "2"), row("3", "4"));
    String one = String.join(end, "a", "", "1", "", "2", "", "");
    assertThat(read(one, "a")).containsExactly(row("1"), row("2"));
  }

  @Test
  void read_oneColumn_quotedNothingIsARecord() throws IOException {
    assertThat(read("a\n\"\"\n\n\" \"\n", "a")).containsExactly(row(""), row(" "));
  }

  @Test
  void read_headerOnly_noRows() throws IOException {
    assertThat(read("a,b\n", "a", "b")).isEmpty();
    assertThat(read("a,b", "a", "b")).isEmpty();
    assertThat(read("a,b\r\n\r\n", "a", "b")).isEmpty();
  }

  // Quotes

  @Test
  void read_quoted_delimitersLineEndsAndQuotesAreText() throws IOException {
    assertThat(
            read(
                "a,b,c\n\"1,1\",\"2\n2\",\"3\"\"3\"\n\"\"\"\",\"\"\"a\"\"\",\"\r\n\"\nx,\"\",y\n",
                "a",
                "b",
                "c"))
        .containsExactly(row("1,1", "2\n2", "3\"3"), row("\"", "\"a\"", "\r\n"), row("x", "", "y"));
  }

  @Test
  void read_quoteWithinCell_isText() throws IOException {
    assertThat(read("a,b\n5\" pipe,37'36\"N\n 1\"\",x\"\n", "a", "b"))
        .containsExactly(row("5\" pipe", "37'36\"N"), row(" 1\"\"", "x\""));
  }

  @Test
  void read_spacesAroundText_arePartOfIt() throws IOException {
    assertThat(read("a,b\n 1 ,\t2\n \"x\" ,y\n", "a", "b"))
        .containsExactly(row(" 1 ", "\t2"), row(" \"x\" ", "y"));
  }

  @Test
  void read_otherQuote_worksTheSame() throws IOException {
    assertThat(read(DEFAULTS.withQuote('\''), "a,b\n'1,''1',\"2\"\n", "a", "b"))
        .containsExactly(row("1,'1", "\"2\""));
  }

  @Test
  void read_withoutQuote_quotesAreText() throws IOException {
    assertThat(read(DEFAULTS.withoutQuote(), "a,b\n\"1,2\"\n\"\",\"\n", "a", "b"))
        .containsExactly(row("\"1", "2\""), row("\"\"", "\""));
  }

  @Test
  void read_manyQuotedRecords_sameAsOneByOne() throws IOException {
    StringBuilder csv = new StringBuilder("a,b\r\n");
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String text = "x".repeat(i % 130) + "\"" + i + "\n," + "é".repeat(i % 3);
      csv.append('"').append(text.replace("\"", "\"\"")).append("\",").append(i).append("\r\n");
      expected.add(row(text, Integer.toString(i)));
    }
    assertThat(read(csv.toString(), "a", "b")).isEqualTo(expected);
  }

  // Missing values

  @Test
  void read_emptyCell_isMissingUnlessQuoted() throws IOException {
    assertThat(read("a,b,c\n,\"\",\n", "a", "b", "c")).containsExactly(row(null, "", null));
  }

  @Test
  void read_nullTokens_areMissingIfNotQuotedAndWhole() throws IOException {
    CsvOptions options = DEFAULTS.withNullTokens(List.of("NA", "\\N"));
    assertThat(read(options, "a,b,c\nNA,\\N,\n\"NA\",NAN, NA\n", "a", "b", "c"))
        .containsExactly(row(null, null, ""), row("NA", "NAN", " NA"));
  }

  @Test
  void read_nullTokensWithEmpty_bothAreMissing() throws IOException {
    CsvOptions options = DEFAULTS.withNullTokens(List.of("", "NA"));
    assertThat(read(options, "a,b\nNA,\n\"\",x\n", "a", "b"))
        .containsExactly(row(null, null), row("", "x"));
  }

  // Columns

  @Test
  void read_columnsOfTheSchema_inItsOrder() throws IOException {
    assertThat(read("a,b,c\n1,2,3\n", "c", "a")).containsExactly(row("3", "1"));
  }

  @Test
  void read_missingColumns_allAreNamed() {
    LeptonException thrown = failure("a,b\n1,2\n", "x", "a", "y");
    assertThat(thrown.code()).isEqualTo(ErrorCode.MISSING_COLUMN);
    assertThat(thrown).hasMessageContaining("x, y");
  }

  @Test
  void read_quotedHeader_isUnquoted() throws IOException {
    assertThat(read("\"a,\"\"b\",\"c\nd\"\n1,2\n", "a,\"b", "c\nd")).containsExactly(row("1", "2"));
  }

  @Test
  void read_emptyName_isThePlace() throws IOException {
    assertThat(read(",a,\"\"\n1,2,3\n", "column_1", "a", "column_3"))
        .containsExactly(row("1", "2", "3"));
  }

  @Test
  void read_withoutHeader_namesArePlaces() throws IOException {
    assertThat(read(DEFAULTS.withHeader(false), "1,2\n3,4\n", "column_1", "column_2"))
        .containsExactly(row("1", "2"), row("3", "4"));
  }

  @Test
  void read_namesWithoutHeader_firstRecordIsData() throws IOException {
    CsvOptions options = DEFAULTS.withHeader(false).withNames(List.of("x", "y"));
    assertThat(read(options, "1,2\n3,4\n", "y")).containsExactly(row("2"), row("4"));
  }

  @Test
  void read_namesAndHeader_headerIsPassedOver() throws IOException {
    CsvOptions options = DEFAULTS.withNames(List.of("x", "y"));
    assertThat(read(options, "a,a\n3,4\n", "y")).containsExactly(row("4"));
  }

  @Test
  void read_namesAndHeaderOfAnotherLength_isRefused() {
    CsvOptions options = DEFAULTS.withNames(List.of("x", "y", "z"));
    assertThat(failure(options, "a,b\n3,4\n".getBytes(StandardCharsets.UTF_8), "x").code())
        .isEqualTo(ErrorCode.RAGGED_RECORD);
  }

  @Test
  void read_duplicateColumn_isRefused() {
    LeptonException thrown = failure("a,b,a\n1,2,3\n", "b");
    assertThat(thrown.code()).isEqualTo(ErrorCode.DUPLICATE_COLUMN);
    assertThat(thrown).hasMessageContaining("columns 1 and 3");
  }

  @Test
  void read_wideFile_everyColumnIsFound() throws IOException {
    StringBuilder header = new StringBuilder();
    StringBuilder record = new StringBuilder();
    for (int i = 0; i < 12_000; i++) {
      header.append(i == 0 ? "" : ",").append("c").append(i);
      record.append(i == 0 ? "" : ",").append(i);
    }
    String csv = header + "\n" + record + "\n" + record + "\n";
    assertThat(read(csv, "c0", "c777", "c11999"))
        .containsExactly(row("0", "777", "11999"), row("0", "777", "11999"));
  }

  @Test
  void read_vector_isInColumnsOfItsElements() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("p", ColumnType.FP32.vector(2)),
            Field.of("x", ColumnType.INT32),
            Field.of("t", ColumnType.TEXT.vector(2)));
    byte[] csv =
        "t.1,p.0,x,p.1,t.0\n\"b,\"\"\",1.5,7,-2,a\n,,,,\n".getBytes(StandardCharsets.UTF_8);
    assertThat(TestRows.read(new CsvFormat(), TestRows.request(csv, schema), 10))
        .containsExactly(row(List.of(1.5f, -2f), 7L, List.of("a", "b,\"")), row(null, null, null));
  }

  @Test
  void read_vectorOneRowAtATime_isRead() throws IOException {
    Schema schema = Schema.of(Field.of("p", ColumnType.INT32.vector(2)));
    byte[] csv = "p.0,p.1\n1,2\n,\n".getBytes(StandardCharsets.UTF_8);
    assertThat(TestRows.read(new CsvFormat(), TestRows.request(csv, schema), 1))
        .containsExactly(row(List.of(1L, 2L)), row((Object) null));
  }

  @Test
  void read_vectorOfWhichSomeIsMissing_isNanOrRejected() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("p", ColumnType.FP64.vector(2)), Field.of("n", ColumnType.INT8.vector(2)));
    byte[] csv = "p.0,p.1,n.0,n.1\n1,,1,2\n1,2,,2\n1,2,1,300\n".getBytes(StandardCharsets.UTF_8);
    List<Rejection> rejections = new ArrayList<>();
    ReadRequest request = TestRows.request(csv, schema).withRejections(rejections::add);
    assertThat(TestRows.read(new CsvFormat(), request, 10))
        .containsExactly(row(List.of(1.0, Double.NaN), List.of(1L, 2L)));
    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.MISSING_VALUE, ErrorCode.OUT_OF_RANGE);
    assertThat(rejections).extracting(Rejection::column).containsExactly("n", "n");
  }

  @Test
  void read_vectorThatIsRequired_isRejectedIfMissing() throws IOException {
    Schema schema = Schema.of(Field.required("p", ColumnType.FP64.vector(2)));
    List<Rejection> rejections = new ArrayList<>();
    ReadRequest request =
        TestRows.request("p.0,p.1\n,\n1,2\n".getBytes(StandardCharsets.UTF_8), schema)
            .withRejections(rejections::add);
    assertThat(TestRows.read(new CsvFormat(), request, 10)).hasSize(1);
    assertThat(rejections).extracting(Rejection::code).containsExactly(ErrorCode.MISSING_VALUE);
  }

  @Test
  void reader_vectorWithoutAllItsColumns_isRefused() {
    Schema schema = Schema.of(Field.of("a", ColumnType.FP32.vector(2)));
    byte[] csv = "a,a.1\n1,2\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> new CsvFormat().reader(TestRows.request(csv, schema)))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageEndingWith("a.0");
  }

  // Other dialects

  @Test
  void read_otherDelimiter_worksTheSame() throws IOException {
    assertThat(read(DEFAULTS.withDelimiter(';'), "a;b\n1,5;\"2;\"\n", "a", "b"))
        .containsExactly(row("1,5", "2;"));
  }

  @Test
  void tsv_tabs_areDelimiters() throws IOException {
    ReadRequest request =
        TestRows.request("a\tb\n1,2\t3\n".getBytes(StandardCharsets.UTF_8), texts("a", "b"));
    assertThat(TestRows.read(CsvFormat.tsv(), request, 10)).containsExactly(row("1,2", "3"));
    assertThat(CsvFormat.tsv().name()).isEqualTo("tsv");
    assertThat(CsvFormat.tsv().extensions()).containsExactly("tsv");
  }

  @Test
  void formats_csvAndTsv_areFound() throws IOException {
    assertThat(Formats.byName("csv")).isInstanceOf(CsvFormat.class);
    assertThat(Formats.forPath(Path.of("x.TSV")).name()).isEqualTo("tsv");
    ReadRequest request =
        TestRows.request("a\tb\n1\t2\n".getBytes(StandardCharsets.UTF_8), texts("b"));
    assertThat(TestRows.read(Formats.byName("tsv"), request, 10)).containsExactly(row("2"));
    assertThat(Formats.byName("tsv").infer(request).names()).containsExactly("a", "b");
  }

  @Test
  void read_comments_arePassedOver() throws IOException {
    String csv = "# one, \"two\na,b\n#\n1,2\n#,\"x\n3,#4\n\"#5\",6\n#";
    assertThat(read(DEFAULTS.withComment('#'), csv, "a", "b"))
        .containsExactly(row("1", "2"), row("3", "#4"), row("#5", "6"));
  }

  @Test
  void read_noCommentConfigured_hashIsText() throws IOException {
    assertThat(read("a,b\n#1,2\n", "a", "b")).containsExactly(row("#1", "2"));
  }

  @Test
  void read_rowNumbers_countRecordsOnly() throws IOException {
    byte[] csv = "a,b\n\n#\n1,2\n3\n\n4,5\n".getBytes(StandardCharsets.UTF_8);
    ReadRequest request = TestRows.request(csv, texts("a")).withRejections(rejections::add);
    try (RecordReader reader = new CsvFormat(DEFAULTS.withComment('#')).reader(request)) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 10);
      assertThat(reader.read(batch)).isTrue();
      assertThat(batch.rowCount()).isEqualTo(2);
      assertThat(batch.rowNumbers()).startsWith(1, 3);
    }
  }

  // Encodings

  private static byte[] bytes(String text, Charset charset, int... mark) {
    byte[] encoded = text.getBytes(charset);
    byte[] all = new byte[mark.length + encoded.length];
    for (int i = 0; i < mark.length; i++) {
      all[i] = (byte) mark[i];
    }
    System.arraycopy(encoded, 0, all, mark.length, encoded.length);
    return all;
  }

  private static final String MANY_SCRIPTS = "ä,b\nß€,\"𝄞\n日\"\n";

  @Test
  void read_byteOrderMark_decidesBetweenUtfEncodings() throws IOException {
    for (CsvOptions options : List.of(DEFAULTS, DEFAULTS.withCharset(StandardCharsets.UTF_16BE))) {
      assertThat(
              read(
                  options, bytes(MANY_SCRIPTS, StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf), "ä", "b"))
          .containsExactly(row("ß€", "𝄞\n日"));
      assertThat(
              read(options, bytes(MANY_SCRIPTS, StandardCharsets.UTF_16LE, 0xff, 0xfe), "ä", "b"))
          .containsExactly(row("ß€", "𝄞\n日"));
      assertThat(
              read(options, bytes(MANY_SCRIPTS, StandardCharsets.UTF_16BE, 0xfe, 0xff), "ä", "b"))
          .containsExactly(row("ß€", "𝄞\n日"));
    }
  }

  @Test
  void read_declaredEncoding_isUsed() throws IOException {
    byte[] utf16 = bytes(MANY_SCRIPTS, StandardCharsets.UTF_16LE);
    assertThat(read(DEFAULTS.withCharset(StandardCharsets.UTF_16LE), utf16, "ä", "b"))
        .containsExactly(row("ß€", "𝄞\n日"));
    byte[] latin1 = bytes("ä,b\nÿ,ß\n", StandardCharsets.ISO_8859_1);
    assertThat(read(DEFAULTS.withCharset(StandardCharsets.ISO_8859_1), latin1, "ä", "b"))
        .containsExactly(row("ÿ", "ß"));
    Charset windows = Charset.forName("windows-1252");
    assertThat(read(DEFAULTS.withCharset(windows), bytes("a,b\n€,œ\n", windows), "a", "b"))
        .containsExactly(row("€", "œ"));
  }

  @Test
  void read_transcodedLongFile_isWhole() throws IOException {
    StringBuilder csv = new StringBuilder("a,b\n");
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      csv.append("𝄞é").append(i).append(",€\n");
      expected.add(row("𝄞é" + i, "€"));
    }
    byte[] utf16 = bytes(csv.toString(), StandardCharsets.UTF_16LE, 0xff, 0xfe);
    assertThat(read(DEFAULTS, utf16, "a", "b")).isEqualTo(expected);
  }

  @Test
  void read_invalidUtf8_isAFaultWithRowAndByte() {
    byte[] csv = bytes("a,b\n1,2\n3,x?y\n", StandardCharsets.ISO_8859_1);
    csv[11] = (byte) 0xe9;
    LeptonException thrown = failure(DEFAULTS, csv, "a");
    assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    assertThat(thrown).hasMessageContaining("row 2").hasMessageContaining("byte 11");
  }

  @Test
  void read_invalidUtf8AtTheVeryEnd_isAFault() {
    for (String end : List.of("é", "€", "𝄞")) {
      byte[] csv = bytes("a\nx" + end, StandardCharsets.UTF_8);
      byte[] cut = Arrays.copyOf(csv, csv.length - 1);
      assertThat(failure(DEFAULTS, cut, "a").code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    }
  }

  @Test
  void read_byteOrderMark_countsAsBytes() {
    byte[] csv = bytes("a\n1\n2?\n", StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf);
    csv[8] = (byte) 0x80;
    assertThat(failure(DEFAULTS, csv, "a"))
        .hasMessageContaining("row 2")
        .hasMessageContaining("byte 8");
  }

  @Test
  void read_invalidInDeclaredEncoding_isAFault() {
    Charset windows = Charset.forName("windows-1252");
    byte[] csv = bytes("a\n1\n2?\n", windows);
    csv[5] = (byte) 0x81;
    LeptonException thrown = failure(DEFAULTS.withCharset(windows), csv, "a");
    assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    assertThat(thrown).hasMessageContaining("row 2");
    byte[] lone = bytes("a\n1\n", StandardCharsets.UTF_16BE, 0xfe, 0xff);
    lone[6] = (byte) 0xd8;
    assertThat(failure(DEFAULTS, lone, "a").code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    byte[] odd = Arrays.copyOf(bytes("a\n1", StandardCharsets.UTF_16BE, 0xfe, 0xff), 7);
    assertThat(failure(DEFAULTS, odd, "a").code()).isEqualTo(ErrorCode.INVALID_ENCODING);
  }

  @Test
  void read_utf16WithoutMark_isANulByte() {
    LeptonException thrown = failure(DEFAULTS, bytes("a,b\n", StandardCharsets.UTF_16LE), "a");
    assertThat(thrown.code()).isEqualTo(ErrorCode.NUL_BYTE);
    assertThat(thrown).hasMessageContaining("UTF-16").hasMessageContaining("byte 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nx\0y\n", "a\n\0\n", "a\n\"\0\"\n", "a\n\0"})
  void read_nulByte_isAFault(String csv) {
    LeptonException thrown = failure(csv, "a");
    assertThat(thrown.code()).isEqualTo(ErrorCode.NUL_BYTE);
    assertThat(thrown).hasMessageContaining("row 1").hasMessageContaining("byte " + csv.indexOf(0));
  }

  // Broken files

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff", "\n", "\r\n\r\n", "\r", "\n\n\n"})
  void read_emptyInput_isRefused(String csv) {
    assertThat(failure(csv, "a").code()).isEqualTo(ErrorCode.EMPTY_INPUT);
  }

  @Test
  void read_unclosedQuote_isAFaultWhereItOpens() {
    LeptonException thrown = failure("a,b\n1,2\n3,\"4\n5,6\n", "a");
    assertThat(thrown.code()).isEqualTo(ErrorCode.UNCLOSED_QUOTE);
    assertThat(thrown).hasMessageContaining("row 2").hasMessageContaining("byte 10");
    assertThat(failure("a,\"b\n1,2\n", "a"))
        .hasMessageContaining("header")
        .hasMessageContaining("byte 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"b,2\n", "\"a\" ,2\n", "\"a\"\r,2\n", "\"\"x,2\n", "1,\"2\"\"\"3\n"})
  void read_textAfterQuote_isAFaultWhereItStands(String record) {
    LeptonException thrown = failure("a,b\n1,2\n" + record, "a");
    assertThat(thrown.code()).isEqualTo(ErrorCode.TEXT_AFTER_QUOTE);
    assertThat(thrown).hasMessageContaining("row 2");
  }

  @Test
  void read_faultInColumnThatIsNotWanted_isAFaultAllTheSame() {
    assertThat(failure("a,b\n1,\"2\"3\n", "a").code()).isEqualTo(ErrorCode.TEXT_AFTER_QUOTE);
  }

  @Test
  void read_fault_rowsBeforeItComeFirstAndItComesAgain() throws IOException {
    byte[] csv = "a,b\n1,2\n3,4\n5,\"6\n".getBytes(StandardCharsets.UTF_8);
    try (RecordReader reader = new CsvFormat().reader(TestRows.request(csv, texts("a")))) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 10);
      assertThat(reader.read(batch)).isTrue();
      assertThat(TestRows.rows(batch)).containsExactly(row("1"), row("3"));
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(MalformedInputException.class);
      assertThat(batch.rowCount()).isZero();
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void read_fault_messageNamesTheSourceButNoValue() {
    assertThat(failure("a,b\nsecret,\"2\"3\n", "a"))
        .hasMessageContaining("memory")
        .hasMessageNotContaining("secret");
  }

  // Ragged records

  @Test
  void read_tooManyOrTooFewCells_isRejectedWithBothNumbers() throws IOException {
    assertThat(read("a,b,c\n1,2,3\n1,2\n4,5,6\n1,2,3,4\n7,8,9\nx\n", "a"))
        .containsExactly(row("1"), row("4"), row("7"));
    assertThat(rejections)
        .containsExactly(
            new Rejection(2, "", ErrorCode.RAGGED_RECORD, "needs 3 fields, found 2"),
            new Rejection(4, "", ErrorCode.RAGGED_RECORD, "needs 3 fields, found 4"),
            new Rejection(6, "", ErrorCode.RAGGED_RECORD, "needs 3 fields, found 1"));
  }

  @Test
  void read_raggedRecordsThatAddUp_areStillFound() throws IOException {
    assertThat(read("a,b,c\n1,2\n3,4,5,6\n7,8,9\n", "a")).containsExactly(row("7"));
    assertThat(read("a,b\n1,2\n3\n4,5,6\n", "a")).containsExactly(row("1"));
  }

  @Test
  void read_raggedAndBadRecords_areReportedInOrder() throws IOException {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int i = 1; i <= 1000; i++) {
      csv.append(i % 7 == 0 ? "1\n" : i % 5 == 0 ? "x,y\n" : i + ",y\n");
    }
    Schema schema = Schema.of(Field.of("a", ColumnType.INT32));
    ReadRequest request =
        TestRows.request(csv.toString().getBytes(StandardCharsets.UTF_8), schema)
            .withRejections(rejections::add);
    List<List<@Nullable Object>> rows = TestRows.read(new CsvFormat(), request, 333);
    assertThat(rows).hasSize(1000 - rejections.size()).doesNotContain(row(35L));
    assertThat(rejections).hasSize(142 + 200 - 28);
    assertThat(rejections).extracting(Rejection::row).isSorted();
    assertThat(rejections.get(0))
        .isEqualTo(new Rejection(5, "a", ErrorCode.WRONG_TYPE, "needs int32"));
    assertThat(rejections.get(1).code()).isEqualTo(ErrorCode.RAGGED_RECORD);
  }

  @Test
  void read_raggedByDefault_stopsTheWork() {
    byte[] csv = "a,b\n1,2\n3\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TestRows.read(new CsvFormat(), TestRows.request(csv, texts("a")), 10))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("Row 2");
  }

  @Test
  void read_afterAHandlerThrew_isRefused() throws IOException {
    byte[] csv = "a,b\n1\n3,4\n".getBytes(StandardCharsets.UTF_8);
    try (RecordReader reader = new CsvFormat().reader(TestRows.request(csv, texts("a")))) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 10);
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(MalformedInputException.class);
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(IllegalStateException.class);
    }
  }
}
