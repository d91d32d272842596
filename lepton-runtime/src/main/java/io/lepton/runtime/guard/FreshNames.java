package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxFunction;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names that no value of a model has. They are looked for at the first need: most models have none.
 *
 * <p>For one thread.
 */
final class FreshNames {

  private final OnnxModel model;
  private String prefix = "";
  private int count;

  FreshNames(OnnxModel model) {
    this.model = model;
  }

  String next() {
    if (prefix.isEmpty()) {
      prefix = unusedPrefix();
    }
    return prefix + count++;
  }

  private String unusedPrefix() {
    Set<String> names = new HashSet<>();
    add(model.graph(), names);
    for (OnnxFunction function : model.functions()) {
      names.addAll(function.inputs());
      add(function.nodes(), names);
    }
    String unused = "lepton.guard.";
    while (isBegun(names, unused)) {
      unused += "_";
    }
    return unused;
  }

  private static boolean isBegun(Set<String> names, String prefix) {
    return names.stream().anyMatch(name -> name.startsWith(prefix));
  }

  private static void add(OnnxGraph graph, Set<String> names) {
    graph.inputs().stream().map(OnnxValueInfo::name).forEach(names::add);
    graph.initializers().stream().map(OnnxTensorData::name).forEach(names::add);
    add(graph.nodes(), names);
  }

  private static void add(List<OnnxNode> nodes, Set<String> names) {
    for (OnnxNode node : nodes) {
      names.addAll(node.outputs());
      node.subgraphs().forEach(graph -> add(graph, names));
    }
  }
}
