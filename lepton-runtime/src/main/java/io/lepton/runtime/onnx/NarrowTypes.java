package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.tensor.DataType;
import java.util.List;
import java.util.Optional;

/**
 * Element types that the Open Inference Protocol does not have, and Lepton's tensors neither: they
 * go in and out as the smallest type that holds all their values. Stateless.
 */
final class NarrowTypes {

  private NarrowTypes() {}

  /** Returns the type that a caller sees; nothing for types that need none or have none. */
  static Optional<OnnxElementType> carrier(OnnxElementType type) {
    return switch (type) {
      case INT2, INT4 -> Optional.of(OnnxElementType.INT8);
      case UINT2, UINT4 -> Optional.of(OnnxElementType.UINT8);
      case FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, FLOAT8E8M0, FLOAT4E2M1 ->
          Optional.of(OnnxElementType.FLOAT);
      default -> Optional.empty();
    };
  }

  static DataType dataType(OnnxElementType type) {
    return carrier(type).flatMap(OnnxElementType::dataType).orElseThrow();
  }

  static long lowest(OnnxElementType type) {
    return switch (type) {
      case INT2 -> -2;
      case INT4 -> -8;
      default -> 0;
    };
  }

  static long highest(OnnxElementType type) {
    return switch (type) {
      case INT2 -> 1;
      case UINT2 -> 3;
      case INT4 -> 7;
      default -> 15;
    };
  }

  static OnnxNode fromCarrier(String from, String to, OnnxElementType type) {
    if (type != OnnxElementType.FLOAT8E5M2) {
      return GraphEdit.cast(from, to, type);
    }
    // The only one with infinities: saturation, the operator's default, would lose them.
    return OnnxNode.of(
        "Cast",
        List.of(from),
        List.of(to),
        OnnxAttribute.ofInt("to", type.number()),
        OnnxAttribute.ofInt("saturate", 0));
  }
}
