package io.lepton.format.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which documents are well-formed: cases after the productions and constraints of XML 1.0 (fifth
 * edition) and Namespaces in XML 1.0, as the W3C test suite has them.
 */
class XmlConformanceTest {

  private static final Schema SCHEMA = Schema.of(Field.of("a", ColumnType.TEXT));

  /** A document with one record of one column, and its value; a missing value is null. */
  private record WellFormed(String section, String document, @Nullable String value) {}

  private record Refused(String section, String document, ErrorCode code) {

    Refused(String section, String document) {
      this(section, document, ErrorCode.MALFORMED_XML);
    }
  }

  private static String text(String content) {
    return "<r><x><a>" + content + "</a></x></r>";
  }

  static List<WellFormed> wellFormed() {
    return List.of(
        new WellFormed("2.1 one root", text("v"), "v"),
        new WellFormed("2.1 space after the root", text("v") + " \n\t", "v"),
        new WellFormed("2.1 comment after the root", text("v") + "<!-- end -->", "v"),
        new WellFormed("2.1 instruction after the root", text("v") + "<?end?>", "v"),
        new WellFormed("2.2 tab, line feed", text("\t\n"), "\t\n"),
        new WellFormed("2.2 beyond the BMP", text("\ud834\udd1e"), "\ud834\udd1e"),
        new WellFormed("2.2 last character", text("\udbff\udfff"), "\udbff\udfff"),
        new WellFormed("2.2 C1 controls", text("\u0085\u009f\u007f"), "\u0085\u009f\u007f"),
        new WellFormed("2.3 name of any letters", "<é-.·9><x><a>v</a></x></é-.·9>", "v"),
        new WellFormed("2.3 underscore", "<_><x><a>v</a></x></_>", "v"),
        new WellFormed("2.4 ]] alone", text("a]]b]>c"), "a]]b]>c"),
        new WellFormed("2.4 > alone", text("a>b"), "a>b"),
        new WellFormed("2.5 comment", text("v<!-- c - d -->w"), "vw"),
        new WellFormed("2.5 markup in a comment", text("v<!--<b>&x;</c>-->"), "v"),
        new WellFormed("2.5 empty comment", text("v<!---->"), "v"),
        new WellFormed("2.6 instruction", text("v<?p d ? > ?>w"), "vw"),
        new WellFormed("2.6 instruction without data", text("<?p?>v"), "v"),
        new WellFormed("2.7 CDATA", text("<![CDATA[<&]]]]>"), "<&]]"),
        new WellFormed("2.7 CDATA beside text", text("a<![CDATA[b]]>c"), "abc"),
        new WellFormed("2.7 empty CDATA", text("<![CDATA[]]>"), ""),
        new WellFormed("2.7 ]]> in two", text("<![CDATA[]]]]><![CDATA[>]]>"), "]]>"),
        new WellFormed("2.8 declaration", "<?xml version='1.0'?>" + text("v"), "v"),
        new WellFormed(
            "2.8 whole declaration",
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>" + text("v"),
            "v"),
        new WellFormed(
            "2.8 comments before the root", "<!-- a --><?b?>\n<!-- <!DOC -->" + text("v"), "v"),
        new WellFormed("2.11 CR LF", text("a\r\nb"), "a\nb"),
        new WellFormed("2.11 CR", text("a\rb\r\rc"), "a\nb\n\nc"),
        new WellFormed("2.11 CR by reference", text("a&#13;b&#xD;&#xa;"), "a\rb\r\n"),
        new WellFormed("3.1 empty element", "<r><x><a/></x></r>", ""),
        new WellFormed("3.1 empty element, spaced", "<r ><x\n><a\t/></x ></r\n>", ""),
        new WellFormed("3.1 attributes", "<r b='1' c=\"2\"\nd = '>'><x><a>v</a></x></r>", "v"),
        new WellFormed("3.1 quotes in attributes", "<r b='\"' c=\"'\"><x><a>v</a></x></r>", "v"),
        new WellFormed("3.1 no element", "<r><x></x></r>", null),
        new WellFormed("4.1 references", text("&#65;&#x42;&#x1d11e;"), "AB\ud834\udd1e"),
        new WellFormed("4.6 predefined entities", text("&lt;&gt;&amp;&apos;&quot;"), "<>&'\""),
        new WellFormed("4.6 escaped once", text("&amp;lt;&#38;gt;"), "&lt;&gt;"),
        new WellFormed("NS default", "<r xmlns='urn:n'><x><a xmlns=''>v</a></x></r>", "v"),
        new WellFormed("NS prefix", "<p:r xmlns:p='urn:n'><p:x><p:a>v</p:a></p:x></p:r>", "v"),
        new WellFormed(
            "NS same local name of attributes",
            "<r xmlns:p='urn:n'><x p:b='1' b='2'><a>v</a></x></r>",
            "v"),
        new WellFormed("NS xml", "<r xml:lang='en'><x xml:space='preserve'><a>v</a></x></r>", "v"),
        new WellFormed(
            "XSI nil",
            "<r xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><x><a i:nil='true'/></x></r>",
            null));
  }

  static List<Refused> refused() {
    return List.of(
        new Refused("2.1 no element", "<!-- nothing -->"),
        new Refused("2.1 only space", "  \n"),
        new Refused("2.1 text before the root", "v" + text("v")),
        new Refused("2.1 text after the root", text("v") + "v"),
        new Refused("2.1 two roots", text("v") + text("v")),
        new Refused("2.1 reference after the root", text("v") + "&#32;"),
        new Refused("2.1 CDATA after the root", text("v") + "<![CDATA[]]>"),
        new Refused("2.1 not closed", "<r><x><a>v</a></x>"),
        new Refused("2.1 not closed within", "<r><x><a>v</x></r>"),
        new Refused("2.1 crossed", "<r><x><a>v</x></a></r>"),
        new Refused("2.1 closed twice", text("v") + "</r>"),
        new Refused("2.1 case of the end tag", "<r><x><a>v</A></x></r>"),
        new Refused("2.2 NUL", text("\0")),
        new Refused("2.2 control character", text("\u0001")),
        new Refused("2.2 vertical tab", text("\u000b")),
        new Refused("2.2 escape", text("\u001b")),
        new Refused("2.2 U+FFFE", text("\ufffe")),
        new Refused("2.2 U+FFFF", text("\uffff")),
        new Refused("2.2 control character in an attribute", "<r b='\u0008'/>"),
        new Refused("2.2 control character in a comment", "<r><!--\u0002--></r>"),
        new Refused("2.2 control character in a name", "<r\u0002/>"),
        new Refused("2.3 name with a digit first", "<r><1a/></r>"),
        new Refused("2.3 name with a dash first", "<r><-a/></r>"),
        new Refused("2.3 name with a dot first", "<r><.a/></r>"),
        new Refused("2.3 name with a multiplication sign", "<r><a×b/></r>"),
        new Refused("2.3 space before the name", "<r>< a/></r>"),
        new Refused("2.3 no name", "<r><></r>"),
        new Refused("2.3 no name in an end tag", "<r></></r>"),
        new Refused("2.4 < in text", text("a < b")),
        new Refused("2.4 & in text", text("a & b")),
        new Refused("2.4 ]]> in text", text("a]]>b")),
        new Refused("2.4 ]]]> in text", text("a]]]>b")),
        new Refused("2.4 < in an attribute", "<r b='<'/>"),
        new Refused("2.4 & in an attribute", "<r b='&'/>"),
        new Refused("2.5 -- in a comment", "<r><!-- a -- b --></r>"),
        new Refused("2.5 --- at the end of a comment", "<r><!-- a ---></r>"),
        new Refused("2.5 comment not closed", "<r><!-- a </r>"),
        new Refused("2.5 comment in a tag", "<r <!-- a -->></r>"),
        new Refused("2.5 <!->", "<r><!-> a <-></r>"),
        new Refused("2.6 instruction named xml", "<r><?xml version='1.0'?></r>"),
        new Refused("2.6 instruction named XML", "<r><?XML version='1.0'?></r>"),
        new Refused("2.6 instruction without a name", "<r><? p?></r>"),
        new Refused("2.6 instruction not closed", "<r><?p </r>"),
        new Refused("2.6 no space after the name", "<r><?p+d?></r>"),
        new Refused("2.7 CDATA not closed", text("<![CDATA[ v")),
        new Refused("2.7 cdata in small letters", text("<![cdata[v]]>")),
        new Refused("2.7 CDATA with spaces", text("<![ CDATA [v]]>")),
        new Refused("2.8 space before the declaration", " <?xml version='1.0'?>" + text("v")),
        new Refused("2.8 declaration after a comment", "<!----><?xml version='1.0'?><r/>"),
        new Refused("2.8 declaration twice", "<?xml version='1.0'?><?xml version='1.0'?><r/>"),
        new Refused("2.8 declaration without version", "<?xml encoding='UTF-8'?><r/>"),
        new Refused("2.8 declaration without quotes", "<?xml version=1.0?><r/>"),
        new Refused("2.8 unequal quotes", "<?xml version='1.0\"?><r/>"),
        new Refused("2.8 unknown version", "<?xml version='2.0'?><r/>"),
        new Refused(
            "2.8 wrong order", "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><r/>"),
        new Refused("2.8 no space", "<?xml version='1.0'encoding='UTF-8'?><r/>"),
        new Refused("2.8 not closed", "<?xml version='1.0'><r/>"),
        new Refused(
            "2.9 standalone neither yes nor no", "<?xml version='1.0' standalone='1'?><r/>"),
        new Refused("2.8 unknown part", "<?xml version='1.0' valid='no'?><r/>"),
        new Refused("2.8 declaration in capitals", "<?XML version='1.0'?><r/>"),
        new Refused("3.1 attribute twice", "<r b='1' b='2'/>"),
        new Refused("3.1 attribute without a value", "<r b/>"),
        new Refused("3.1 attribute without quotes", "<r b=1/>"),
        new Refused("3.1 attribute not closed", "<r b='1/></r>"),
        new Refused("3.1 unequal quotes", "<r b='1\"/>"),
        new Refused("3.1 no space between attributes", "<r b='1'c='2'/>"),
        new Refused("3.1 attribute in an end tag", "<r></r b='1'>"),
        new Refused("3.1 space within />", "<r / >"),
        new Refused("3.1 tag not closed", "<r"),
        new Refused("3.1 end tag not closed", "<r></r"),
        new Refused("3.1 tag in a tag", "<r <a/>></r>"),
        new Refused("4.1 entity that is not declared", text("&e;")),
        new Refused("4.1 entity in an attribute", "<r b='&e;'/>"),
        new Refused("4.1 entity without semicolon", text("&amp v")),
        new Refused("4.1 entity without a name", text("&;")),
        new Refused("4.1 parameter entity is text, & is not", text("%e; & ")),
        new Refused("4.1 reference to NUL", text("&#0;")),
        new Refused("4.1 reference to a control character", text("&#1;")),
        new Refused("4.1 reference to a surrogate", text("&#xD800;")),
        new Refused("4.1 reference beyond Unicode", text("&#x110000;")),
        new Refused("4.1 reference beyond 32 bits", text("&#4294967361;")),
        new Refused("4.1 reference to U+FFFE", text("&#xFFFE;")),
        new Refused("4.1 reference with letters", text("&#6A;")),
        new Refused("4.1 reference with a capital X", text("&#X41;")),
        new Refused("4.1 reference without digits", text("&#;")),
        new Refused("4.1 reference without semicolon", text("&#65")),
        new Refused("NS prefix of an element not declared", "<p:r/>"),
        new Refused("NS prefix of an attribute not declared", "<r p:b='1'/>"),
        new Refused("NS prefix declared elsewhere", "<r><a xmlns:p='urn:n'/><p:b/></r>"),
        new Refused("NS two colons", "<r xmlns:p='urn:n'><p:a:b/></r>"),
        new Refused("NS colon first", "<r><:a/></r>"),
        new Refused("NS colon last", "<r xmlns:p='urn:n'><p:/></r>"),
        new Refused("NS prefix undeclared", "<r xmlns:p=''/>"),
        new Refused(
            "NS same attribute by two prefixes",
            "<r xmlns:p='urn:n' xmlns:q='urn:n' p:b='1' q:b='2'/>"),
        new Refused("NS xmlns as a prefix", "<r xmlns:xmlns='urn:n'/>"),
        new Refused("NS xml bound to another", "<r xmlns:xml='urn:n'/>"),
        new Refused(
            "NS another bound to xml", "<r xmlns:p='http://www.w3.org/XML/1998/namespace'/>"),
        new Refused(
            "4.3.3 encoding unlike the bytes",
            "<?xml version='1.0' encoding='UTF-16'?><r/>",
            ErrorCode.INVALID_ENCODING),
        new Refused(
            "4.3.3 unknown encoding",
            "<?xml version='1.0' encoding='x-nothing'?><r/>",
            ErrorCode.INVALID_ENCODING),
        new Refused("4.3.3 name of an encoding", "<?xml version='1.0' encoding='1'?><r/>"),
        new Refused("2.8 document type", "<!DOCTYPE r><r/>", ErrorCode.UNSAFE_XML),
        new Refused(
            "2.8 document type after a comment",
            "<?xml version='1.0'?><!-- -- ><?x?><!DOCTYPE r [<!ENTITY e 'v'>]><r>&e;</r>"
                .replace("-- -- >", "-- -->"),
            ErrorCode.UNSAFE_XML),
        new Refused("2.8 document type after the root", text("v") + "<!DOCTYPE r>"),
        new Refused("2.8 document type in the root", "<r><!DOCTYPE r></r>"),
        new Refused("2.1 nothing", "", ErrorCode.EMPTY_INPUT));
  }

  private static List<List<@Nullable Object>> read(byte[] document) throws IOException {
    return TestRows.read(new XmlFormat(), TestRows.request(document, SCHEMA), 10);
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void read_wellFormed_isRead(WellFormed test) throws IOException {
    assertThat(read(test.document.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(TestRows.row(test.value));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void read_wellFormedInUtf16_isRead(WellFormed test) throws IOException {
    String document = test.document.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
    assertThat(read(document.getBytes(StandardCharsets.UTF_16)))
        .containsExactly(TestRows.row(test.value));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void read_notWellFormed_isRefused(Refused test) throws IOException {
    try {
      fail("read as " + read(test.document.getBytes(StandardCharsets.UTF_8)));
    } catch (LeptonException e) {
      assertThat(e.code()).isEqualTo(test.code);
    }
  }

  private record Encoded(String declared, Charset charset, String mark, String text) {}

  static List<Encoded> encodings() {
    return List.of(
        new Encoded("UTF-8", StandardCharsets.UTF_8, "", "é€\ud834\udd1e"),
        new Encoded("utf-8", StandardCharsets.UTF_8, "\ufeff", "é€\ud834\udd1e"),
        new Encoded("UTF-16", StandardCharsets.UTF_16LE, "\ufeff", "é€\ud834\udd1e"),
        new Encoded("UTF-16", StandardCharsets.UTF_16BE, "\ufeff", "é€\ud834\udd1e"),
        new Encoded("UTF-16LE", StandardCharsets.UTF_16LE, "", "é€\ud834\udd1e"),
        new Encoded("UTF-16BE", StandardCharsets.UTF_16BE, "", "é€\ud834\udd1e"),
        new Encoded("ISO-8859-1", StandardCharsets.ISO_8859_1, "", "éß\u0080"),
        new Encoded("US-ASCII", StandardCharsets.US_ASCII, "", "plain"),
        new Encoded("windows-1252", Charset.forName("windows-1252"), "", "é€„"),
        new Encoded("GB18030", Charset.forName("GB18030"), "", "中文é\ud834\udd1e"),
        new Encoded("Shift_JIS", Charset.forName("Shift_JIS"), "", "日本"),
        new Encoded("IBM037", Charset.forName("IBM037"), "", "abc"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void read_declaredEncoding_isDecoded(Encoded test) throws IOException {
    String document =
        "%s<?xml version='1.0' encoding='%s'?>%s"
            .formatted(test.mark, test.declared, text(test.text));
    assertThat(read(document.getBytes(test.charset))).containsExactly(TestRows.row(test.text));
  }

  private static byte[] latin(String document) {
    return document.getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<byte[]> wrongEncodings() {
    return List.of(
        latin(text("\u00e9")),
        latin("<?xml version='1.0' encoding='UTF-8'?>" + text("\u00c3")),
        latin("<?xml version='1.0' encoding='US-ASCII'?>" + text("\u00e9")),
        latin("<?xml version='1.0' encoding='GB18030'?>" + text("\u00ff")),
        latin("<?xml version='1.0' encoding='windows-1252'?>" + text("\u0081")),
        latin(text("\u00ed\u00a0\u0080")),
        latin(text("\u00c0\u00bc")),
        latin(text("\u00f4\u0090\u0080\u0080")),
        "\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><r/>".getBytes(StandardCharsets.UTF_8),
        "\ufeff<?xml version='1.0' encoding='UTF-8'?><r/>".getBytes(StandardCharsets.UTF_16LE),
        "\ufeff<?xml version='1.0' encoding='UTF-16BE'?><r/>".getBytes(StandardCharsets.UTF_16LE),
        "<?xml version='1.0' encoding='UTF-8'?><r/>".getBytes(StandardCharsets.UTF_16LE));
  }

  @ParameterizedTest
  @MethodSource("wrongEncodings")
  void read_bytesUnlikeTheEncoding_areRefused(byte[] document) throws IOException {
    try {
      fail("read as " + read(document));
    } catch (LeptonException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    }
  }
}
