package io.lepton.bench.cli;

import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * What an ONNX file says of itself.
 *
 * @param name what to call it
 * @param model the file's content
 */
record ModelSummary(String name, OnnxModel model) {

  /** What ONNX's own operators are shown under: their domain has no name. */
  private static final String ONNX_DOMAIN = "ai.onnx";

  /**
   * Prints everything for people.
   *
   * @param out where
   */
  void print(PrintStream out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s: ONNX model, graph %s, %,d bytes",
            name,
            model.graph().name(),
            model.sizeBytes()));
    out.println("producer: %s %s".formatted(model.producerName(), model.producerVersion()));
    out.println("IR version: " + model.irVersion());
    out.println();
    printValues("input", model.graph().requiredInputs(), out);
    printValues("output", model.graph().outputs(), out);
    printCounts("operator set", "version", opsets(), out);
    out.println();
    printCounts("operator", "nodes", nodesByType(), out);
    printMetadata(out);
  }

  private static void printValues(String title, List<OnnxValueInfo> values, PrintStream out) {
    TextTable table = new TextTable(title, "type");
    values.forEach(value -> table.add(value.name(), value.type().toString()));
    table.print(out);
    out.println();
  }

  private static void printCounts(
      String title, String what, Map<String, Long> counts, PrintStream out) {
    TextTable table = new TextTable(title, what).alignRight(1);
    counts.forEach((name, count) -> table.add(name, Long.toString(count)));
    table.print(out);
  }

  private void printMetadata(PrintStream out) {
    if (model.metadata().isEmpty()) {
      return;
    }
    out.println();
    TextTable table = new TextTable("metadata", "value");
    model.metadata().forEach((key, value) -> table.add(key, value));
    table.print(out);
  }

  /**
   * Writes everything for programs.
   *
   * @param json where
   * @param place on which device it runs, if that was asked for
   */
  void writeTo(JsonGenerator json, Optional<DeviceSummary> place) {
    json.writeStartObject();
    json.writeStringProperty("kind", "model");
    json.writeStringProperty("name", name);
    json.writeStringProperty("graph", model.graph().name());
    json.writeNumberProperty("sizeBytes", model.sizeBytes());
    json.writeStringProperty("producer", model.producerName());
    json.writeStringProperty("producerVersion", model.producerVersion());
    json.writeNumberProperty("irVersion", model.irVersion());
    writeValues(json, "inputs", model.graph().requiredInputs());
    writeValues(json, "outputs", model.graph().outputs());
    writeCounts(json, "opsets", opsets());
    writeCounts(json, "nodes", nodesByType());
    json.writeObjectPropertyStart("metadata");
    model.metadata().forEach(json::writeStringProperty);
    json.writeEndObject();
    place.ifPresent(each -> each.writeTo(json));
    json.writeEndObject();
  }

  private static void writeValues(JsonGenerator json, String title, List<OnnxValueInfo> values) {
    json.writeArrayPropertyStart(title);
    for (OnnxValueInfo value : values) {
      json.writeStartObject();
      json.writeStringProperty("name", value.name());
      json.writeStringProperty("type", value.type().toString());
      if (value.type() instanceof TensorType tensor) {
        json.writeStringProperty("elementType", tensor.elementType().toString());
        writeShape(json, tensor.shape());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Writes a number for a fixed dimension, a text for a named one, null for one that is neither.
   */
  private static void writeShape(JsonGenerator json, OnnxShape shape) {
    if (!shape.isRanked()) {
      return;
    }
    json.writeArrayPropertyStart("shape");
    for (OnnxDim dim : shape.dims()) {
      if (dim.isFixed()) {
        json.writeNumber(dim.size());
      } else if (dim.symbol().isEmpty()) {
        json.writeNull();
      } else {
        json.writeString(dim.symbol());
      }
    }
    json.writeEndArray();
  }

  private static void writeCounts(JsonGenerator json, String title, Map<String, Long> counts) {
    json.writeObjectPropertyStart(title);
    counts.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private Map<String, Long> opsets() {
    Map<String, Long> named = new TreeMap<>();
    model.opsetImports().forEach((domain, version) -> named.put(domainName(domain), version));
    return named;
  }

  /** Counts the nodes of the graph and of all graphs inside it, the most frequent first. */
  private Map<String, Long> nodesByType() {
    Map<String, Long> counts = new TreeMap<>();
    for (OnnxNode node : model.graph().allNodes()) {
      counts.merge(domainName(node.domain()) + "." + node.opType(), 1L, Long::sum);
    }
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static String domainName(String domain) {
    return domain.isEmpty() ? ONNX_DOMAIN : domain;
  }
}
