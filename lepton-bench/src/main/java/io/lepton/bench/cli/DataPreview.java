package io.lepton.bench.cli;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.FieldEvidence;
import io.lepton.data.FieldEvidence.Alternative;
import io.lepton.data.Inference;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/**
 * What a data file looks like: its columns and its first rows.
 *
 * @param name what to call the file
 * @param format the format's name
 * @param sizeBytes its size, or -1 if it is not known
 * @param inference how its types were found
 * @param rows the first rows
 */
record DataPreview(
    String name, String format, long sizeBytes, Inference inference, RecordBatch rows) {

  private static final String MISSING = "(missing)";
  private static final int WIDEST_CELL = 28;

  /**
   * Reads the beginning of a file.
   *
   * @param format how to read it
   * @param source the file
   * @param rowCount how many rows to show, at most
   * @return the preview
   * @throws IOException if it cannot be read
   */
  static DataPreview read(RecordFormat format, DataSource source, int rowCount) throws IOException {
    ReadRequest request = ReadRequest.of(source);
    Inference inference = format.inference(request);
    try (RecordReader reader = format.reader(request.withSchema(inference.schema()))) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), rowCount);
      // A file without rows leaves the batch empty, which is what there is to show.
      boolean ignored = reader.read(batch);
      return new DataPreview(source.name(), format.name(), source.sizeBytes(), inference, batch);
    }
  }

  /**
   * Prints everything for people.
   *
   * @param out where
   */
  void print(PrintStream out) {
    String size = sizeBytes < 0 ? "" : String.format(Locale.ROOT, ", %,d bytes", sizeBytes);
    out.println("%s: %s%s, %d columns".formatted(name, format, size, rows.schema().size()));
    out.println();
    printSchema(out);
    out.println();
    printRows(out);
  }

  private void printSchema(PrintStream out) {
    TextTable table = new TextTable("column", "type", "sure", "missing", "narrower, but for rows");
    table.alignRight(2);
    table.alignRight(3);
    for (FieldEvidence evidence : inference.fields()) {
      table.add(
          evidence.field().name(),
          evidence.field().type().toString(),
          String.format(Locale.ROOT, "%.1f %%", Math.floor(evidence.confidence() * 1000) / 10),
          evidence.missing() == 0 ? "" : Long.toString(evidence.missing()),
          evidence.alternatives().stream().limit(1).map(this::narrower).findFirst().orElse(""));
    }
    table.print(out);
    String rowsSeen = inference.complete() ? "all %,d rows" : "the first %,d rows";
    out.printf(Locale.ROOT, "types from " + rowsSeen + "%n", inference.rows());
  }

  private String narrower(Alternative other) {
    String rowNumbers =
        other.counterExamples().stream().map(String::valueOf).collect(Collectors.joining(", "));
    boolean more = other.counterExamples().size() == Alternative.MAX_EXAMPLES;
    return other.type() + ": " + rowNumbers + (more ? ", ..." : "");
  }

  /**
   * Prints the rows as a table.
   *
   * @param out where
   */
  void printRows(PrintStream out) {
    Schema schema = rows.schema();
    TextTable table = new TextTable(WIDEST_CELL, schema.names());
    for (int i = 0; i < schema.size(); i++) {
      if (schema.field(i).type().isNumeric()) {
        table.alignRight(i);
      }
    }
    for (int row = 0; row < rows.rowCount(); row++) {
      int current = row;
      table.add(rows.columns().stream().map(column -> cell(column, current)).toList());
    }
    table.print(out);
  }

  private static String cell(Column column, int row) {
    int width = column.type().width();
    if (column.isNull(row)) {
      return MISSING;
    }
    if (width == 1) {
      return CellText.of(column, row);
    }
    return IntStream.range(row * width, (row + 1) * width)
        .mapToObj(element -> CellText.of(column, element))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * Writes everything for programs.
   *
   * @param json where
   */
  void writeTo(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", "data");
    json.writeStringProperty("name", name);
    json.writeStringProperty("format", format);
    if (sizeBytes >= 0) {
      json.writeNumberProperty("sizeBytes", sizeBytes);
    }
    writeColumns(json);
    json.writeArrayPropertyStart("rows");
    for (int row = 0; row < rows.rowCount(); row++) {
      writeRow(json, row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeColumns(JsonGenerator json) {
    json.writeArrayPropertyStart("columns");
    for (FieldEvidence evidence : inference.fields()) {
      Field field = evidence.field();
      json.writeStartObject();
      json.writeStringProperty("name", field.name());
      json.writeStringProperty("type", field.type().toString());
      json.writeBooleanProperty("nullable", field.nullable());
      json.writeNumberProperty("values", evidence.values());
      json.writeNumberProperty("missing", evidence.missing());
      json.writeNumberProperty("confidence", evidence.confidence());
      writeAlternatives(json, evidence);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeAlternatives(JsonGenerator json, FieldEvidence evidence) {
    json.writeArrayPropertyStart("alternatives");
    for (Alternative other : evidence.alternatives()) {
      json.writeStartObject();
      json.writeStringProperty("type", other.type().toString());
      json.writeNumberProperty("fitting", other.fitting());
      json.writeArrayPropertyStart("counterExamples");
      other.counterExamples().forEach(json::writeNumber);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeRow(JsonGenerator json, int row) {
    json.writeStartObject();
    for (int i = 0; i < rows.schema().size(); i++) {
      json.writeName(rows.schema().field(i).name());
      writeCell(json, rows.column(i), row);
    }
    json.writeEndObject();
  }

  private static void writeCell(JsonGenerator json, Column column, int row) {
    int width = column.type().width();
    if (column.isNull(row)) {
      json.writeNull();
    } else if (width == 1) {
      writeElement(json, column, row);
    } else {
      json.writeStartArray();
      for (int i = 0; i < width; i++) {
        writeElement(json, column, row * width + i);
      }
      json.writeEndArray();
    }
  }

  private static void writeElement(JsonGenerator json, Column column, int element) {
    String text = CellText.of(column, element);
    boolean word = text.endsWith("NaN") || text.endsWith("Infinity");
    if (column.type().kind() == Kind.BOOL) {
      json.writeBoolean(text.equals("true"));
    } else if (column.type().isNumeric() && !word) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }
}
