package io.lepton.format.onnx;

import java.util.List;

/**
 * Replaces every part of a model that can be replaced by an equal one, so that all is encoded anew.
 */
final class Rewrite {

  private Rewrite() {}

  static OnnxModel everyPart(OnnxModel model) {
    return model
        .withGraph(everyPart(model.graph()))
        .withOpsetImports(model.opsetImports())
        .withMetadata(model.metadata());
  }

  static OnnxGraph everyPart(OnnxGraph graph) {
    return graph
        .withNodes(graph.nodes().stream().map(Rewrite::everyPart).toList())
        .withInputs(retyped(graph.inputs()))
        .withOutputs(retyped(graph.outputs()))
        .withValueInfos(retyped(graph.valueInfos()))
        .withInitializers(
            graph.initializers().stream().map(tensor -> tensor.withName(tensor.name())).toList());
  }

  /** Replaces every part that can be replaced without looking at what it is worth. */
  static OnnxGraph renamed(OnnxGraph graph) {
    return graph
        .withNodes(graph.nodes().stream().map(Rewrite::renamed).toList())
        .withInputs(graph.inputs().stream().map(value -> value.withName("i")).toList())
        .withOutputs(graph.outputs().stream().map(value -> value.withName("o")).toList())
        .withInitializers(
            graph.initializers().stream().map(tensor -> tensor.withName("t")).toList());
  }

  private static OnnxNode renamed(OnnxNode node) {
    return node.withName("n")
        .withInputs(node.outputs())
        .withOutputs(node.inputs())
        .withAttributes(node.attributes());
  }

  private static List<OnnxValueInfo> retyped(List<OnnxValueInfo> values) {
    return values.stream().map(Rewrite::retyped).toList();
  }

  private static OnnxValueInfo retyped(OnnxValueInfo value) {
    OnnxValueInfo renamed = value.withName(value.name());
    return value.type() instanceof OnnxType.UnknownType ? renamed : renamed.withType(value.type());
  }

  private static OnnxNode everyPart(OnnxNode node) {
    return node.withInputs(node.inputs())
        .withOutputs(node.outputs())
        .withAttributes(node.attributes().stream().map(Rewrite::anew).toList());
  }

  private static OnnxAttribute anew(OnnxAttribute attribute) {
    String name = attribute.name();
    return switch (attribute.type()) {
      case FLOAT -> OnnxAttribute.ofFloat(name, attribute.floatValue());
      case INT -> OnnxAttribute.ofInt(name, attribute.intValue());
      case STRING -> OnnxAttribute.ofString(name, attribute.stringValue());
      case TENSOR -> OnnxAttribute.ofTensor(name, attribute.tensorValue());
      case GRAPH -> OnnxAttribute.ofGraph(name, everyPart(attribute.graphValue()));
      case FLOATS -> OnnxAttribute.ofFloats(name, attribute.floats());
      case INTS -> OnnxAttribute.ofInts(name, attribute.ints());
      case STRINGS -> OnnxAttribute.ofStrings(name, attribute.strings().toArray(String[]::new));
      default -> throw new AssertionError(attribute);
    };
  }
}
