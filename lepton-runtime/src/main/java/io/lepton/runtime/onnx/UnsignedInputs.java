package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxUse;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.Optional;

/**
 * Lets inputs of unsigned integers of 16 bits and more take signed ones of the same size: the Java
 * binding has no others. A Cast makes them unsigned again; the runtime's Cast between integers of
 * one size keeps the bits. Stateless.
 */
final class UnsignedInputs {

  /** Casts name their type by number since then. */
  private static final long FIRST_OPSET = 6;

  private UnsignedInputs() {}

  static void rewrite(GraphEdit edit) {
    if (edit.opset("") > 0 && edit.opset("") < FIRST_OPSET) {
      return;
    }
    for (OnnxValueInfo input : edit.graph().requiredInputs()) {
      if (isReadInSubgraph(edit, input.name()) || edit.graph().output(input.name()).isPresent()) {
        continue;
      }
      if (input.type() instanceof OnnxType.TensorType tensor) {
        OnnxElementType declared = tensor.elementType();
        signed(declared).ifPresent(type -> rewrite(edit, input.name(), declared, type));
      }
    }
  }

  private static boolean isReadInSubgraph(GraphEdit edit, String input) {
    return edit.graph().uses(input).stream().anyMatch(OnnxUse::isInSubgraph);
  }

  private static Optional<OnnxElementType> signed(OnnxElementType type) {
    return switch (type) {
      case UINT16 -> Optional.of(OnnxElementType.INT16);
      case UINT32 -> Optional.of(OnnxElementType.INT32);
      case UINT64 -> Optional.of(OnnxElementType.INT64);
      default -> Optional.empty();
    };
  }

  private static void rewrite(
      GraphEdit edit, String input, OnnxElementType declared, OnnxElementType signed) {
    String unsigned = edit.freshName(input);
    edit.redirect(input, unsigned);
    edit.prepend(GraphEdit.cast(input, unsigned, declared));
    edit.retypeInput(input, signed);
  }
}
