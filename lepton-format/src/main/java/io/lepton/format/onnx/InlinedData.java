package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Puts the elements of external tensors into a model, from memory: those of the graph and of the
 * graphs inside its nodes. Parts that have none stay the objects they are.
 *
 * <p>Stateless and safe for use by many threads.
 */
final class InlinedData {

  private final Map<String, ByteBuffer> files;

  InlinedData(Map<String, ByteBuffer> files) {
    this.files = files;
  }

  OnnxModel inline(OnnxModel model) {
    OnnxModel inlined = model.withGraph(inline(model.graph()));
    if (inlined.sizeBytes() > ProtoMessage.MAX_SIZE_BYTES) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A model in memory can have at most %d bytes with its external data, this one has %d: use files"
              .formatted(ProtoMessage.MAX_SIZE_BYTES, inlined.sizeBytes()));
    }
    return inlined;
  }

  private OnnxGraph inline(OnnxGraph graph) {
    List<OnnxTensorData> tensors = changed(graph.initializers(), this::inline);
    List<OnnxNode> nodes = changed(graph.nodes(), this::inline);
    OnnxGraph inlined =
        isSame(tensors, graph.initializers()) ? graph : graph.withInitializers(tensors);
    return isSame(nodes, graph.nodes()) ? inlined : inlined.withNodes(nodes);
  }

  private OnnxNode inline(OnnxNode node) {
    List<OnnxAttribute> attributes = changed(node.attributes(), this::inline);
    return isSame(attributes, node.attributes()) ? node : node.withAttributes(attributes);
  }

  private OnnxAttribute inline(OnnxAttribute attribute) {
    return switch (attribute.type()) {
      case GRAPH -> {
        OnnxGraph graph = attribute.graphValue();
        OnnxGraph inlined = inline(graph);
        yield inlined == graph ? attribute : OnnxAttribute.ofGraph(attribute.name(), inlined);
      }
      case TENSOR -> {
        OnnxTensorData tensor = attribute.tensorValue();
        OnnxTensorData inlined = inline(tensor);
        yield inlined == tensor ? attribute : OnnxAttribute.ofTensor(attribute.name(), inlined);
      }
      default -> attribute;
    };
  }

  private OnnxTensorData inline(OnnxTensorData tensor) {
    if (!tensor.isExternal()) {
      return tensor;
    }
    ExternalData.checkKeys(tensor);
    ExternalData.checkType(tensor);
    String location = Objects.requireNonNullElse(tensor.externalData().get("location"), "");
    ByteBuffer file = files.get(location);
    if (file == null) {
      throw tensor.malformed(
          "needs the external data %s, which was not given".formatted(Quoted.of(location)));
    }
    return tensor.withRawData(part(tensor, file.slice()));
  }

  private static ByteBuffer part(OnnxTensorData tensor, ByteBuffer file) {
    ExternalData.checkRange(tensor, file.remaining());
    long offset = ExternalData.number(tensor, "offset", 0);
    long length = ExternalData.number(tensor, "length", ExternalData.expectedBytes(tensor));
    return file.slice((int) offset, (int) length);
  }

  private static <T> List<T> changed(List<T> parts, UnaryOperator<T> change) {
    List<T> changed = new ArrayList<>(parts);
    changed.replaceAll(change);
    return changed;
  }

  // By identity: parts of a model have no other equality.
  private static <T> boolean isSame(List<T> one, List<T> other) {
    return one.equals(other);
  }
}
