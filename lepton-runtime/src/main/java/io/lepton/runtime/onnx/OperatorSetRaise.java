package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Moves a model to a later version of ONNX's own operators, where none of those it uses changed in
 * meaning between the two. Most changes only add element types. Stateless.
 */
final class OperatorSetRaise {

  private static final long FIRST = 11;

  /** What says something else, or in another way, from a version on. */
  private static final Map<Long, Set<String>> CHANGED =
      Map.of(
          12L,
          Set.of("Dropout"),
          13L,
          Set.of("Softmax", "LogSoftmax", "Hardmax", "Squeeze", "Unsqueeze", "ReduceSum", "Split"),
          14L,
          Set.of("BatchNormalization"),
          16L,
          Set.of("RoiAlign"));

  private OperatorSetRaise() {}

  /**
   * Returns the model for an operator set of at least some version, up to 16; nothing if it would
   * not be the same model.
   */
  static Optional<OnnxModel> to(OnnxModel model, long version) {
    long current = model.opset("").orElse(0);
    if (current >= version) {
      return Optional.of(model);
    }
    boolean isSame =
        current >= FIRST
            && model.functions().isEmpty()
            && model.graph().allNodes().stream()
                .noneMatch(node -> isChanged(node, current, version));
    return isSame ? Optional.of(raised(model, version)) : Optional.empty();
  }

  private static boolean isChanged(OnnxNode node, long from, long to) {
    return LongStream.rangeClosed(from + 1, to)
        .mapToObj(version -> CHANGED.getOrDefault(version, Set.of()))
        .flatMap(Set::stream)
        .anyMatch(operator -> node.isOperator("", operator));
  }

  private static OnnxModel raised(OnnxModel model, long version) {
    Map<String, Long> imports = new LinkedHashMap<>(model.opsetImports());
    imports.remove("ai.onnx");
    imports.put("", version);
    return model.withOpsetImports(imports);
  }
}
