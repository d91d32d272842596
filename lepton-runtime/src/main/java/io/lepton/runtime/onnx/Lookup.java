package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LabelEncoder and CategoryMapper on text. With codes they become a table of values to copy, one a
 * text and a last one for the default, which the code of an unknown text, -1, reaches from the end.
 *
 * @param node the node
 * @param texts the texts it knows; one may occur twice
 * @param isFirstTaken which of two equal texts counts: the first or the last
 * @param values the value of each text, and last the default
 */
record Lookup(OnnxNode node, List<String> texts, boolean isFirstTaken, OnnxTensorData values)
    implements TextEncoder {

  static Optional<TextEncoder> of(OnnxNode node, long mlOpset) {
    if (node.isOperator("ai.onnx.ml", "CategoryMapper")) {
      return categoryMapper(node);
    }
    if (node.isOperator("ai.onnx.ml", "LabelEncoder")) {
      return mlOpset < 2 ? firstLabelEncoder(node) : labelEncoder(node);
    }
    return Optional.empty();
  }

  private static Optional<TextEncoder> categoryMapper(OnnxNode node) {
    List<String> texts =
        node.attribute("cats_strings").map(OnnxAttribute::strings).orElse(List.of());
    long[] numbers = node.attribute("cats_int64s").map(OnnxAttribute::ints).orElse(new long[0]);
    return lookup(node, texts, false, LookupValues.of(numbers, defaultInt(node)));
  }

  // In version 1 the value of a text is its position.
  private static Optional<TextEncoder> firstLabelEncoder(OnnxNode node) {
    List<String> texts =
        node.attribute("classes_strings").map(OnnxAttribute::strings).orElse(List.of());
    long[] positions = new long[texts.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    return lookup(node, texts, false, LookupValues.of(positions, defaultInt(node)));
  }

  private static long defaultInt(OnnxNode node) {
    return node.attribute("default_int64").map(OnnxAttribute::intValue).orElse(-1L);
  }

  private static Optional<TextEncoder> labelEncoder(OnnxNode node) {
    List<String> texts =
        node.attribute("keys_strings")
            .map(OnnxAttribute::strings)
            .or(() -> node.attribute("keys_tensor").flatMap(Lookup::strings))
            .orElse(List.of());
    return LookupValues.of(node).flatMap(values -> lookup(node, texts, true, values));
  }

  private static Optional<List<String>> strings(OnnxAttribute attribute) {
    OnnxTensorData tensor = attribute.tensorValue();
    return tensor.elementType() == OnnxElementType.STRING
        ? Optional.of(tensor.strings())
        : Optional.empty();
  }

  private static Optional<TextEncoder> lookup(
      OnnxNode node, List<String> texts, boolean isFirstTaken, OnnxTensorData values) {
    boolean isComplete = !texts.isEmpty() && values.elementCount() == texts.size() + 1L;
    return isComplete
        ? Optional.of(new Lookup(node, texts, isFirstTaken, values))
        : Optional.empty();
  }

  @Override
  public List<String> keys() {
    return List.copyOf(new LinkedHashSet<>(texts));
  }

  @Override
  public boolean acceptsUnknown() {
    return true;
  }

  @Override
  public List<OnnxNode> onCodes(List<String> vocabulary, GraphEdit edit) {
    int[] picked = Arrays.copyOf(positions(vocabulary), vocabulary.size() + 1);
    picked[vocabulary.size()] = texts.size();
    return gather(edit, node, LookupValues.pick(values, picked));
  }

  @Override
  public Optional<CodeTable> table(List<String> vocabulary) {
    int[] known = positions(vocabulary);
    int[] picked = new int[known.length + 1];
    picked[0] = texts.size();
    System.arraycopy(known, 0, picked, 1, known.length);
    return ValueTable.of(LookupValues.pick(values, picked));
  }

  /** Where in the values that of each text of a vocabulary is. */
  private int[] positions(List<String> vocabulary) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!isFirstTaken || !positions.containsKey(texts.get(i))) {
        positions.put(texts.get(i), i);
      }
    }
    return vocabulary.stream()
        .mapToInt(text -> positions.getOrDefault(text, texts.size()))
        .toArray();
  }

  /** Returns a table, and the node that copies rows of it in the place of an encoder. */
  static List<OnnxNode> gather(GraphEdit edit, OnnxNode encoder, OnnxTensorData table) {
    String name = edit.freshName(encoder.outputs().get(0) + "_table");
    return List.of(
        GraphEdit.constant(name, table),
        OnnxNode.of("Gather", List.of(name, encoder.inputs().get(0)), encoder.outputs()));
  }
}
