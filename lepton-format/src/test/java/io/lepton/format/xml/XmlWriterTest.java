package io.lepton.format.xml;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlWriterTest {

  private static final String XSI = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

  private static Schema texts(String... names) {
    return Schema.of(Arrays.stream(names).map(n -> Field.of(n, ColumnType.TEXT)).toList());
  }

  /** Writes one row of texts and returns its line, after having read it back. */
  private static String line(Schema schema, @Nullable Object... values) throws IOException {
    String xml = TestRows.text(new XmlFormat(), schema, row(values));
    assertThat(
            TestRows.read(
                new XmlFormat(),
                TestRows.request(xml.getBytes(StandardCharsets.UTF_8), schema),
                10))
        .containsExactly(row(values));
    return xml.lines().skip(2).findFirst().orElse("");
  }

  @Test
  void write_rows_oneElementALine() throws IOException {
    assertThat(
            TestRows.text(
                new XmlFormat(),
                Schema.of(Field.of("id", ColumnType.INT32), Field.of("name", ColumnType.TEXT)),
                row(1L, "a"),
                row(null, "b")))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <records%s>
            <record><id>1</id><name>a</name></record>
            <record><name>b</name></record>
            </records>
            """
                .formatted(XSI));
  }

  @Test
  void write_noRows_isReadAsNoRows() throws IOException {
    byte[] xml = TestRows.write(new XmlFormat(), texts("a"), List.of(), 1);
    assertThat(TestRows.read(new XmlFormat(), TestRows.request(xml, texts("a")), 1)).isEmpty();
  }

  @Test
  void write_specialCharacters_areReferences() throws IOException {
    assertThat(line(texts("a", "@b"), "<&>\"'\r\n\t]]>", "<&>\"'\r\n\t"))
        .startsWith("<record b=\"&lt;&amp;&gt;&quot;'&#13;&#10;&#9;\"><a>&lt;&amp;&gt;\"'&#13;");
  }

  @Test
  void write_paths_areNestedAndBroughtTogether() throws IOException {
    Schema schema = texts("a.x", "b", "a.y", "@id", "a.@u", "a.y.@v", "b.@w");
    assertThat(line(schema, "1", "2", "3", "4", "5", "6", "7"))
        .isEqualTo(
            "<record id=\"4\"><a u=\"5\"><x>1</x><y v=\"6\">3</y></a><b w=\"7\">2</b></record>");
    assertThat(line(schema, null, null, null, null, null, null, null)).isEqualTo("<record/>");
    assertThat(line(schema, null, null, null, null, null, "6", null))
        .isEqualTo("<record><a><y v=\"6\" xsi:nil=\"true\"/></a></record>");
  }

  @Test
  void write_textBesideAttributesAndChildren_readsBack() throws IOException {
    Schema schema = texts("a.#text", "a.@u", "a.b", "#text");
    assertThat(line(schema, "1", "2", "3", null)).contains("<a u=\"2\">1<b>3</b></a>");
    assertThat(line(schema, "", "2", null, null)).contains("<a u=\"2\"></a>");
    assertThat(line(schema, null, "2", null, null)).contains("<a u=\"2\" xsi:nil=\"true\"/>");
    assertThat(line(schema, " ", null, null, null)).contains("<a> </a>");
    assertThat(line(schema, null, null, null, "")).isEqualTo("<record></record>");
    assertThat(line(schema, null, null, null, null)).isEqualTo("<record xsi:nil=\"true\"/>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "1",
        "a:b",
        "xml",
        "_x0041_",
        "@",
        "#text",
        "#",
        "a.",
        ".a",
        "a..b",
        "..",
        ".",
        "a.@",
        "a.#text",
        "@a.b",
        "a.b.c",
        "a.@b.c",
        "é",
        "\ud834\udd1e",
        "a\u0001b",
        "a\nb",
        "<&>"
      })
  void write_anyName_isReadBackAndInferred(String name) throws IOException {
    Schema schema = texts(name);
    line(schema, "v");
    byte[] xml = TestRows.write(new XmlFormat(), schema, List.of(row("v")), 1);
    // Text of an element on its own needs no word for it.
    String expected = name.equals("a.#text") ? "a" : name;
    assertThat(new XmlFormat().infer(TestRows.request(xml, schema)).names())
        .containsExactly(expected);
  }

  @Test
  void write_namesThatBeginWithOneAnother_stayApart() throws IOException {
    Schema schema = texts("price", "price.usd", "price.usd.cents", "price.usd.@note");
    assertThat(line(schema, "1", "2", "3", "4"))
        .isEqualTo(
            "<record><price>1</price><price.usd note=\"4\">2</price.usd>"
                + "<price.usd.cents>3</price.usd.cents></record>");
  }

  @Test
  void write_options_nameTheElementsAndNamespaces() throws IOException {
    XmlOptions options =
        XmlOptions.defaults()
            .withRootName("o:orders")
            .withRecordName("an order")
            .withNamespace("o", "urn:a&b\"c");
    XmlFormat format = new XmlFormat(options);
    Schema schema = texts("o:a", "b:c");
    byte[] xml = TestRows.write(format, schema, List.of(row("1", "2")), 1);
    assertThat(new String(xml, StandardCharsets.UTF_8))
        .contains("<o:orders xmlns:o=\"urn:a&amp;b&quot;c\"" + XSI + ">\n")
        .contains("<an_x0020_order><o:a>1</o:a><b_x003A_c>2</b_x003A_c></an_x0020_order>");
    assertThat(TestRows.read(format, TestRows.request(xml, schema), 1))
        .containsExactly(row("1", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u0001", "\u001f", "\u000b", "\ufffe", "\uffff", "ab\u0007cd"})
  void write_characterThatXmlCannotHold_isRefusedWithRowAndColumn(String text) throws IOException {
    for (String column : List.of("a", "@a")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Schema schema = texts(column);
      RecordWriter writer =
          new XmlFormat().writer(WriteRequest.of(DataTarget.ofStream("memory", out), schema));
      writer.write(TestRows.batch(schema, List.of(row("one"))));
      LeptonException thrown =
          catchThrowableOfType(
              LeptonException.class,
              () -> writer.write(TestRows.batch(schema, List.of(row("two"), row(text)))));
      writer.close();
      assertThat(thrown.code()).isEqualTo(ErrorCode.UNREPRESENTABLE);
      assertThat(thrown).hasMessageContainingAll("Row 3", "column " + column);
      assertThat(TestRows.read(new XmlFormat(), TestRows.request(out.toByteArray(), schema), 9))
          .containsExactly(row("one"));
    }
  }

  @Test
  void write_charactersNearThoseThatXmlCannotHold_areWritten() throws IOException {
    line(texts("a"), "\ufffd\uefff\uf000\ud83f\udffe\ud83f\udfff\u007f\u0080\u0085\u2028 \t");
  }

  @Test
  void write_blankTextBesideChildren_isRefused() {
    assertThatThrownBy(() -> line(texts("a.#text", "a.b"), " ", "x"))
        .isInstanceOf(LeptonException.class)
        .hasMessageContaining("column a.#text");
  }

  @Test
  void write_vectors_areLists() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("v", ColumnType.FP32.vector(3)), Field.of("@w", ColumnType.INT8.vector(2)));
    List<Object> floats = List.of(1.5f, Float.NEGATIVE_INFINITY, Float.NaN);
    assertThat(
            TestRows.text(new XmlFormat(), schema, row(floats, List.of(1L, -2L)), row(null, null)))
        .contains("<record w=\"1 -2\"><v>1.5 -INF NaN</v></record>\n<record/>\n");
  }

  @Test
  void write_vectorOfTexts_isRefused() {
    Schema schema = Schema.of(Field.of("v", ColumnType.TEXT.vector(2)));
    LeptonException thrown =
        catchThrowableOfType(
            LeptonException.class, () -> TestRows.write(new XmlFormat(), schema, List.of(), 1));
    assertThat(thrown.code()).isEqualTo(ErrorCode.UNREPRESENTABLE);
  }

  @Test
  void write_infinity_isInf() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.FP64), Field.of("b", ColumnType.FP32));
    assertThat(line(schema, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY))
        .isEqualTo("<record><a>INF</a><b>-INF</b></record>");
  }

  @Test
  void withNamespace_unusable_isRefused() {
    XmlOptions options = XmlOptions.defaults().withNamespace("a", "urn:a");
    List<List<String>> unusable = new ArrayList<>();
    unusable.add(List.of("a", "urn:b"));
    unusable.add(List.of("b", "urn:a"));
    unusable.add(List.of("1", "urn:b"));
    unusable.add(List.of("xml", "urn:b"));
    unusable.add(List.of("xsi", "urn:b"));
    unusable.add(List.of("b", ""));
    for (List<String> pair : unusable) {
      assertThatThrownBy(() -> options.withNamespace(pair.get(0), pair.get(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
