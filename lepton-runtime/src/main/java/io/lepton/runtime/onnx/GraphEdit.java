package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model on its way to another form. Each method leaves a model that is sound again.
 *
 * <p>New constants are Constant nodes, not initializers: before IR version 4 an initializer had to
 * be an input as well, and models of that age are still about.
 *
 * <p>For one thread.
 */
final class GraphEdit {

  /** Has every operator that is inserted here, in the form it is inserted in. */
  private static final long OPSET_IF_NONE = 13;

  private final OnnxModel original;
  private final Set<String> names = new HashSet<>();
  private OnnxGraph graph;

  GraphEdit(OnnxModel model) {
    original = model;
    graph = model.graph();
    for (OnnxValueInfo input : graph.inputs()) {
      names.add(input.name());
    }
    for (OnnxTensorData tensor : graph.initializers()) {
      names.add(tensor.name());
    }
    for (OnnxNode node : graph.allNodes()) {
      names.addAll(node.outputs());
    }
  }

  OnnxGraph graph() {
    return graph;
  }

  long opset(String domain) {
    return original.opset(domain).orElse(0);
  }

  boolean isChanged() {
    return graph != original.graph();
  }

  /** Returns the model as it is now. */
  OnnxModel model() {
    if (!isChanged()) {
      return original;
    }
    OnnxModel changed = original.withGraph(graph);
    if (original.opset("").isPresent()) {
      return changed;
    }
    Map<String, Long> imports = new LinkedHashMap<>(original.opsetImports());
    imports.put("", OPSET_IF_NONE);
    return changed.withOpsetImports(imports);
  }

  /** Returns a name that no value has yet. */
  String freshName(String base) {
    String name = base + "_lepton";
    for (int i = 2; !names.add(name); i++) {
      name = base + "_lepton" + i;
    }
    return name;
  }

  static OnnxNode constant(String name, OnnxTensorData value) {
    return OnnxNode.of(
        "Constant", List.of(), List.of(name), OnnxAttribute.ofTensor("value", value));
  }

  static OnnxNode cast(String from, String to, OnnxElementType type) {
    return OnnxNode.of(
        "Cast", List.of(from), List.of(to), OnnxAttribute.ofInt("to", type.number()));
  }

  /** Puts other nodes in the place of one. */
  void replace(OnnxNode node, List<OnnxNode> replacement) {
    List<OnnxNode> nodes = new ArrayList<>();
    for (OnnxNode candidate : graph.nodes()) {
      if (candidate == node) {
        nodes.addAll(replacement);
      } else {
        nodes.add(candidate);
      }
    }
    graph = graph.withNodes(nodes);
  }

  /** Puts a node before all others. */
  void prepend(OnnxNode node) {
    List<OnnxNode> nodes = new ArrayList<>(graph.nodes());
    nodes.add(0, node);
    graph = graph.withNodes(nodes);
  }

  /** Puts nodes before all others. */
  void prepend(List<OnnxNode> first) {
    List<OnnxNode> nodes = new ArrayList<>(first);
    nodes.addAll(graph.nodes());
    graph = graph.withNodes(nodes);
  }

  /** Puts nodes behind all others. */
  void append(List<OnnxNode> last) {
    List<OnnxNode> nodes = new ArrayList<>(graph.nodes());
    nodes.addAll(last);
    graph = graph.withNodes(nodes);
  }

  /** Lets all readers of a value, at this level, read another. */
  void redirect(String from, String to) {
    List<OnnxNode> nodes = new ArrayList<>();
    for (OnnxNode node : graph.nodes()) {
      List<String> inputs = new ArrayList<>(node.inputs());
      inputs.replaceAll(input -> input.equals(from) ? to : input);
      nodes.add(inputs.equals(node.inputs()) ? node : node.withInputs(inputs));
    }
    graph = graph.withNodes(nodes);
  }

  /** Adds an input. */
  void addInput(String name, OnnxType type) {
    List<OnnxValueInfo> inputs = new ArrayList<>(graph.inputs());
    inputs.add(OnnxValueInfo.of(name, type));
    graph = graph.withInputs(inputs);
  }

  /** Adds an output. */
  void addOutput(String name, OnnxType type) {
    List<OnnxValueInfo> outputs = new ArrayList<>(graph.outputs());
    outputs.add(OnnxValueInfo.of(name, type));
    graph = graph.withOutputs(outputs);
  }

  /** Makes an output a value like any other. */
  void removeOutput(String name) {
    List<OnnxValueInfo> outputs = new ArrayList<>(graph.outputs());
    outputs.removeIf(output -> output.name().equals(name));
    graph = graph.withOutputs(outputs);
  }

  /** Removes an input that nothing reads any more, or that a node makes from now on. */
  void removeInput(String name) {
    List<OnnxValueInfo> inputs = new ArrayList<>(graph.inputs());
    inputs.removeIf(input -> input.name().equals(name));
    graph = graph.withInputs(inputs);
  }

  /** Returns a constant, whether an initializer or a node; nothing if a caller may give another. */
  @Nullable OnnxTensorData constant(String value) {
    if (graph.input(value).isPresent()) {
      return null;
    }
    return graph
        .initializer(value)
        .or(() -> graph.producer(value).flatMap(GraphEdit::constantValue))
        .orElse(null);
  }

  private static Optional<OnnxTensorData> constantValue(OnnxNode node) {
    return node.isOperator("", "Constant")
        ? node.attribute("value").map(OnnxAttribute::tensorValue)
        : Optional.empty();
  }

  /** Declares another element type for an input; its shape stays. */
  void retypeInput(String name, OnnxElementType type) {
    graph = graph.withInputs(retyped(graph.inputs(), name, type));
  }

  /** Declares another element type for an output; its shape stays. */
  void retypeOutput(String name, OnnxElementType type) {
    graph = graph.withOutputs(retyped(graph.outputs(), name, type));
  }

  /** Declares an output to be a tensor. */
  void declareOutput(String name, OnnxElementType type, OnnxShape shape) {
    graph = graph.withOutputs(declared(graph.outputs(), name, OnnxType.tensor(type, shape)));
  }

  private static List<OnnxValueInfo> retyped(
      List<OnnxValueInfo> infos, String name, OnnxElementType type) {
    List<OnnxValueInfo> changed = new ArrayList<>();
    for (OnnxValueInfo info : infos) {
      boolean isMeant = info.name().equals(name) && info.type() instanceof OnnxType.TensorType;
      changed.add(isMeant ? info.withType(retyped(info.type(), type)) : info);
    }
    return changed;
  }

  private static OnnxType retyped(OnnxType tensor, OnnxElementType type) {
    return OnnxType.tensor(type, ((OnnxType.TensorType) tensor).shape());
  }

  private static List<OnnxValueInfo> declared(
      List<OnnxValueInfo> infos, String name, OnnxType type) {
    return infos.stream()
        .map(info -> info.name().equals(name) ? info.withType(type) : info)
        .toList();
  }

  /** Forgets what the file says of the types of values inside the graph. */
  void forgetTypes(Collection<String> values) {
    List<OnnxValueInfo> kept =
        graph.valueInfos().stream().filter(info -> !values.contains(info.name())).toList();
    if (kept.size() < graph.valueInfos().size()) {
      graph = graph.withValueInfos(kept);
    }
  }
}
