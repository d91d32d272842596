package io.lepton.format.xml;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Inference;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

  private static Schema texts(String... names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(Field.of(name, ColumnType.TEXT));
    }
    return Schema.of(fields);
  }

  private static ReadRequest request(String xml, Schema schema) {
    return TestRows.request(xml.getBytes(StandardCharsets.UTF_8), schema);
  }

  private static List<List<@Nullable Object>> read(XmlOptions options, String xml, Schema schema)
      throws IOException {
    return TestRows.read(new XmlFormat(options), request(xml, schema), 3);
  }

  private static List<List<@Nullable Object>> read(String xml, String... names) throws IOException {
    return read(XmlOptions.defaults(), xml, texts(names));
  }

  private static Inference inference(XmlOptions options, String xml) throws IOException {
    return new XmlFormat(options).inference(request(xml, Schema.of()));
  }

  private static List<String> names(String xml) throws IOException {
    return inference(XmlOptions.defaults(), xml).schema().names();
  }

  @ParameterizedTest
  @CsvSource({
    "<x><a>5</a></x>, a",
    "<x><a><b>5</b></a></x>, a.b",
    "<x><a> <b> <c>5</c></b></a></x>, a.b.c",
    "<x a='5'/>, @a",
    "<x><a b='5'/></x>, a.@b",
    "<x><a><b c='5'/></a></x>, a.b.@c",
    "<x>5</x>, #text",
    "<x><a.b>5</a.b></x>, a.b",
    "<x><_x0031_st>5</_x0031_st></x>, 1st",
    "<x><a_x0020_b>5</a_x0020_b></x>, a b",
    "<x><a_x01D11E_>5</a_x01D11E_></x>, a𝄞",
    "<x><a_x_>5</a_x_></x>, a_x_",
    "<x _x0031_='5'/>, @1",
    "<x xml:lang='5'/>, @lang"
  })
  void read_valueAnywhere_isTheColumnOfItsPath(String record, String column) throws IOException {
    String xml = "<r>" + record + "</r>";
    assertThat(names(xml)).containsExactly(column);
    assertThat(read(xml, column)).containsExactly(row("5"));
  }

  @Test
  void read_textBesideAttributes_isAColumnOfItsOwn() throws IOException {
    String xml = "<r><x><a u='kg'>5</a></x><x><a>6</a></x></r>";
    assertThat(names(xml)).containsExactly("a.#text", "a.@u");
    assertThat(read(xml, "a.#text", "a.@u")).containsExactly(row("5", "kg"), row("6", null));
    assertThat(read(xml, "a")).containsExactly(row("5"), row("6"));
  }

  @Test
  void read_textBesideChildren_isPutTogetherUnlessBlank() throws IOException {
    String xml = "<r><x><a>one <b>2</b>three</a></x><x><a> <b>2</b>\n</a></x></r>";
    assertThat(names(xml)).containsExactly("a.#text", "a.b");
    assertThat(read(xml, "a.#text", "a.b")).containsExactly(row("one three", "2"), row(null, "2"));
  }

  @Test
  void read_textInPieces_isOneText() throws IOException {
    String xml = "<r><x><a>a<!-- c -->b<?p?>&lt;<![CDATA[<d>]]>&#x1d11e;</a></x></r>";
    assertThat(read(xml, "a")).containsExactly(row("ab<<d>\ud834\udd1e"));
  }

  @Test
  void read_longTextOfAnyCharacters_isWhole() throws IOException {
    for (String piece : List.of("abc", "é", "€x", "\ud834\udd1e", "a\ud834\udd1e", "&amp;é")) {
      String text = piece.repeat(20_000);
      String xml = "<r><x>" + " ".repeat(7) + "<a>" + text + "</a></x></r>";
      assertThat(read(xml, "a")).containsExactly(row(text.replace("&amp;", "&")));
    }
  }

  @Test
  void read_missingAndEmpty_stayApartInTextAndBytesOnly() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.of("b", ColumnType.BYTES),
            Field.of("n", ColumnType.INT32),
            Field.of("@d", ColumnType.DATE));
    String nil = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil=' true '";
    String xml =
        "<r><x><t/><b></b><n/></x><x/><x d=''><t> </t><b> </b><n> </n></x>"
            + "<x><t %s/><b %s/><n %s/></x></r>".formatted(nil, nil, nil);
    assertThat(read(XmlOptions.defaults(), xml, schema))
        .containsExactly(
            row("", "", null, null),
            row(null, null, null, null),
            row(" ", "", null, null),
            row(null, null, null, null));
  }

  @Test
  void read_missingAfterEmptyFirstText_isMissing() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.BYTES));
    assertThat(read(XmlOptions.defaults(), "<r><x><a/></x><x/></r>", schema))
        .containsExactly(row("", null), row(null, null));
  }

  @Test
  void read_vector_isAList() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("@i", ColumnType.INT8.vector(2)), Field.of("p", ColumnType.FP32.vector(3)));
    String xml =
        "<r><x i='1 2'><p> 1.5 \n NaN\t-INF </p></x><x i=''><p/></x><x i='3 4'><p>1 2 3</p></x></r>";
    assertThat(TestRows.read(new XmlFormat(), request(xml, schema), 2))
        .containsExactly(
            row(List.of(1L, 2L), List.of(1.5f, Float.NaN, Float.NEGATIVE_INFINITY)),
            row(null, null),
            row(List.of(3L, 4L), List.of(1f, 2f, 3f)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1 2 3", "1 x", "1 2 3 4 5 6 7 8", "1,2"})
  void read_listThatIsNotTheVector_isRejected(String list) throws IOException {
    Schema schema = Schema.of(Field.of("p", ColumnType.FP64.vector(2)));
    List<Rejection> rejections = new ArrayList<>();
    String xml = "<r><x><p>" + list + "</p></x><x><p>1 2</p></x></r>";
    assertThat(
            TestRows.read(new XmlFormat(), request(xml, schema).withRejections(rejections::add), 2))
        .containsExactly(row(List.of(1.0, 2.0)));
    assertThat(rejections)
        .extracting(Rejection::row, Rejection::column, Rejection::code)
        .containsExactly(tuple(1L, "p", ErrorCode.WRONG_TYPE));
  }

  @Test
  void reader_vectorOfTexts_isRefused() {
    Schema schema = Schema.of(Field.of("p", ColumnType.TEXT.vector(2)));
    assertThatThrownBy(() -> new XmlFormat().reader(request("<r/>", schema)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_whiteSpaceAroundValues_countsInTextOnly() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.of("n", ColumnType.INT32),
            Field.of("b", ColumnType.BYTES),
            Field.of("f", ColumnType.BOOL));
    String xml = "<r><x><t>\n a\n</t><n>\n 7\r\n</n><b>\n YW\n Jj </b><f>\t1 </f></x></r>";
    assertThat(read(XmlOptions.defaults(), xml, schema))
        .containsExactly(row("\n a\n", 7L, "abc", true));
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/order, 1 2",
    "/orders/*, 1 2 3",
    "/*/order, 1 2",
    "/orders/more/order, 4",
    "/orders/order/n, 1 2",
    "/*/*/*, 1 2 3 4"
  })
  void read_path_findsTheRecords(String path, String expected) throws IOException {
    String xml =
        "<orders><order><n>1</n></order><order><n>2</n></order><other><n>3</n></other>"
            + "<more><order><n>4</n></order></more></orders>";
    XmlOptions options = XmlOptions.defaults().withRecords(path);
    List<String> found = new ArrayList<>();
    for (List<@Nullable Object> row : read(options, xml, texts("n", "#text"))) {
      Object value = row.get(0) != null ? row.get(0) : row.get(1);
      if (value != null) {
        found.add(value.toString());
      }
    }
    assertThat(String.join(" ", found)).isEqualTo(expected);
  }

  @Test
  void read_rootAsTheRecord_isOneRow() throws IOException {
    XmlOptions options = XmlOptions.defaults().withRecords("/r");
    assertThat(read(options, "<r a='1'><b>2</b></r>", texts("@a", "b")))
        .containsExactly(row("1", "2"));
  }

  @Test
  void read_pathThatLeadsNowhere_isRefused() {
    XmlOptions options = XmlOptions.defaults().withRecords("/orders/order");
    MalformedInputException thrown =
        catchThrowableOfType(
            MalformedInputException.class, () -> read(options, "<r><x/></r>", texts("a")));
    assertThat(thrown.code()).isEqualTo(ErrorCode.RECORDS_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<orders/>", "<orders><other/>text</orders>"})
  void read_placeWithoutRecords_isZeroRows(String xml) throws IOException {
    XmlOptions options = XmlOptions.defaults().withRecords("/orders/order");
    assertThat(read(options, xml, texts("a"))).isEmpty();
    assertThat(inference(options, xml).schema().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "/", "//a", "/a/", "/a//b"})
  void withRecords_noPath_isRefused(String path) {
    assertThatThrownBy(() -> XmlOptions.defaults().withRecords(path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final String TWO_NAMESPACES =
      "<o:r xmlns:o='urn:one' xmlns:p='urn:two'>"
          + "<o:x o:k='4' p:k='5' k='6'><o:a>1</o:a><p:a>2</p:a><b>3</b></o:x></o:r>";

  @Test
  void read_boundPrefixes_matchByNamespace() throws IOException {
    XmlOptions options =
        XmlOptions.defaults()
            .withNamespace("", "urn:one")
            .withNamespace("t", "urn:two")
            .withRecords("/r/x");
    assertThat(inference(options, TWO_NAMESPACES).schema().names())
        .containsExactly("@k", "@t:k", "a", "t:a", "b");
    assertThat(read(options, TWO_NAMESPACES, texts("a", "t:a", "b", "@t:k")))
        .containsExactly(row("1", "2", "3", "5"));
  }

  @Test
  void read_otherNamespaceThanThoseBound_isPassedOver() throws IOException {
    XmlOptions options =
        XmlOptions.defaults().withNamespace("n", "urn:one").withRecords("/n:r/n:x");
    assertThat(inference(options, TWO_NAMESPACES).schema().names())
        .containsExactly("@n:k", "@k", "n:a", "b");
  }

  @Test
  void read_sameNameInTwoNamespacesWithoutBinding_isRejectedAsTwice() throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    ReadRequest request = request(TWO_NAMESPACES, texts("a")).withRejections(rejections::add);
    assertThat(TestRows.read(new XmlFormat(), request, 3)).isEmpty();
    assertThat(rejections).extracting(Rejection::code).containsExactly(ErrorCode.RAGGED_RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<x><a>2</a><a>3</a></x>",
        "<x><a/><b/><a>3</a></x>",
        "<x><c><d>1</d></c><c><e>1</e></c></x>",
        "<x><c><d>1</d><d>1</d></c></x>"
      })
  void read_elementTwice_isRejectedAndTheOthersRead(String bad) throws IOException {
    String xml = "<r><x><a>1</a></x>" + bad + "<x><a>4</a></x></r>";
    for (int rows : new int[] {1, 2, 10}) {
      List<Rejection> rejections = new ArrayList<>();
      ReadRequest request = request(xml, texts("a", "c.d")).withRejections(rejections::add);
      assertThat(TestRows.read(new XmlFormat(), request, rows))
          .containsExactly(row("1", null), row("4", null));
      assertThat(rejections).hasSize(1);
      assertThat(rejections.get(0).row()).isEqualTo(2);
      assertThat(rejections.get(0).code()).isEqualTo(ErrorCode.RAGGED_RECORD);
      assertThat(rejections.get(0).reason()).contains("at most once");
    }
  }

  @Test
  void read_elementTwiceThatIsNotWanted_isPassedOver() throws IOException {
    String xml = "<r><x><a>1</a><b/><b><c/></b></x></r>";
    assertThat(read(xml, "a")).containsExactly(row("1"));
  }

  @Test
  void read_notWellFormedLater_deliversTheRowsBefore() throws IOException {
    String xml = "<r>\n<x><a>1</a></x>\n<x><a>2</a></x>\n<x><a>secret</b></x></r>";
    for (int rows : new int[] {1, 2, 3, 10}) {
      List<Object> read = new ArrayList<>();
      MalformedInputException thrown =
          catchThrowableOfType(
              MalformedInputException.class,
              () -> {
                try (RecordReader reader = new XmlFormat().reader(request(xml, texts("a")))) {
                  RecordBatch batch = RecordBatch.allocate(reader.schema(), rows);
                  while (reader.read(batch)) {
                    read.addAll(TestRows.rows(batch));
                  }
                }
              });
      assertThat(read).hasSize(2);
      assertThat(thrown.code()).isEqualTo(ErrorCode.MALFORMED_XML);
      assertThat(thrown)
          .hasMessageContainingAll("memory", "row 3", "line 4, column ")
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
  }

  @Test
  void read_notWellFormedAfterTheRecords_isRefused() {
    assertThatThrownBy(() -> read("<r><x><a>1</a></x></r><r/>", "a"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("after row 1");
  }

  @Test
  void infer_records_typesAndEvidence() throws IOException {
    String xml =
        """
        <r>
          <x id="7"><n> 1 </n><d>2024-02-29</d><t>007</t><z/></x>
          <x id="8"><n>2.5</n><e>true</e><t/></x>
        </r>
        """;
    Inference inference = inference(XmlOptions.defaults(), xml);
    assertThat(inference.schema())
        .isEqualTo(
            Schema.of(
                Field.of("@id", ColumnType.INT64),
                Field.of("n", ColumnType.FP64),
                Field.of("d", ColumnType.DATE),
                Field.of("t", ColumnType.TEXT),
                Field.of("z", ColumnType.TEXT),
                Field.of("e", ColumnType.BOOL)));
    assertThat(inference.rows()).isEqualTo(2);
    assertThat(inference.complete()).isTrue();
    assertThat(inference.fields().get(2).values()).isEqualTo(1);
    assertThat(inference.fields().get(2).missing()).isEqualTo(1);
    assertThat(inference.fields().get(0).confidence()).isBetween(0.3, 0.4);
    assertThat(inference.fields().get(4).confidence()).isZero();
  }

  @Test
  void infer_manyRecords_looksAtTheFirst() throws IOException {
    String xml = "<r>" + "<x><a>1</a></x>".repeat(10_000) + "<x><b>1</b></x></r>";
    Inference inference = inference(XmlOptions.defaults(), xml);
    assertThat(inference.rows()).isEqualTo(10_000);
    assertThat(inference.complete()).isFalse();
    assertThat(inference.schema().names()).containsExactly("a");
  }
}
