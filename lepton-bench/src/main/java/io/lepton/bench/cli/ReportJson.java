package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import io.lepton.data.Rejection;
import io.lepton.runtime.scoring.ScoringReport;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** A scoring report for programs. */
final class ReportJson {

  private ReportJson() {}

  /**
   * Writes a report as one document.
   *
   * @param out where; flushed, not closed
   * @param report the report
   * @throws IOException if it cannot be written
   */
  static void writeTo(OutputStream out, ScoringReport report) throws IOException {
    Json.write(out, json -> write(report, json));
  }

  private static void write(ScoringReport report, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("model", report.model());
    json.writeNumberProperty("rowsRead", report.rowsRead());
    json.writeNumberProperty("rowsScored", report.rowsScored());
    json.writeNumberProperty("rowsRejected", report.rowsRejected());
    writeRejections(report, json);
    json.writeNumberProperty("bytesRead", report.bytesRead());
    json.writeNumberProperty("seconds", report.elapsed().toNanos() / 1e9);
    json.writeNumberProperty("rowsPerSecond", finite(report.rowsPerSecond()));
    CheckJson.write(report.device(), json);
    Json.writeTexts(json, "bindings", report.bindings());
    json.writeEndObject();
  }

  private static void writeRejections(ScoringReport report, JsonGenerator json) {
    json.writeObjectPropertyStart("rejectionsByCode");
    for (var entry : report.rejectionsByCode().entrySet()) {
      ErrorCode code = entry.getKey();
      json.writeNumberProperty(code.id(), entry.getValue());
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("firstRejections");
    report.firstRejections().forEach(rejection -> write(rejection, json));
    json.writeEndArray();
  }

  private static void write(Rejection rejection, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("row", rejection.row());
    json.writeStringProperty("column", rejection.column());
    json.writeStringProperty("code", rejection.code().id());
    json.writeStringProperty("reason", rejection.reason());
    json.writeEndObject();
  }

  // JSON has no infinity, which is what no time at all comes to.
  private static double finite(double rate) {
    return Double.isFinite(rate) ? rate : 0;
  }
}
