package io.lepton.bench.cli;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.DeviceReport;
import io.lepton.runtime.compatibility.CompatibilityReport;
import io.lepton.runtime.compatibility.ConfigurationResult;
import io.lepton.runtime.compatibility.OutputComparison;
import io.lepton.runtime.compatibility.Tolerance;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The check of a model for programs. */
final class CheckJson {

  private CheckJson() {}

  /**
   * Writes what was found as one object.
   *
   * @param sound the model, which has passed the pre-flight
   * @param report the compatibility report
   * @param json where
   */
  static void write(OnnxModel sound, CompatibilityReport report, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("model", report.model());
    json.writeBooleanProperty("passed", report.passed());
    json.writeObjectPropertyStart("preflight");
    json.writeNumberProperty("nodes", sound.graph().allNodes().size());
    json.writeNumberProperty("initializers", sound.graph().initializers().size());
    json.writeNumberProperty("irVersion", sound.irVersion());
    json.writeNumberProperty("sizeBytes", sound.sizeBytes());
    json.writeEndObject();
    json.writeStringProperty("reference", report.reference());
    write(report.tolerance(), json);
    Json.writeTexts(json, "testCases", report.testCases());
    json.writeObjectPropertyStart("refused");
    report.refused().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("results");
    report.results().forEach(result -> write(result, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Tolerance tolerance, JsonGenerator json) {
    json.writeObjectPropertyStart("tolerance");
    json.writeNumberProperty("absolute", tolerance.absolute());
    json.writeNumberProperty("relative", tolerance.relative());
    json.writeNumberProperty("ulps", tolerance.ulps());
    json.writeEndObject();
  }

  private static void write(ConfigurationResult result, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("configuration", result.configuration());
    json.writeStringProperty(
        "outcome", result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!result.detail().isEmpty()) {
      json.writeStringProperty("detail", result.detail());
    }
    result.device().ifPresent(device -> write(device, json));
    json.writeArrayPropertyStart("outputs");
    result.outputs().forEach(output -> write(output, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * Writes what was found about a device, as the property {@code device}.
   *
   * @param device the report
   * @param json where
   */
  static void write(DeviceReport device, JsonGenerator json) {
    json.writeObjectPropertyStart("device");
    json.writeStringProperty("chosen", device.chosen().name());
    json.writeStringProperty("reason", device.reason());
    json.writeArrayPropertyStart("checks");
    for (DeviceReport.Check check : device.checks()) {
      json.writeStartObject();
      json.writeStringProperty("subject", check.subject());
      json.writeBooleanProperty("passed", check.passed());
      json.writeStringProperty("finding", check.finding());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  // An infinite distance is a text: JSON has no such number.
  private static void write(OutputComparison output, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("output", output.output());
    json.writeStringProperty("type", output.type().name());
    json.writeNumberProperty("elements", output.elements());
    json.writeNumberProperty("differing", output.differing());
    json.writeNumberProperty("failing", output.failing());
    json.writeNumberProperty("maxAbsolute", output.maxAbsolute());
    json.writeNumberProperty("maxUlps", output.maxUlps());
    if (!output.worstCase().isEmpty()) {
      json.writeStringProperty("worstCase", output.worstCase());
    }
    output.mismatch().ifPresent(words -> json.writeStringProperty("mismatch", words));
    json.writeEndObject();
  }
}
