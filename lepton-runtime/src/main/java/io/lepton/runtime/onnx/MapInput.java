package io.lepton.runtime.onnx;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxUse;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorMap;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import io.lepton.tensor.ValueForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A map that only feeds DictVectorizer, which picks the values of a fixed list of keys. That is
 * done here, and what the operator made is fed in its place.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class MapInput implements LoweredInput {

  private static final String ML = "ai.onnx.ml";

  /** One vectorizer: what it made, and of which keys. */
  private record Vector(String name, List<?> keys) {}

  private final TensorSpec spec;
  private final List<Vector> vectors = new ArrayList<>();

  private MapInput(TensorSpec spec) {
    this.spec = spec;
  }

  /** Says whether all that reads the map is known. */
  static boolean suits(GraphEdit edit, String map, ValueForm form) {
    List<OnnxUse> uses = edit.graph().uses(map);
    return edit.graph().output(map).isEmpty()
        && !uses.isEmpty()
        && uses.stream().allMatch(use -> !use.isInSubgraph() && isVectorizer(use.node(), form));
  }

  private static boolean isVectorizer(OnnxNode node, ValueForm form) {
    return node.isOperator(ML, "DictVectorizer")
        && node.outputs().size() == 1
        && !keys(node, form).isEmpty();
  }

  private static List<?> keys(OnnxNode node, ValueForm form) {
    try {
      return form == ValueForm.MAP_BY_TEXT
          ? node.attribute("string_vocabulary").map(OnnxAttribute::strings).orElse(List.of())
          : node.attribute("int64_vocabulary").map(MapInput::numbers).orElse(List.of());
    } catch (MalformedInputException e) {
      // The runtime has the better words for it.
      return List.of();
    }
  }

  private static List<Long> numbers(OnnxAttribute ints) {
    return Arrays.stream(ints.ints()).boxed().toList();
  }

  /** Takes the vectorizers out of the graph. */
  static MapInput lower(GraphEdit edit, TensorSpec spec) {
    MapInput input = new MapInput(spec);
    for (OnnxUse use : edit.graph().uses(spec.name())) {
      input.lower(edit, use.node());
    }
    return input;
  }

  private void lower(GraphEdit edit, OnnxNode node) {
    String made = node.outputs().get(0);
    String name = edit.freshName(spec.name());
    List<?> keys = keys(node, spec.form());
    edit.addInput(name, OnnxType.tensor(OnnxElementType.of(spec.type()), 1, keys.size()));
    edit.replace(node, List.of(OnnxNode.of("Identity", List.of(name), List.of(made))));
    vectors.add(new Vector(name, keys));
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public void feed(TensorValue value, Map<String, Tensor> tensors) {
    TensorMap map = (TensorMap) value;
    Map<Object, Integer> positions = new HashMap<>();
    for (int i = 0; i < map.size(); i++) {
      positions.put(key(map.keys(), i), i);
    }
    for (Vector vector : vectors) {
      int[] picks = vector.keys.stream().mapToInt(key -> positions.getOrDefault(key, -1)).toArray();
      tensors.put(vector.name, pick(map.values(), picks));
    }
  }

  private static Object key(Tensor keys, int index) {
    return keys.type() == DataType.BYTES ? keys.text(index) : (Object) keys.getLong(index);
  }

  /** Picks elements by position; zero, or empty text, where there is none. */
  private static Tensor pick(Tensor values, int[] picks) {
    Shape shape = Shape.of(1, picks.length);
    if (values.type() == DataType.BYTES) {
      byte[][] texts = new byte[picks.length][];
      Arrays.setAll(texts, i -> picks[i] < 0 ? new byte[0] : values.bytes(picks[i]));
      return Tensor.ofBytes(shape, texts);
    }
    Tensor picked = Tensor.allocate(values.type(), shape);
    int size = values.type().sizeBytes();
    for (int i = 0; i < picks.length; i++) {
      if (picks[i] >= 0) {
        picked.data().put(i * size, values.data(), picks[i] * size, size);
      }
    }
    return picked;
  }
}
