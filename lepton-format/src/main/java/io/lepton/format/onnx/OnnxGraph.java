package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A computation: inputs, nodes in the order they can run, constants, outputs. Values are known by
 * name; each is made in one place and may be read in many.
 *
 * <p>Immutable and safe for use by many threads. A {@code with…} method returns a new graph that
 * keeps everything else, what Lepton does not know included, and copies no tensor. It does not
 * check that the names still fit together. Two are equal only if they are the same object.
 */
public final class OnnxGraph {

  private static final int NODE = 1;
  private static final int NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int VALUE_INFO = 13;
  private static final int SPARSE_INITIALIZER = 15;

  private final ProtoMessage message;
  private final String name;
  private final List<OnnxNode> nodes;
  private final List<OnnxValueInfo> inputs;
  private final List<OnnxValueInfo> outputs;
  private final List<OnnxValueInfo> valueInfos;
  private final List<OnnxTensorData> initializers;
  private final List<OnnxSparseTensorData> sparseInitializers;

  private OnnxGraph(ProtoMessage message, Parts parts) {
    this.message = message;
    this.name = parts.name;
    this.nodes = List.copyOf(parts.nodes);
    this.inputs = List.copyOf(parts.inputs);
    this.outputs = List.copyOf(parts.outputs);
    this.valueInfos = List.copyOf(parts.valueInfos);
    this.initializers = List.copyOf(parts.initializers);
    this.sparseInitializers = List.copyOf(parts.sparseInitializers);
  }

  private static final class Parts {
    String name = "";
    List<OnnxNode> nodes = new ArrayList<>();
    List<OnnxValueInfo> inputs = new ArrayList<>();
    List<OnnxValueInfo> outputs = new ArrayList<>();
    List<OnnxValueInfo> valueInfos = new ArrayList<>();
    List<OnnxTensorData> initializers = new ArrayList<>();
    List<OnnxSparseTensorData> sparseInitializers = new ArrayList<>();
  }

  private Parts parts() {
    Parts parts = new Parts();
    parts.name = name;
    parts.nodes = nodes;
    parts.inputs = inputs;
    parts.outputs = outputs;
    parts.valueInfos = valueInfos;
    parts.initializers = initializers;
    parts.sparseInitializers = sparseInitializers;
    return parts;
  }

  static OnnxGraph read(ProtoMessage message, ReadScope scope) {
    scope.enter(message);
    Parts parts = new Parts();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      readField(field, parts, scope);
    }
    scope.leave();
    return new OnnxGraph(message, parts);
  }

  private static void readField(ProtoCursor field, Parts parts, ReadScope scope) {
    switch (field.number()) {
      case NODE -> parts.nodes.add(OnnxNode.read(field.asMessage(), scope));
      case NAME -> parts.name = field.asText();
      case INITIALIZER -> parts.initializers.add(OnnxTensorData.read(field.asMessage(), scope));
      case INPUT -> parts.inputs.add(OnnxValueInfo.read(field.asMessage(), scope));
      case OUTPUT -> parts.outputs.add(OnnxValueInfo.read(field.asMessage(), scope));
      case VALUE_INFO -> parts.valueInfos.add(OnnxValueInfo.read(field.asMessage(), scope));
      case SPARSE_INITIALIZER ->
          parts.sparseInitializers.add(OnnxSparseTensorData.read(field.asMessage(), scope));
      default -> {}
    }
  }

  /**
   * Returns a graph without nodes, to be filled by the {@code with…} methods: the way to make a
   * subgraph. For a model, {@link OnnxModel#builder} checks the names as well.
   *
   * @param name the name of the graph
   * @return the graph
   */
  public static OnnxGraph named(String name) {
    Parts parts = new Parts();
    parts.name = name;
    return new OnnxGraph(ProtoMessage.EMPTY.withText(NAME, name), parts);
  }

  /**
   * Returns the name.
   *
   * @return a name without meaning for the computation
   */
  public String name() {
    return name;
  }

  /**
   * Returns the nodes.
   *
   * @return the graph's own nodes, each after those whose outputs it reads if the file is sound
   */
  public List<OnnxNode> nodes() {
    return nodes;
  }

  /**
   * Returns the nodes of this graph and of all graphs inside it.
   *
   * @return each node before those in its subgraphs
   */
  public List<OnnxNode> allNodes() {
    List<OnnxNode> all = new ArrayList<>();
    addNodesTo(all);
    return all;
  }

  private void addNodesTo(List<OnnxNode> all) {
    for (OnnxNode node : nodes) {
      all.add(node);
      for (OnnxGraph graph : node.subgraphs()) {
        graph.addNodesTo(all);
      }
    }
  }

  /**
   * Returns the declared inputs.
   *
   * @return the inputs; before IR version 4 the initializers are among them
   * @see #requiredInputs
   */
  public List<OnnxValueInfo> inputs() {
    return inputs;
  }

  /**
   * Returns the inputs that a caller must give.
   *
   * @return the inputs that no initializer has a value for
   */
  public List<OnnxValueInfo> requiredInputs() {
    Set<String> initialized = new HashSet<>();
    for (OnnxTensorData tensor : initializers) {
      initialized.add(tensor.name());
    }
    for (OnnxSparseTensorData tensor : sparseInitializers) {
      initialized.add(tensor.name());
    }
    List<OnnxValueInfo> required = new ArrayList<>(inputs.size());
    for (OnnxValueInfo input : inputs) {
      if (!initialized.contains(input.name())) {
        required.add(input);
      }
    }
    return Collections.unmodifiableList(required);
  }

  /**
   * Returns the outputs.
   *
   * @return the declared outputs
   */
  public List<OnnxValueInfo> outputs() {
    return outputs;
  }

  /**
   * Returns what the file says of the types of values inside the graph.
   *
   * @return declarations; any may be missing
   */
  public List<OnnxValueInfo> valueInfos() {
    return valueInfos;
  }

  /**
   * Returns the constants.
   *
   * @return the dense ones
   */
  public List<OnnxTensorData> initializers() {
    return initializers;
  }

  /**
   * Returns the constants that are stored without their zeros.
   *
   * @return the sparse ones
   */
  public List<OnnxSparseTensorData> sparseInitializers() {
    return sparseInitializers;
  }

  /**
   * Finds an input by name.
   *
   * @param name the name of the value
   * @return the declaration; nothing if no input has this name
   */
  public Optional<OnnxValueInfo> input(String name) {
    return find(inputs, name);
  }

  /**
   * Finds an output by name.
   *
   * @param name the name of the value
   * @return the declaration; nothing if no output has this name
   */
  public Optional<OnnxValueInfo> output(String name) {
    return find(outputs, name);
  }

  /**
   * Finds a dense constant by name.
   *
   * @param name the name of the value
   * @return the tensor; nothing if no initializer has this name
   */
  public Optional<OnnxTensorData> initializer(String name) {
    for (OnnxTensorData tensor : initializers) {
      if (tensor.name().equals(name)) {
        return Optional.of(tensor);
      }
    }
    return Optional.empty();
  }

  private boolean isSparse(String name) {
    for (OnnxSparseTensorData tensor : sparseInitializers) {
      if (tensor.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<OnnxValueInfo> find(List<OnnxValueInfo> values, String name) {
    for (OnnxValueInfo value : values) {
      if (value.name().equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the node that makes a value.
   *
   * @param value the name of the value
   * @return the node; nothing if the value is an input, a constant or unknown
   */
  public Optional<OnnxNode> producer(String value) {
    for (OnnxNode node : nodes) {
      if (node.outputs().contains(value)) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds every place where this graph, or a graph inside it, reads a value of this graph.
   *
   * <p>A subgraph with an input or constant of the same name means its own; where a subgraph makes
   * a value of that name, which ONNX forbids, its reads count as well. That the value is an output
   * of this graph is no use: {@link #output} tells.
   *
   * @param value the name of the value
   * @return one entry for each input of a node, in the order of the nodes, and one for each node
   *     with a subgraph that reads it
   */
  public List<OnnxUse> uses(String value) {
    List<OnnxUse> uses = new ArrayList<>();
    for (OnnxNode node : nodes) {
      for (int i = 0; i < node.inputs().size(); i++) {
        if (node.inputs().get(i).equals(value)) {
          uses.add(new OnnxUse(node, i));
        }
      }
      if (isReadInside(node, value)) {
        uses.add(new OnnxUse(node, OnnxUse.IN_SUBGRAPH));
      }
    }
    return uses;
  }

  private static boolean isReadInside(OnnxNode node, String value) {
    for (OnnxGraph graph : node.subgraphs()) {
      if (graph.isReadingOuter(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReadingOuter(String value) {
    boolean isOwn = input(value).isPresent() || initializer(value).isPresent() || isSparse(value);
    return !isOwn && (output(value).isPresent() || !uses(value).isEmpty());
  }

  /**
   * Returns this graph with other nodes.
   *
   * @param nodes all nodes, each after those whose outputs it reads
   * @return a new graph
   */
  public OnnxGraph withNodes(List<OnnxNode> nodes) {
    Parts parts = parts();
    parts.nodes = nodes;
    return with(NODE, nodes, OnnxNode::message, parts);
  }

  /**
   * Returns this graph with other inputs.
   *
   * @param inputs all inputs
   * @return a new graph
   */
  public OnnxGraph withInputs(List<OnnxValueInfo> inputs) {
    Parts parts = parts();
    parts.inputs = inputs;
    return with(INPUT, inputs, OnnxValueInfo::message, parts);
  }

  /**
   * Returns this graph with other outputs.
   *
   * @param outputs all outputs
   * @return a new graph
   */
  public OnnxGraph withOutputs(List<OnnxValueInfo> outputs) {
    Parts parts = parts();
    parts.outputs = outputs;
    return with(OUTPUT, outputs, OnnxValueInfo::message, parts);
  }

  /**
   * Returns this graph with other declarations of the values inside it.
   *
   * @param valueInfos all declarations; none is fine, runtimes infer what they need
   * @return a new graph
   */
  public OnnxGraph withValueInfos(List<OnnxValueInfo> valueInfos) {
    Parts parts = parts();
    parts.valueInfos = valueInfos;
    return with(VALUE_INFO, valueInfos, OnnxValueInfo::message, parts);
  }

  /**
   * Returns this graph with other dense constants.
   *
   * @param initializers all of them; in a model of an IR version before 4 each needs to be declared
   *     as an input, too
   * @return a new graph
   */
  public OnnxGraph withInitializers(List<OnnxTensorData> initializers) {
    Parts parts = parts();
    parts.initializers = initializers;
    return with(INITIALIZER, initializers, OnnxTensorData::message, parts);
  }

  private <T> OnnxGraph with(
      int field, List<T> values, Function<T, ProtoMessage> messageOf, Parts parts) {
    return new OnnxGraph(message.with(field, values.stream().map(messageOf).toList()), parts);
  }

  ProtoMessage message() {
    return message;
  }

  /**
   * Returns the name and how much there is of each part.
   *
   * @return for example {@code 'churn': 39 nodes, 19 inputs, 2 outputs, 15 initializers}
   */
  @Override
  public String toString() {
    return "%s: %d nodes, %d inputs, %d outputs, %d initializers"
        .formatted(
            Quoted.of(name),
            nodes.size(),
            inputs.size(),
            outputs.size(),
            initializers.size() + sparseInitializers.size());
  }
}
