package io.lepton.format.xml;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are meant to hurt: they are refused in little time and memory. */
@Timeout(60)
class XmlLimitsTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.INT64));

  private static final String SECRET = "the content of the file";

  /** A piece of text, numbered, over and over again, without ever being anywhere as a whole. */
  private static final class Repeated extends InputStream {

    private final String piece;
    private final long size;
    private byte[] current = {};
    private int at;
    private long number;
    private long given;

    /** In the piece, {@code #} stands for the number of the repetition. */
    Repeated(String piece, long size) {
      this.piece = piece;
      this.size = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at == current.length) {
        if (given >= size) {
          return -1;
        }
        String text = piece.replace("#", Long.toString(number++));
        current = text.getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int count = Math.min(length, current.length - at);
      System.arraycopy(current, at, bytes, offset, count);
      at += count;
      given += count;
      return count;
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ReadRequest request(InputStream... parts) {
    InputStream all = new SequenceInputStream(Collections.enumeration(List.of(parts)));
    return ReadRequest.of(DataSource.ofStream("generated", all)).withSchema(SCHEMA);
  }

  private static LeptonException refused(ReadRequest request) {
    return catchThrowableOfType(
        LeptonException.class, () -> TestRows.read(new XmlFormat(), request, 100));
  }

  // Nothing is loaded from elsewhere.

  private static final List<String> ATTACKS =
      List.of(
          "<!DOCTYPE r [<!ENTITY e SYSTEM '%s'>]><r><x><a>&e;</a></x></r>",
          "<!DOCTYPE r [<!ENTITY e PUBLIC 'p' '%s'>]><r><x><a>&e;</a></x></r>",
          "<!DOCTYPE r SYSTEM '%s'><r><x><a>1</a></x></r>",
          "<!DOCTYPE r PUBLIC '-//W3C//DTD XHTML 1.0//EN' '%s'><r/>",
          "<!DOCTYPE r [<!ENTITY %% p SYSTEM '%s'>%%p;]><r><x><a>1</a></x></r>",
          "<!DOCTYPE r [<!ENTITY %% p '<!ENTITY e SYSTEM \"%s\">'>%%p;]><r><x><a>&e;</a></x></r>",
          "<?xml version='1.0'?><!-- - -->\n<?p ?><!DOCTYPE r SYSTEM '%s'><r/>",
          "<!DOCTYPE r [<!ATTLIST r b CDATA #IMPLIED><!ENTITY e SYSTEM '%s'>]><r b='&e;'/>",
          "<!DOCTYPE r [<!NOTATION n SYSTEM '%s'><!ENTITY e SYSTEM '%1$s' NDATA n>]><r/>");

  /** Well-formed, and all of it only text to a parser that knows no more than XML. */
  private static final List<String> HARMLESS =
      List.of(
          "<?xml-stylesheet href='%s'?><r><x><a>1</a></x></r>",
          "<r xmlns:i='http://www.w3.org/2001/XInclude'><x><i:include href='%s'/><a>1</a></x></r>",
          "<r xmlns='%s'><x><a>1</a></x></r>",
          "<r xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:schemaLocation='%s %1$s'>"
              + "<x><a>1</a></x></r>");

  @Test
  void read_anyReferenceToElsewhere_opensNoConnection() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/secret";
      for (String attack : ATTACKS) {
        LeptonException thrown = refused(request(text(attack.formatted(url))));
        assertThat(thrown).as(attack).isNotNull();
        assertThat(thrown.code()).as(attack).isEqualTo(ErrorCode.UNSAFE_XML);
      }
      for (String harmless : HARMLESS) {
        assertThat(TestRows.read(new XmlFormat(), request(text(harmless.formatted(url))), 10))
            .as(harmless)
            .containsExactly(row("1", null));
      }
      assertNobodyCalled(server);
    }
  }

  private static void assertNobodyCalled(ServerSocket server) throws IOException {
    // A connection that was made waits in the queue of the server.
    server.setSoTimeout(200);
    try {
      server.accept().close();
      fail("A connection was opened");
    } catch (SocketTimeoutException e) {
      // As it should be.
    }
  }

  @Test
  void read_anyReferenceToAFile_doesNotReadIt(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), SECRET);
    for (String place : List.of(file.toUri().toString(), file.toString())) {
      for (String attack : ATTACKS) {
        LeptonException thrown = refused(request(text(attack.formatted(place))));
        assertThat(thrown.code()).as(attack).isEqualTo(ErrorCode.UNSAFE_XML);
        assertThat(thrown).hasMessageNotContaining(SECRET).hasNoCause();
      }
      for (String harmless : HARMLESS) {
        assertThat(TestRows.read(new XmlFormat(), request(text(harmless.formatted(place))), 10))
            .containsExactly(row("1", null));
      }
    }
  }

  @Test
  void infer_documentType_isRefused() {
    ReadRequest request =
        ReadRequest.of(
            DataSource.of(
                "memory",
                "<!DOCTYPE r [<!ENTITY e 'v'>]><r>&e;</r>".getBytes(StandardCharsets.UTF_8)));
    LeptonException thrown =
        catchThrowableOfType(LeptonException.class, () -> new XmlFormat().infer(request));
    assertThat(thrown.code()).isEqualTo(ErrorCode.UNSAFE_XML);
  }

  @Test
  void read_documentTypeInAnyPieces_isRefused() {
    String attack = "<?xml version='1.0'?>\n<!--<r>--><!DOCTYPE r SYSTEM 'x'><r/>";
    for (int split = 1; split < attack.length(); split++) {
      ReadRequest request =
          request(text(attack.substring(0, split)), text(attack.substring(split)));
      assertThat(refused(request).code()).isEqualTo(ErrorCode.UNSAFE_XML);
    }
  }

  @Test
  void read_billionLaughs_isRefusedBeforeAnyOfThem() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY l%d '&l%d;&l%2$d;'>".formatted(i, i - 1));
    }
    String document = bomb.append("]><r><x><a>&l29;</a></x></r>").toString();
    assertThat(refused(request(text(document))).code()).isEqualTo(ErrorCode.UNSAFE_XML);
  }

  @Test
  void read_quadraticBlowUp_isRefusedBeforeAnyOfIt() {
    ReadRequest request =
        request(
            text("<!DOCTYPE r [<!ENTITY e '"),
            new Repeated("x".repeat(1000), 10_000_000),
            text("'>]><r><x><a>"),
            new Repeated("&e;".repeat(1000), 10_000_000),
            text("</a></x></r>"));
    assertThat(refused(request).code()).isEqualTo(ErrorCode.UNSAFE_XML);
  }

  @Test
  void read_manyPredefinedEntities_areNoBomb() throws IOException {
    // From JDK 24 on the parser's own limit would be 100,000.
    InputStream records = new Repeated("<x><a>" + "&amp;&lt;".repeat(50) + "</a></x>", 3_000_000);
    assertThat(TestRows.read(new XmlFormat(), request(text("<r>"), records, text("</r>")), 1000))
        .hasSizeGreaterThan(5_000)
        .allMatch(row -> "&<".repeat(50).equals(row.get(0)));
  }

  // Everything that could grow is bounded.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<r><x><a>|x",
        "<r><x><a>|é",
        "<r><x><a>| ",
        "<r><x><a>|\n",
        "<r><x><a>|&lt;",
        "<r><x><a>|&#65;",
        "<r><x><a>|x<!-- c -->",
        "<r><x><a>|x<?p?>",
        "<r><x><a>|x<b/>",
        "<r><x><a>|<![CDATA[x]]>",
        "<r><x><a><![CDATA[|x",
        "<r><x><other>|x",
        "<r><x>|x",
        "<r><x|",
        "<r><x a='|x",
        "<r><x other='|é",
        "<r><x other='|&amp;",
        "<r><x><!-- |x",
        "<r><x><?p |x",
        "<r><x |  ",
        "<r><x><a>&#|0",
        "<r><x><a>&|a",
        "<r><|a",
        "<r></|r",
        "<r><!-- |x",
        "<!-- |x",
        "<?p |x",
        "<|a",
        "<r |  ",
        "<r><x |a#='1' ",
        "<r><x>|<a#/>",
        "<r>|<a#/>",
        "<r>|<x a#=''/>",
        "<r>|<x xmlns:p#='urn:#'/>",
        "<r>|<x xmlns='urn:#'/>",
        "<r>|<?p#?>",
        "<r><x>|<other xmlns:p#='u#'/>",
        "<r>|<d>",
        "|<d>",
        "<r><x>|<a><b>"
      })
  void read_endlessAnything_isRefusedInConstantMemory(String attack) throws IOException {
    String[] parts = attack.split("\\|", -1);
    String piece = parts[1].isEmpty() ? "y" : parts[1];
    Repeated endless = new Repeated(piece.repeat(piece.contains("#") ? 1 : 500), 1L << 40);
    ReadLimits limits = ReadLimits.defaults().withMaxRecordBytes(300_000).withMaxColumns(2_000);
    ReadRequest request =
        request(text(parts[0]), endless).withLimits(limits).withRejections(rejection -> {});
    LeptonException thrown = refused(request);
    // Some of it is not well-formed, and found to be so at once.
    assertThat(thrown.code()).isIn(ErrorCode.LIMIT_EXCEEDED, ErrorCode.MALFORMED_XML);
    assertThat(endless.given).as("bytes read").isLessThan(6_000_000);
  }

  @Test
  void read_textOfAGigabyte_isRefusedAtTheLimit() {
    Repeated endless = new Repeated("x".repeat(10_000), 1L << 30);
    LeptonException thrown = refused(request(text("<r><x><a>ok</a></x><x><a>"), endless));
    assertThat(thrown.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(thrown).hasMessageContainingAll("row 2", "16777216 bytes");
    assertThat(endless.given).isLessThan(18_000_000);
  }

  @Test
  void read_recordOfExactlyTheLimit_isRead() throws IOException {
    ReadLimits limits = ReadLimits.defaults().withMaxRecordBytes(1_000);
    for (String fill : List.of("x", "é")) {
      String most = fill.repeat(1_000 / fill.getBytes(StandardCharsets.UTF_8).length);
      String xml = "<r><x><a>%s</a></x></r>";
      assertThat(
              TestRows.read(
                  new XmlFormat(), request(text(xml.formatted(most))).withLimits(limits), 10))
          .hasSize(1);
      assertThat(refused(request(text(xml.formatted(most + "x"))).withLimits(limits)).code())
          .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }
  }

  @Test
  void read_depthOfExactlyTheLimit_isRead() throws IOException {
    ReadLimits limits = ReadLimits.defaults().withMaxDepth(10);
    String xml = "<r><x>%s%s</x></r>";
    assertThat(
            TestRows.read(
                new XmlFormat(),
                request(text(xml.formatted("<d>".repeat(8), "</d>".repeat(8)))).withLimits(limits),
                10))
        .hasSize(1);
    LeptonException thrown =
        refused(request(text(xml.formatted("<d>".repeat(9), "</d>".repeat(9)))).withLimits(limits));
    assertThat(thrown).hasMessageContaining("at most 10 elements inside each other");
  }

  @Test
  void read_attributesBeyondTheLimit_areRefused() {
    ReadLimits limits = ReadLimits.defaults().withMaxColumns(50);
    String xml = "<r><x " + many(60) + "/></r>";
    LeptonException thrown = refused(request(text(xml)).withLimits(limits));
    assertThat(thrown.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  private static String many(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 10; i < count + 10; i++) {
      attributes.append("a").append(i).append("='' ");
    }
    return attributes.toString();
  }

  @Test
  void read_thousandsOfColumns_areReadWithTheDefaultLimits() throws IOException {
    String xml = "<r><x " + many(9_000) + "/></r>";
    Schema schema = Schema.of(Field.of("@a9000", ColumnType.TEXT));
    ReadRequest request = TestRows.request(xml.getBytes(StandardCharsets.UTF_8), schema);
    assertThat(TestRows.read(new XmlFormat(), request, 10)).containsExactly(row(""));
    assertThat(new XmlFormat().infer(request).size()).isEqualTo(9_000);
  }

  @Test
  void read_manyRecords_inConstantMemory() throws IOException {
    InputStream records = new Repeated("<x i='#'><a>text #</a><b>#</b></x>\n", 12_000_000);
    long rows = 0;
    try (RecordReader reader =
        new XmlFormat().reader(request(text("<r>"), records, text("</r>")))) {
      RecordBatch batch = RecordBatch.allocate(SCHEMA, 1024);
      while (reader.read(batch)) {
        rows += batch.rowCount();
        assertThat(batch.heap(0).length).isLessThan(1 << 20);
      }
    }
    assertThat(rows).isGreaterThan(200_000);
  }
}
