package io.lepton.format.xml;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.internal.ByteSink;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes one element a record, one record a line. */
final class XmlWriter implements RecordWriter {

  private final Schema schema;
  private final XmlOptions options;
  private final XmlElement record;
  private final String root;
  private final ByteSink sink;
  private long rows;
  private boolean closed;

  XmlWriter(WriteRequest request, XmlOptions options) throws IOException {
    this.schema = request.schema();
    this.options = options;
    this.root = options.written(options.rootName());
    this.record = new XmlElement(options.written(options.recordName()));
    for (int i = 0; i < schema.size(); i++) {
      add(i, schema.field(i));
    }
    this.sink = new ByteSink(request.target().open());
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + rootTag() + "\n");
  }

  private String rootTag() {
    StringBuilder tag = new StringBuilder("<").append(root);
    for (Map.Entry<String, String> binding : options.namespaces().entrySet()) {
      String prefix = binding.getKey();
      tag.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix)
          .append("=\"")
          .append(reference(binding.getValue()))
          .append('"');
    }
    // For xsi:nil.
    return tag.append(" xmlns:xsi=\"").append(XmlColumn.XSI).append("\">").toString();
  }

  private static String reference(String uri) {
    return uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.write(bytes, 0, bytes.length);
  }

  private void add(int index, Field field) {
    XmlElement element = record;
    String rest = field.name();
    for (int dot = nesting(field.name(), 0); dot >= 0; dot = nesting(field.name(), dot + 1)) {
      element = element.child(options.written(part(field.name(), rest, dot)));
      rest = field.name().substring(dot + 1);
    }
    addPart(element, rest, index, field);
  }

  private static String part(String name, String rest, int dot) {
    return rest.substring(0, dot - (name.length() - rest.length()));
  }

  /** Finds the next dot of a name that means nesting. */
  private int nesting(String name, int from) {
    if (name.startsWith(XmlColumn.ATTRIBUTE, from)) {
      return -1;
    }
    int dot = name.indexOf('.', from);
    while (dot >= 0 && !isNesting(name, from, dot)) {
      dot = name.indexOf('.', dot + 1);
    }
    return dot;
  }

  // Text of a column of its own and text beside children would be hard to tell apart; attributes do
  // it no harm.
  private boolean isNesting(String name, int from, int dot) {
    boolean between = dot > from && dot + 1 < name.length() && name.charAt(dot + 1) != '.';
    boolean beneathColumn =
        schema.indexOf(name.substring(0, dot)) >= 0
            && !name.startsWith(XmlColumn.ATTRIBUTE, dot + 1);
    return between && !beneathColumn;
  }

  private void addPart(XmlElement element, String part, int index, Field field) {
    if (part.length() > 1 && part.startsWith(XmlColumn.ATTRIBUTE)) {
      XmlCell cell = cell(index, field, XmlText.ATTRIBUTE);
      element.addAttribute(options.written(part.substring(1)), cell);
    } else if (part.equals(XmlColumn.TEXT)) {
      element.setText(cell(index, field, XmlText.CONTENT));
    } else {
      element.child(options.written(part)).setText(cell(index, field, XmlText.CONTENT));
    }
  }

  private static XmlCell cell(int index, Field field, XmlText text) {
    return new XmlCell(index, field.name(), field.type().kind(), field.type().width(), text);
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    if (!batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "The writer needs batches of %s, got %s".formatted(schema, batch.schema()));
    }
    record.bind(batch);
    check(batch.rowCount());
    for (int row = 0; row < batch.rowCount(); row++) {
      record.write(row, sink);
      sink.write((byte) '\n');
    }
    rows += batch.rowCount();
  }

  // Before anything is written: a document must not end within a record.
  private void check(int count) {
    for (int row = 0; row < count; row++) {
      XmlCell cell = record.unwritable(row);
      if (cell != null) {
        throw new LeptonException(
            ErrorCode.UNREPRESENTABLE,
            "Row %d, column %s: needs characters that XML 1.0 can hold, and text that is not blank beside child elements"
                .formatted(rows + row + 1, cell.name()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      write("</" + root + ">\n");
    }
    sink.flush();
  }
}
