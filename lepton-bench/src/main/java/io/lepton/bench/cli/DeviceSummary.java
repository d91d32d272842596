package io.lepton.bench.cli;

import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.ModelSource;
import io.lepton.model.NodePlacement;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.compatibility.TestInputs;
import io.lepton.runtime.onnx.OnnxBackend;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Where a model runs here, and why.
 *
 * @param device the device and what was looked at
 * @param nodes which provider computes which node; empty if that was not found out
 * @param unknown why it was not; empty text if it was
 */
record DeviceSummary(DeviceReport device, List<NodePlacement> nodes, String unknown) {

  private static final TestInputs ONE_ROW = TestInputs.generated(1).withBatchSizes(1);

  /**
   * Opens a model and runs it once.
   *
   * @param source the model
   * @return what was found
   * @throws IOException if the model cannot be read
   */
  static DeviceSummary of(ModelSource source) throws IOException {
    OnnxBackend backend = new OnnxBackend();
    SessionOptions options = SessionOptions.defaults();
    DeviceReport device;
    InferenceRequest request;
    try (InferenceSession session = backend.open(source, options)) {
      device = session.device();
      request = ONE_ROW.cases(session).get(0).request();
    }
    try {
      return new DeviceSummary(device, backend.placement(source, options, request), "");
    } catch (InferenceException | InvalidRequestException e) {
      // What a model makes of generated inputs says nothing of the model.
      return new DeviceSummary(device, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Prints everything for people.
   *
   * @param out where
   */
  void print(PrintStream out) {
    out.println();
    out.println("device: " + device.reason());
    out.println();
    // No table: its cells are cut, and how to get what is missing stands at the end.
    for (DeviceReport.Check check : device.checks()) {
      out.println(
          "%s %s: %s".formatted(check.passed() ? "[x]" : "[ ]", check.subject(), check.finding()));
    }
    out.println();
    if (!unknown.isEmpty()) {
      out.println(
          "placement: not found out, the model does not run on generated inputs: " + unknown);
      return;
    }
    out.println("placement: " + counts());
    out.println();
    TextTable table = new TextTable("node", "operator", "provider");
    nodes.forEach(each -> table.add(each.node(), each.operator(), each.provider()));
    table.print(out);
  }

  private String counts() {
    Map<String, Long> counts =
        nodes.stream()
            .collect(
                Collectors.groupingBy(
                    NodePlacement::provider, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> "%d nodes on %s".formatted(each.getValue(), each.getKey()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Writes everything for programs, as properties of the object that is open.
   *
   * @param json where
   */
  void writeTo(JsonGenerator json) {
    CheckJson.write(device, json);
    if (!unknown.isEmpty()) {
      json.writeStringProperty("placementUnknown", unknown);
      return;
    }
    json.writeArrayPropertyStart("placement");
    for (NodePlacement each : nodes) {
      json.writeStartObject();
      json.writeStringProperty("node", each.node());
      json.writeStringProperty("operator", each.operator());
      json.writeStringProperty("provider", each.provider());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
