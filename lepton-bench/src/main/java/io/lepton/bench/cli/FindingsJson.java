package io.lepton.bench.cli;

import io.lepton.quality.RuleResult;
import io.lepton.quality.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Findings for programs. */
final class FindingsJson {

  private FindingsJson() {}

  /**
   * Writes findings as one document.
   *
   * @param out where; flushed, not closed
   * @param findings what is wrong
   * @throws IOException if it cannot be written
   */
  static void writeTo(OutputStream out, Findings findings) throws IOException {
    Json.write(out, json -> write(findings, json));
  }

  private static void write(Findings findings, JsonGenerator json) {
    json.writeStartObject();
    json.writeBooleanProperty("complete", findings.isComplete());
    json.writeNumberProperty("rows", findings.rows());
    if (findings.isComplete()) {
      json.writeNumberProperty("valid", findings.valid());
    }
    json.writeNumberProperty("invalid", findings.invalid());
    json.writeArrayPropertyStart("types");
    findings.faults().forEach(fault -> write(fault, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("rules");
    findings.validation().rules().forEach(result -> write(result, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Findings.Fault fault, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("column", fault.column());
    json.writeStringProperty("code", fault.code().id());
    json.writeStringProperty("reason", fault.reason());
    json.writeNumberProperty("violated", fault.count());
    writeRows(fault.firstRows(), json);
    json.writeEndObject();
  }

  private static void writeRows(List<Long> rows, JsonGenerator json) {
    json.writeArrayPropertyStart("firstRows");
    for (long row : rows) {
      json.writeNumber(row);
    }
    json.writeEndArray();
  }

  private static void write(RuleResult result, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", result.rule());
    json.writeStringProperty("severity", result.severity().name().toLowerCase(Locale.ROOT));
    json.writeNumberProperty("checked", result.checked());
    json.writeNumberProperty("violated", result.violated());
    json.writeArrayPropertyStart("first");
    result.first().forEach(violation -> write(violation, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Violation violation, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("row", violation.row());
    Json.writeTexts(json, "columns", violation.columns());
    json.writeStringProperty("code", violation.code().id());
    json.writeStringProperty("reason", violation.reason());
    json.writeEndObject();
  }
}
