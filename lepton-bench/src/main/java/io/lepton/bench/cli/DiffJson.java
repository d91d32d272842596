package io.lepton.bench.cli;

import io.lepton.format.diff.DiffReport;
import io.lepton.format.diff.Difference;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A comparison for programs. */
final class DiffJson {

  private DiffJson() {}

  /**
   * Writes a report as one object.
   *
   * @param report the report
   * @param json where
   */
  static void write(DiffReport report, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("a", report.a());
    json.writeStringProperty("b", report.b());
    json.writeStringProperty("outcome", word(report.outcome()));
    json.writeNumberProperty("rowsA", report.rowsA());
    json.writeNumberProperty("rowsB", report.rowsB());
    Json.writeTexts(json, "key", report.key());
    Json.writeTexts(json, "columnsOnlyInA", report.columnsOnlyInA());
    Json.writeTexts(json, "columnsOnlyInB", report.columnsOnlyInB());
    json.writeNumberProperty("same", report.same());
    json.writeNumberProperty("changed", report.changed());
    json.writeNumberProperty("onlyInA", report.onlyInA());
    json.writeNumberProperty("onlyInB", report.onlyInB());
    json.writeNumberProperty("comparedByColumn", report.comparedByColumn());
    json.writeObjectPropertyStart("changedByColumn");
    report.changedByColumn().forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("first");
    report.first().forEach(difference -> write(difference, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Difference difference, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", word(difference.kind()));
    writeRow(json, "rowA", difference.rowA());
    writeRow(json, "rowB", difference.rowB());
    Json.writeTexts(json, "columns", difference.columns());
    if (!difference.values().isEmpty()) {
      json.writeArrayPropertyStart("values");
      difference.values().forEach(values -> write(values, json));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeRow(JsonGenerator json, String name, long row) {
    if (row > 0) {
      json.writeNumberProperty(name, row);
    }
  }

  private static void write(Difference.Values values, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("column", values.column());
    writeValue(json, "a", values.a());
    writeValue(json, "b", values.b());
    json.writeEndObject();
  }

  // A value is JSON already.
  private static void writeValue(JsonGenerator json, String name, Optional<String> value) {
    if (value.isPresent()) {
      json.writeName(name);
      json.writeRawValue(value.get());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
