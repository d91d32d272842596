package io.lepton.format.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A model as text with everything in it that the API shows, to compare two models by. */
final class Describe {

  private Describe() {}

  static String model(OnnxModel model) {
    return """
    %d|%s|%s|%s|%d|%s
    %s
    %s
    %s\
    """
        .formatted(
            model.irVersion(),
            model.producerName(),
            model.producerVersion(),
            model.domain(),
            model.modelVersion(),
            model.docString(),
            model.opsetImports(),
            model.metadata(),
            graph(model.graph()));
  }

  static String graph(OnnxGraph graph) {
    return "%s\ninputs %s\noutputs %s\nvalues %s\ninitializers\n%s\nnodes\n%s"
        .formatted(
            graph.name(),
            graph.inputs(),
            graph.outputs(),
            graph.valueInfos(),
            lines(graph.initializers().stream().map(Describe::tensor).toList()),
            lines(graph.nodes().stream().map(Describe::node).toList()));
  }

  private static String node(OnnxNode node) {
    return node + lines(node.attributes().stream().map(Describe::attribute).toList());
  }

  private static String attribute(OnnxAttribute attribute) {
    return attribute + " = " + value(attribute);
  }

  private static Object value(OnnxAttribute attribute) {
    return switch (attribute.type()) {
      case FLOAT -> attribute.floatValue();
      case INT -> attribute.intValue();
      case STRING -> text(attribute.bytesValue());
      case TENSOR -> tensor(attribute.tensorValue());
      case GRAPH -> graph(attribute.graphValue());
      case FLOATS -> Arrays.toString(attribute.floats());
      case INTS -> Arrays.toString(attribute.ints());
      case STRINGS -> attribute.byteStrings().stream().map(Describe::text).toList();
      default -> attribute.tensors() + "" + attribute.types();
    };
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String tensor(OnnxTensorData tensor) {
    return tensor + " " + elements(tensor);
  }

  private static String elements(OnnxTensorData tensor) {
    return switch (tensor.elementType()) {
      case FLOAT -> Arrays.toString(tensor.floats());
      case DOUBLE -> Arrays.toString(tensor.doubles());
      case STRING -> tensor.strings().toString();
      default -> Arrays.toString(tensor.longs());
    };
  }

  private static String lines(List<String> parts) {
    return String.join("\n", parts);
  }
}
