package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that can be relied on: those of constants, which the pre-flight looked at, and those
 * that the model declares for its inputs, which are compared with each request. What the file says
 * of values in between may be wrong.
 *
 * <p>For one thread.
 */
final class KnownDims {

  private static final long[] UNKNOWN = {};
  private final @Nullable KnownDims outer;
  private final Map<String, long[]> dims = new HashMap<>();
  private final Set<String> constants = new HashSet<>();
  private final Set<String> unranked = new HashSet<>();
  private final Set<String> pooled;

  private KnownDims(@Nullable KnownDims outer, Set<String> pooled) {
    this.outer = outer;
    this.pooled = pooled;
  }

  static KnownDims none() {
    return new KnownDims(null, Set.of());
  }

  /** Of the graph of a model. */
  static KnownDims of(OnnxGraph graph) {
    KnownDims known = new KnownDims(null, LeastSizes.pooled(graph));
    for (OnnxValueInfo input : graph.inputs()) {
      if (input.type() instanceof OnnxType.TensorType tensor) {
        known.addInput(input.name(), tensor.shape());
      }
    }
    known.addMade(graph);
    return known;
  }

  private void addInput(String name, OnnxShape declared) {
    if (declared.isRanked()) {
      dims.put(name, declared.toShape().toArray());
    } else {
      unranked.add(name);
    }
  }

  /** Of a graph inside the one that this is of. */
  KnownDims inside(OnnxGraph graph) {
    KnownDims known = new KnownDims(this, Set.of());
    graph.inputs().forEach(input -> known.dims.put(input.name(), UNKNOWN));
    known.addMade(graph);
    return known;
  }

  // A name may stand for another value around this graph.
  private void addMade(OnnxGraph graph) {
    for (OnnxNode node : graph.nodes()) {
      node.outputs().forEach(output -> dims.put(output, UNKNOWN));
      constantOf(node).ifPresent(tensor -> addConstant(node.outputs().get(0), tensor));
    }
    for (OnnxTensorData tensor : graph.initializers()) {
      if (!dims.containsKey(tensor.name())) {
        addConstant(tensor.name(), tensor);
      }
    }
  }

  private static Optional<OnnxTensorData> constantOf(OnnxNode node) {
    return node.isOperator("", "Constant") && node.outputs().size() == 1
        ? node.attribute("value").flatMap(value -> value.tensors().stream().findFirst())
        : Optional.empty();
  }

  private void addConstant(String name, OnnxTensorData tensor) {
    dims.put(name, tensor.dims());
    constants.add(name);
  }

  /** Whether a value is certain to be as needed. */
  boolean meets(String value, Need need) {
    KnownDims level = levelOf(value);
    if (level == null) {
      return false;
    }
    // What a constant is, the pre-flight looked at.
    return level.constants.contains(value) && need.kind() != Need.Kind.ROWS
        || need.isMetBy(level.dimsOf(value));
  }

  /** Whether any input of the model declares no shape. */
  boolean hasUnranked() {
    return !unranked.isEmpty();
  }

  /** Whether a value is an input of the model that declares no shape. */
  boolean isUnranked(String value) {
    return unranked.contains(value);
  }

  /** Whether a value is large enough for poolings if the inputs of the model are. */
  boolean isPooled(String value) {
    return pooled.contains(value);
  }

  /** How many dimensions a value has; -1 if that is not certain. */
  int rank(String value) {
    KnownDims level = levelOf(value);
    return level == null ? -1 : level.dimsOf(value).length;
  }

  private long[] dimsOf(String value) {
    return dims.getOrDefault(value, UNKNOWN);
  }

  private @Nullable KnownDims levelOf(String value) {
    for (KnownDims level = this; level != null; level = level.outer) {
      if (level.dims.containsKey(value)) {
        return level.dimsOf(value) == UNKNOWN ? null : level;
      }
    }
    return null;
  }
}
