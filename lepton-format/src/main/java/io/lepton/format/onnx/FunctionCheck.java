package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks how large a model becomes when the calls of its own functions are replaced by what they
 * stand for, which ONNX Runtime does when it loads the model. Thirty functions that each call the
 * next one twice are a billion nodes; a function that calls itself has no end.
 *
 * <p>For one thread.
 */
final class FunctionCheck {

  private final OnnxLimits limits;
  private final Map<FunctionKey, OnnxFunction> functions = new HashMap<>();
  private final Map<FunctionKey, Long> sizes = new HashMap<>();
  private final Set<FunctionKey> open = new HashSet<>();

  private FunctionCheck(OnnxLimits limits) {
    this.limits = limits;
  }

  /**
   * Checks calls and the number of nodes.
   *
   * @throws MalformedInputException if a function is there twice or calls itself
   * @throws LimitExceededException if there are more nodes, or functions inside each other, than
   *     allowed
   */
  static void check(OnnxModel model, OnnxLimits limits) {
    FunctionCheck check = new FunctionCheck(limits);
    for (OnnxFunction function : model.functions()) {
      check.add(function);
    }
    check.count(model.graph().nodes());
    for (Map.Entry<FunctionKey, OnnxFunction> entry : check.functions.entrySet()) {
      check.size(entry.getKey(), entry.getValue());
    }
  }

  private void add(OnnxFunction function) {
    FunctionKey key = FunctionKey.of(function);
    if (functions.put(key, function) != null) {
      throw malformed(key, "is there twice");
    }
  }

  private long count(List<OnnxNode> nodes) {
    long count = 0;
    for (OnnxNode node : nodes) {
      count = checked(count + 1 + calledSize(node));
      for (OnnxGraph graph : node.subgraphs()) {
        count = checked(count + count(graph.nodes()));
      }
    }
    return count;
  }

  private long calledSize(OnnxNode node) {
    if (functions.isEmpty()) {
      return 0;
    }
    FunctionKey key = FunctionKey.of(node);
    OnnxFunction function = functions.get(key);
    return function == null ? 0 : size(key, function);
  }

  private long size(FunctionKey key, OnnxFunction function) {
    Long known = sizes.get(key);
    if (known != null) {
      return known;
    }
    enter(key);
    long size = count(function.nodes());
    open.remove(key);
    sizes.put(key, size);
    return size;
  }

  private void enter(FunctionKey key) {
    if (!open.add(key)) {
      throw malformed(key, "calls itself");
    }
    if (open.size() > limits.maxDepth()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A model needs at most %d levels of functions, got more".formatted(limits.maxDepth()));
    }
  }

  private long checked(long count) {
    if (count > limits.maxNodes()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A model needs at most %d nodes, those of the functions it calls included, got more"
              .formatted(limits.maxNodes()));
    }
    return count;
  }

  private static MalformedInputException malformed(FunctionKey key, String problem) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_MODEL,
        "Function %s of domain %s %s"
            .formatted(Quoted.of(key.name()), Quoted.of(key.domain()), problem));
  }
}
