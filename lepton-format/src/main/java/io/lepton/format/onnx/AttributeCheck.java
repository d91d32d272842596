package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxAttribute.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks that attributes hold what their type says, and that each is there once. Of two readers,
 * one goes by the type and another by what it finds. Stateless.
 */
final class AttributeCheck {

  private AttributeCheck() {}

  /**
   * Checks the attributes of one node.
   *
   * @param isInFunction whether an attribute may stand for one of the function around it
   * @throws MalformedInputException naming node and attribute
   */
  static void check(OnnxNode node, boolean isInFunction) {
    Set<String> names = node.attributes().size() > 1 ? new HashSet<>() : Set.of();
    for (OnnxAttribute attribute : node.attributes()) {
      if (node.attributes().size() > 1 && !names.add(attribute.name())) {
        throw malformed(node, attribute, "is there twice");
      }
      if (!attribute.reference().isEmpty() && !isInFunction) {
        throw malformed(node, attribute, "refers to an attribute of a function, and is in none");
      }
      checkContent(node, attribute);
    }
  }

  private static void checkContent(OnnxNode node, OnnxAttribute attribute) {
    for (ProtoCursor field = attribute.message().fields(); field.next(); ) {
      Type present = Type.ofField(field.number());
      if (present != Type.UNDEFINED && present != attribute.type()) {
        throw malformed(
            node, attribute, "is said to be %s, and has %s".formatted(attribute.type(), present));
      }
    }
    if (attribute.reference().isEmpty() && isEmpty(attribute)) {
      throw malformed(node, attribute, "needs a %s, got none".formatted(attribute.type()));
    }
  }

  private static boolean isEmpty(OnnxAttribute attribute) {
    List<?> values =
        switch (attribute.type()) {
          case TENSOR -> attribute.tensors();
          case GRAPH -> attribute.graphs();
          case SPARSE_TENSOR -> attribute.sparseTensors();
          case TYPE_PROTO -> attribute.types();
          default -> List.of(attribute);
        };
    return values.isEmpty();
  }

  private static MalformedInputException malformed(
      OnnxNode node, OnnxAttribute attribute, String problem) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_MODEL,
        "%s: attribute %s %s".formatted(NodeName.of(node), Quoted.of(attribute.name()), problem));
  }
}
