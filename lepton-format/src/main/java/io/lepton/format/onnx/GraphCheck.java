package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the names of a graph make a computation: each value is made once, each value that is
 * read is made somewhere, here or around this graph, and no value needs itself.
 *
 * <p>The order of the nodes is left open, although ONNX wants them sorted: ONNX Runtime sorts them.
 * So a value may be read before it is made, and only a cycle cannot be run.
 *
 * <p>Takes time in proportion to the number of names, times the depth of the graphs around those
 * that are from outside. For one thread.
 */
final class GraphCheck {

  private static final int NOT_A_NODE = -1;

  private final @Nullable GraphCheck outer;
  private final String title;
  private final List<OnnxNode> nodes;
  private final Map<String, Integer> makers = new HashMap<>();
  private int[] edges = new int[32];
  private int edgeCount;
  private int current;

  private GraphCheck(@Nullable GraphCheck outer, String title, List<OnnxNode> nodes) {
    this.outer = outer;
    this.title = title;
    this.nodes = nodes;
  }

  /**
   * Checks the graph of a model, all graphs inside it, and the model's own functions.
   *
   * @throws MalformedInputException naming the first part that is wrong
   */
  static void check(OnnxModel model) {
    checkGraph(model.graph(), null);
    for (OnnxFunction function : model.functions()) {
      checkFunction(function);
    }
  }

  private static void checkGraph(OnnxGraph graph, @Nullable GraphCheck outer) {
    GraphCheck check = new GraphCheck(outer, "graph " + Quoted.of(graph.name()), graph.nodes());
    Set<String> inputs = new HashSet<>();
    for (OnnxValueInfo input : graph.inputs()) {
      check.make(input.name(), NOT_A_NODE);
      inputs.add(input.name());
    }
    // An initializer may be the default of an input, and then has its name.
    for (OnnxTensorData tensor : graph.initializers()) {
      check.makeInitializer(tensor.name(), inputs);
    }
    for (OnnxSparseTensorData tensor : graph.sparseInitializers()) {
      check.makeInitializer(tensor.name(), inputs);
    }
    check.checkNodes();
    for (OnnxValueInfo output : graph.outputs()) {
      check.checkMade(output.name(), "Output");
    }
  }

  private static void checkFunction(OnnxFunction function) {
    GraphCheck check =
        new GraphCheck(null, "function " + Quoted.of(function.name()), function.nodes());
    for (String input : function.inputs()) {
      check.make(input, NOT_A_NODE);
    }
    check.checkNodes();
    for (String output : function.outputs()) {
      check.checkMade(output, "Output");
    }
  }

  private void makeInitializer(String name, Set<String> inputs) {
    if (!inputs.remove(name)) {
      make(name, NOT_A_NODE);
    }
  }

  private void make(String name, int node) {
    if (name.isEmpty()) {
      throw malformed("A value needs a name, got none");
    }
    if (makers.put(name, node) != null) {
      throw malformed("Value " + Quoted.of(name) + " is made twice");
    }
  }

  private void checkNodes() {
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        if (!output.isEmpty()) {
          make(output, i);
        }
      }
    }
    for (current = 0; current < nodes.size(); current++) {
      checkReads(nodes.get(current));
    }
    checkAcyclic();
  }

  private void checkReads(OnnxNode node) {
    for (String input : node.inputs()) {
      if (!input.isEmpty() && !read(input)) {
        throw malformed(NodeName.of(node) + " reads " + Quoted.of(input) + ", which nothing makes");
      }
    }
    for (OnnxGraph graph : node.subgraphs()) {
      checkGraph(graph, this);
    }
  }

  private void checkMade(String name, String kind) {
    if (!read(name)) {
      throw malformed(kind + " " + Quoted.of(name) + " is made by nothing");
    }
  }

  /** Notes at the level where the value is made that the node at work there needs it. */
  private boolean read(String name) {
    for (GraphCheck level = this; level != null; level = level.outer) {
      Integer maker = level.makers.get(name);
      if (maker != null) {
        level.addEdge(maker);
        return true;
      }
    }
    return false;
  }

  private void addEdge(int maker) {
    // Outputs are looked up when all nodes are done.
    if (maker == NOT_A_NODE || current == nodes.size()) {
      return;
    }
    if (edgeCount == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edgeCount);
    }
    edges[edgeCount++] = maker;
    edges[edgeCount++] = current;
  }

  // Kahn 1962: what cannot be put into an order by taking away nodes that wait for nothing, waits
  // for itself.
  private void checkAcyclic() {
    int[] waiting = new int[nodes.size()];
    int[] starts = new int[nodes.size() + 1];
    for (int i = 0; i < edgeCount; i += 2) {
      starts[edges[i] + 1]++;
      waiting[edges[i + 1]]++;
    }
    int[] readers = readers(starts);
    int[] ready = new int[nodes.size()];
    int count = 0;
    for (int node = 0; node < waiting.length; node++) {
      count += waiting[node] == 0 ? take(ready, count, node) : 0;
    }
    for (int done = 0; done < count; done++) {
      for (int i = starts[ready[done]]; i < starts[ready[done] + 1]; i++) {
        count += --waiting[readers[i]] == 0 ? take(ready, count, readers[i]) : 0;
      }
    }
    if (count < nodes.size()) {
      throw malformed(NodeName.of(firstWaiting(waiting)) + " needs what is made of its own output");
    }
  }

  private static int take(int[] ready, int count, int node) {
    ready[count] = node;
    return 1;
  }

  /** Returns the nodes that read of each node, one after the other; sums the starts up. */
  private int[] readers(int[] starts) {
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] next = starts.clone();
    int[] readers = new int[edgeCount / 2];
    for (int i = 0; i < edgeCount; i += 2) {
      readers[next[edges[i]]++] = edges[i + 1];
    }
    return readers;
  }

  private OnnxNode firstWaiting(int[] waiting) {
    int[] waitedFor = new int[nodes.size()];
    int node = 0;
    for (int i = 0; i < edgeCount; i += 2) {
      if (waiting[edges[i]] > 0 && waiting[edges[i + 1]] > 0) {
        node = edges[i + 1];
        waitedFor[node] = edges[i];
      }
    }
    // It may only lie behind the cycle: going back among those that wait leads into it.
    for (int steps = 0; steps < nodes.size(); steps++) {
      node = waitedFor[node];
    }
    return nodes.get(node);
  }

  private MalformedInputException malformed(String problem) {
    return new MalformedInputException(ErrorCode.MALFORMED_MODEL, problem + ", in " + title);
  }
}
