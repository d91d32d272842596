package io.lepton.format.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of ONNX for the names in a graph that a caller built. Stateless. */
final class GraphNames {

  private GraphNames() {}

  /**
   * Checks that each value is made once, before it is read.
   *
   * @throws IllegalStateException naming the first part that is wrong
   */
  static void check(OnnxGraph graph) {
    check(graph, Set.of());
  }

  private static void check(OnnxGraph graph, Set<String> outer) {
    Set<String> made = new HashSet<>(outer);
    graph.inputs().forEach(input -> make(input.name(), "Input", made));
    addInitializers(graph, made);
    for (OnnxNode node : graph.nodes()) {
      checkNode(node, made);
    }
    checkOutputs(graph, made);
  }

  // An initializer may give an input its default, and then has its name.
  private static void addInitializers(OnnxGraph graph, Set<String> made) {
    Set<String> inputs = new HashSet<>();
    graph.inputs().forEach(input -> inputs.add(input.name()));
    for (OnnxTensorData tensor : graph.initializers()) {
      if (!inputs.remove(tensor.name())) {
        make(tensor.name(), "Initializer", made);
      }
    }
  }

  private static void checkNode(OnnxNode node, Set<String> made) {
    for (String input : node.inputs()) {
      if (!input.isEmpty() && !made.contains(input)) {
        throw new IllegalStateException(
            "Node " + node + " reads " + Quoted.of(input) + ", which nothing before it makes");
      }
    }
    node.subgraphs().forEach(graph -> check(graph, made));
    for (String output : node.outputs()) {
      if (!output.isEmpty()) {
        make(output, "Node " + node + ": output", made);
      }
    }
  }

  private static void checkOutputs(OnnxGraph graph, Set<String> made) {
    if (graph.outputs().isEmpty()) {
      throw new IllegalStateException("Graph " + Quoted.of(graph.name()) + " needs an output");
    }
    Set<String> seen = new HashSet<>();
    for (OnnxValueInfo output : graph.outputs()) {
      checkOutput(output.name(), made, seen);
    }
  }

  private static void checkOutput(String name, Set<String> made, Set<String> seen) {
    if (!made.contains(name)) {
      throw new IllegalStateException("Nothing makes the output " + Quoted.of(name));
    }
    if (!seen.add(name)) {
      throw new IllegalStateException("Output " + Quoted.of(name) + " is declared twice");
    }
  }

  private static void make(String name, String maker, Set<String> made) {
    if (name.isEmpty()) {
      throw new IllegalStateException(maker + " needs a name");
    }
    if (!made.add(name)) {
      throw new IllegalStateException(maker + " " + Quoted.of(name) + " needs a name of its own");
    }
  }

  /**
   * Checks that the operators of each domain are imported.
   *
   * @throws IllegalStateException naming the first node whose domain is not
   */
  static void checkDomains(OnnxGraph graph, Set<String> imports) {
    List<String> known = imports.stream().map(OperatorSets::canonical).toList();
    for (OnnxNode node : graph.allNodes()) {
      if (!known.contains(OperatorSets.canonical(node.domain()))) {
        throw new IllegalStateException(
            "Node " + node + " needs opset(" + Quoted.of(node.domain()) + ", ...)");
      }
    }
  }
}
