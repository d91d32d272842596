package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxFunction;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts guards in front of the operators that end the process on some shapes and values.
 *
 * <p>For one model that is being opened. The static methods are safe for use by many threads.
 */
public final class Guards {

  /** ONNX Runtime promises nothing for older ones, and Equal and Add broadcast in no older one. */
  private static final long FIRST_OPSET = 7;

  /** What a model has that imports none: that of functions is checked elsewhere. */
  private static final long OPSET_IF_NONE = 13;

  private static final String MARK = "lepton guard: ";

  /** Two nodes must not have one name, so that of a value is at the end. */
  private static final String END_MARK = " @ ";

  private final FreshNames names;

  private Guards(OnnxModel model) {
    this.names = new FreshNames(model);
  }

  /**
   * Returns a model that fails where this one would end the process.
   *
   * @param model a model that passed the pre-flight
   * @return this model itself if it needs no guards
   */
  public static OnnxModel guarded(OnnxModel model) {
    return Suspects.areIn(model) ? new Guards(model).changed(model) : model;
  }

  /**
   * Says what a guard was there for.
   *
   * @param nodeName the name of a node at which the runtime failed
   * @return what its operator needs, in words; nothing if the node is no guard
   */
  public static Optional<String> need(String nodeName) {
    return nodeName.startsWith(MARK)
        ? Optional.of(nodeName.substring(MARK.length(), end(nodeName)))
        : Optional.empty();
  }

  private static int end(String nodeName) {
    int end = nodeName.lastIndexOf(END_MARK);
    return end < 0 ? nodeName.length() : end;
  }

  static String nodeName(String need, String value) {
    return MARK + need + END_MARK + value;
  }

  private OnnxModel changed(OnnxModel model) {
    List<OnnxFunction> functions = new ArrayList<>();
    for (OnnxFunction function : model.functions()) {
      List<OnnxNode> nodes = function.nodes();
      List<OnnxNode> changed = changed(nodes, KnownDims.none(), opset(function.opsetImports()));
      functions.add(changed == nodes ? function : function.withNodes(changed));
    }
    OnnxGraph graph = changed(model.graph(), KnownDims.of(model.graph()), opset(model));
    OnnxModel guarded = graph == model.graph() ? model : model.withGraph(graph);
    return functions.equals(model.functions()) ? guarded : guarded.withFunctions(functions);
  }

  private static long opset(OnnxModel model) {
    return opset(model.opsetImports());
  }

  private static long opset(Map<String, Long> imports) {
    OptionalLong version =
        imports.entrySet().stream()
            .filter(entry -> entry.getKey().isEmpty() || entry.getKey().equals("ai.onnx"))
            .mapToLong(Map.Entry::getValue)
            .findFirst();
    return version.orElse(OPSET_IF_NONE);
  }

  private OnnxGraph changed(OnnxGraph graph, KnownDims known, long opset) {
    List<OnnxNode> nodes = changed(graph.nodes(), known, opset);
    return nodes == graph.nodes() ? graph : graph.withNodes(nodes);
  }

  // Guards of one value are shared by its readers in one list of nodes.
  private List<OnnxNode> changed(List<OnnxNode> nodes, KnownDims known, long opset) {
    if (opset < FIRST_OPSET) {
      return nodes;
    }
    List<OnnxNode> changed = new ArrayList<>();
    SizeNodes sizes = new SizeNodes(changed, names, opset);
    Map<String, String> guarded = new HashMap<>();
    for (OnnxNode node : nodes) {
      OnnxNode inside = withSubgraphs(node, known, opset);
      changed.add(withGuards(inside, known, new GuardNodes(sizes, guarded)));
    }
    return changed.equals(nodes) ? nodes : changed;
  }

  private OnnxNode withSubgraphs(OnnxNode node, KnownDims known, long opset) {
    if (node.subgraphs().isEmpty()) {
      return node;
    }
    List<OnnxAttribute> attributes = new ArrayList<>();
    for (OnnxAttribute attribute : node.attributes()) {
      attributes.add(withSubgraphs(attribute, known, opset));
    }
    return attributes.equals(node.attributes()) ? node : node.withAttributes(attributes);
  }

  private OnnxAttribute withSubgraphs(OnnxAttribute attribute, KnownDims known, long opset) {
    if (attribute.type() != OnnxAttribute.Type.GRAPH || attribute.graphs().size() != 1) {
      return attribute;
    }
    OnnxGraph graph = attribute.graphs().get(0);
    OnnxGraph changed = changed(graph, known.inside(graph), opset);
    return changed == graph ? attribute : OnnxAttribute.ofGraph(attribute.name(), changed);
  }

  private static OnnxNode withGuards(OnnxNode node, KnownDims known, GuardNodes nodes) {
    List<String> inputs = new ArrayList<>(node.inputs());
    List<Need> needs = new ArrayList<>(RankNeeds.of(node, known));
    needs.addAll(Needs.of(node, known));
    for (Need need : needs) {
      String value = need.input() < inputs.size() ? inputs.get(need.input()) : "";
      if (!value.isEmpty() && !known.meets(value, need)) {
        inputs.set(need.input(), nodes.guard(value, node, need));
      }
    }
    return inputs.equals(node.inputs()) ? node : node.withInputs(inputs);
  }
}
