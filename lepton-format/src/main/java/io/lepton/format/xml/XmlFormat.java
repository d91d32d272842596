package io.lepton.format.xml;

import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;

/**
 * Records in an XML document (XML 1.0, Namespaces in XML 1.0).
 *
 * <pre>{@code
 * RecordFormat orders = new XmlFormat(XmlOptions.defaults().withRecords("/orders/order"));
 * Schema schema = orders.infer(ReadRequest.of(DataSource.of(Path.of("orders.xml"))));
 * }</pre>
 *
 * <p><b>Records</b> are the elements at {@link XmlOptions#withRecords a path} from the root;
 * without one, the children of the root element, whatever they are called. What lies elsewhere is
 * passed over. A document whose elements do not lead to the path is refused ({@code
 * RECORDS_NOT_FOUND}); one that has the element around the records, but none in it, is one of zero
 * rows.
 *
 * <p><b>Columns.</b> Named from the record on:
 *
 * <table>
 * <caption>Names of columns</caption>
 * <thead><tr><th>In a record</th><th>Column</th></tr></thead>
 * <tbody>
 * <tr><td>{@code <a>5</a>}</td><td>{@code a}</td></tr>
 * <tr><td>{@code <a><b>5</b></a>}</td><td>{@code a.b}, at any depth</td></tr>
 * <tr><td>an attribute of the record</td><td>{@code @id}</td></tr>
 * <tr><td>an attribute of an element</td><td>{@code a.@id}</td></tr>
 * <tr><td>text of an element that also has attributes or children</td><td>{@code a.#text}; {@code a}
 *     means the same</td></tr>
 * <tr><td>text of the record itself</td><td>{@code #text}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>A dot in the name of an element is not told apart from nesting: both {@code <a.b>} and {@code
 * <a><b>} are {@code a.b}. {@code _xHHHH_} in a name stands for the character of that number, as
 * ISO/IEC 9075-14 (SQL/XML) has it. Text in pieces, around comments and children, is one text;
 * white space alone beside child elements is none. Attributes {@code xsi:*} are not columns.
 *
 * <p><b>Namespaces.</b> Names count without them, unless the options {@linkplain
 * XmlOptions#withNamespace bind prefixes}. Without a binding, elements of the same name in two
 * namespaces are the same column, and a record that has both is rejected like one that has an
 * element twice.
 *
 * <p><b>Missing values.</b> A value is missing if the element or attribute is not there, or if the
 * element says {@code xsi:nil="true"}. An empty element is the empty text in a column of text, no
 * bytes in one of bytes, and missing in all others. White space around a value counts in columns of
 * text only.
 *
 * <p><b>Values</b> are written as in CSV (see {@link io.lepton.format.csv.CsvFormat}), which is
 * also how XML Schema writes them; infinity is {@code INF}. A vector is a list of exactly so many,
 * with white space between ({@code xs:list}); there are none of text and bytes.
 *
 * <p><b>Rejected records</b> go to the request's {@link io.lepton.data.RejectionHandler}, once
 * each: one that has an element more than once that the schema names, or in which it names
 * something ({@code RAGGED_RECORD}), a value that is not of its type ({@code WRONG_TYPE}, {@code
 * OUT_OF_RANGE}), no value in a field that requires one ({@code MISSING_VALUE}). Elements and
 * attributes that the schema does not name are passed over. A column that never occurs is missing
 * everywhere. Records are numbered from 1.
 *
 * <p><b>Refused documents.</b> Not well-formed: {@code MALFORMED_XML}, with row, line and column.
 * With a document type declaration: {@code UNSAFE_XML}, whatever is in it, so that there are no
 * entities to expand and nothing is ever loaded from a file or the network. In another encoding
 * than declared, or one that this JVM does not know: {@code INVALID_ENCODING}. Beyond the
 * {@linkplain io.lepton.data.ReadLimits limits}: {@code LIMIT_EXCEEDED}, for elements inside each
 * other from the root on, for the text and the attributes of a record, for a tag, a comment or an
 * instruction, and for the number of different elements, attributes and namespaces of the document
 * ({@code maxColumns}). Names have at most 1,000 characters. The records before are read first,
 * whatever the size of the batches.
 *
 * <p><b>Encodings.</b> What the byte order mark or the XML declaration says, of all that the JVM
 * knows; UTF-8 without either. Output is UTF-8.
 *
 * <p><b>Inference</b> looks at the first 10,000 records or 4 MiB, whichever is less: columns in the
 * order of their first appearance, with the types as in CSV. All fields are nullable. Elements and
 * attributes that occur later only are not read.
 *
 * <p><b>Writing.</b> One record a line, columns under the names above, so that what is written
 * reads back the same; columns of one element are brought together where the first of them stands.
 * A missing value is an element that is not there. Names that are no XML names are escaped. A dot
 * at the beginning or end of a name, beside another dot, or after the name of another column, as in
 * {@code price} and {@code price.usd}, stays a part of the name of the element. Characters that XML
 * 1.0 cannot hold are refused ({@code UNREPRESENTABLE}), before anything of their batch is written;
 * so is blank text beside child elements.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class XmlFormat implements RecordFormat {

  private final XmlOptions options;

  /** Makes the format for records that are the children of the root element. */
  public XmlFormat() {
    this(XmlOptions.defaults());
  }

  /**
   * Makes the format with options.
   *
   * @param options where the records are and what is around them
   */
  public XmlFormat(XmlOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "xml";
  }

  @Override
  public List<String> extensions() {
    return List.of("xml");
  }

  /**
   * Returns the options.
   *
   * @return where the records are and what is around them
   */
  public XmlOptions options() {
    return options;
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    return XmlInference.infer(request, options);
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    Schema schema = request.schema().isPresent() ? request.schema().get() : infer(request);
    XmlInput in = XmlInput.open(request.source(), request.limits());
    try {
      return new XmlReader(in, options, request, schema);
    } catch (RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    return new XmlWriter(request, options);
  }
}
