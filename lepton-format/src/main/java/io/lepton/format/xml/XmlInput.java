package io.lepton.format.xml;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.format.internal.Closing;
import io.lepton.format.internal.SourceBytes;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.CodingErrorAction;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An opened XML document: the JDK's parser, which is told to load nothing and whose failures become
 * Lepton's, without what it quotes of the document.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class XmlInput implements Closeable {

  private static final int BUFFER = 16 << 10;

  /** The limits of the JDK begin with this. */
  private static final String JDK_LIMIT = "JAXP0001";

  private final String name;
  private final SourceBytes bytes;
  private final GuardedReader text;
  private final XMLStreamReader parser;

  private XmlInput(DataSource source, ReadLimits limits, SourceBytes bytes) throws IOException {
    this.name = source.name();
    this.bytes = bytes;
    this.text = new GuardedReader(decoded(bytes, name), limits.maxRecordBytes());
    this.parser = parser(limits);
  }

  static XmlInput open(DataSource source, ReadLimits limits) throws IOException {
    InputStream in = source.open();
    try {
      return new XmlInput(source, limits, SourceBytes.open(in));
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(in, e);
      throw e;
    }
  }

  // Not by the parser: it would put a question mark in the place of what it cannot decode.
  private static InputStreamReader decoded(SourceBytes bytes, String name) throws IOException {
    byte[] head = bytes.readNBytes(XmlEncoding.HEAD_BYTES);
    if (head.length == 0) {
      throw new MalformedInputException(
          ErrorCode.EMPTY_INPUT, name + ": needs an XML document, found nothing");
    }
    XmlEncoding encoding = encoding(head, name);
    int mark = encoding.markBytes();
    return new InputStreamReader(
        new SequenceInputStream(new ByteArrayInputStream(head, mark, head.length - mark), bytes),
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static XmlEncoding encoding(byte[] head, String name) {
    try {
      return XmlEncoding.of(head);
    } catch (Refusal e) {
      throw new MalformedInputException(e.code(), name + ": " + e.getMessage());
    }
  }

  private XMLStreamReader parser(ReadLimits limits) throws IOException {
    try {
      return factory(limits).createXMLStreamReader(text);
    } catch (XMLStreamException | RuntimeException e) {
      throw failure(e, "before row 1");
    }
  }

  // The JDK's own, whatever else is on the class path: its behaviour is what the tests prove.
  private static XMLInputFactory factory(ReadLimits limits) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("Nothing is loaded from elsewhere");
        });
    factory.setProperty("jdk.xml.elementAttributeLimit", limits.maxColumns());
    // Without a document type there are no entities but the five of XML. From JDK 24 on, 100,000
    // characters after such an entity would be the end.
    factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
    factory.setProperty("jdk.xml.entityExpansionLimit", 0);
    return factory;
  }

  /**
   * Goes on to the next part of the document.
   *
   * @return the kind of it, a constant of {@link javax.xml.stream.XMLStreamConstants}
   */
  int next(long row, boolean inRow) throws IOException {
    text.startToken();
    int event;
    try {
      event = parser.next();
    } catch (XMLStreamException | RuntimeException e) {
      throw failure(e, where(row, inRow));
    }
    if (text.failure() != null) {
      throw failure(text.failure(), where(row, inRow));
    }
    return event;
  }

  private static String where(long row, boolean inRow) {
    return inRow ? "row " + row : row == 0 ? "before row 1" : "after row " + row;
  }

  XMLStreamReader parser() {
    return parser;
  }

  String name() {
    return name;
  }

  long bytesRead() {
    return bytes.count();
  }

  /** Says where the parser is and that it is not well-formed there. */
  LeptonException malformed(long row, boolean inRow) {
    return malformed(where(row, inRow), parser.getLocation());
  }

  /** Says where the parser is and that a limit is exceeded there. */
  LeptonException exceeded(long row, boolean inRow, String needs) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "%s, %s%s: %s".formatted(name, where(row, inRow), position(parser.getLocation()), needs));
  }

  private LeptonException malformed(String where, @Nullable Location location) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_XML,
        "%s, %s%s: needs well-formed XML, found something else"
            .formatted(name, where, position(location)));
  }

  private static String position(@Nullable Location location) {
    return location == null || location.getLineNumber() < 1
        ? ""
        : ", line %d, column %d".formatted(location.getLineNumber(), location.getColumnNumber());
  }

  // What the parser says is not passed on: it quotes the document.
  private LeptonException failure(Exception thrown, String where) throws IOException {
    IOException stopped = text.failure();
    if (stopped instanceof Refusal refusal) {
      return refused(refusal, where);
    }
    if (stopped != null) {
      throw stopped;
    }
    Location location = thrown instanceof XMLStreamException e ? e.getLocation() : null;
    if (String.valueOf(thrown.getMessage()).contains(JDK_LIMIT)) {
      return new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "%s, %s%s: needs names and tags of the size that the JDK allows, found a larger one"
              .formatted(name, where, position(location)));
    }
    return malformed(where, location);
  }

  private LeptonException refused(Refusal refusal, String where) {
    String message = "%s, %s: %s".formatted(name, where, refusal.getMessage());
    return refusal.code() == ErrorCode.LIMIT_EXCEEDED
        ? new LimitExceededException(refusal.code(), message)
        : new MalformedInputException(refusal.code(), message);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
