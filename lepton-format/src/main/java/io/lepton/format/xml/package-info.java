/**
 * XML: records that lie in a document as elements, read in a stream and in constant memory.
 *
 * <p>Begin with {@link io.lepton.format.xml.XmlFormat}; {@link io.lepton.format.xml.XmlOptions}
 * says where the records are:
 *
 * <pre>{@code
 * XmlOptions options = XmlOptions.defaults().withRecords("/orders/order");
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("orders.xml")));
 * try (RecordReader reader = new XmlFormat(options).reader(request)) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount() + " orders of " + reader.schema().names());
 *   }
 * }
 * }</pre>
 *
 * <p>How elements and attributes become columns, what is missing, what is rejected and what is
 * refused is written at {@link io.lepton.format.xml.XmlFormat}.
 *
 * <p><b>How it works.</b> The JDK's streaming parser checks that the document is well-formed. It
 * gets its characters from a reader that decodes strictly, stops at a document type declaration,
 * and bounds what the parser may collect. What an element means is found out where it first occurs.
 * The values of a record are gathered as UTF-8 in the memory of the batch and decoded there by the
 * same code as those of CSV.
 *
 * <p>Deliberately absent: document types, entities of one's own, validation against XML Schema,
 * XPath, and anything that loads something from elsewhere.
 */
@NullMarked
package io.lepton.format.xml;

import org.jspecify.annotations.NullMarked;
