package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OneHotEncoder on text. With codes it becomes a table of rows to copy, one a text and a last one
 * of zeros, which the code of an unknown text, -1, reaches from the end.
 *
 * @param node the node
 * @param categories its categories; of two equal ones the runtime takes the last
 * @param acceptsUnknown whether any other text gives zeros; the run fails otherwise
 */
record OneHot(OnnxNode node, List<String> categories, boolean acceptsUnknown)
    implements TextEncoder {

  /** Elements; a larger table costs more memory and cache than the search that it saves. */
  private static final int MAX_TABLE_SIZE = 1 << 18;

  static Optional<TextEncoder> of(OnnxNode node) {
    if (!node.isOperator("ai.onnx.ml", "OneHotEncoder")
        || node.attribute("cats_int64s").isPresent()) {
      return Optional.empty();
    }
    boolean zeros = node.attribute("zeros").map(a -> a.intValue() != 0).orElse(true);
    return node.attribute("cats_strings")
        .map(OnnxAttribute::strings)
        .filter(categories -> !categories.isEmpty())
        .map(categories -> new OneHot(node, categories, zeros));
  }

  @Override
  public List<String> keys() {
    return List.copyOf(new LinkedHashSet<>(categories));
  }

  @Override
  public List<OnnxNode> onCodes(List<String> vocabulary, GraphEdit edit) {
    long size = (vocabulary.size() + 1L) * categories.size();
    boolean isTotal = acceptsUnknown || knowsAll(vocabulary);
    return isTotal && size <= MAX_TABLE_SIZE
        ? gather(vocabulary, edit)
        : integerEncoder(vocabulary, edit);
  }

  @Override
  public Optional<CodeTable> table(List<String> vocabulary) {
    return acceptsUnknown || knowsAll(vocabulary)
        ? Optional.of(new OneHotTable(vocabulary, categories))
        : Optional.empty();
  }

  private List<OnnxNode> gather(List<String> vocabulary, GraphEdit edit) {
    int width = categories.size();
    float[] rows = new float[(vocabulary.size() + 1) * width];
    for (int code = 0; code < vocabulary.size(); code++) {
      int column = categories.lastIndexOf(vocabulary.get(code));
      if (column >= 0) {
        rows[code * width + column] = 1;
      }
    }
    Shape shape = Shape.of(vocabulary.size() + 1, width);
    return Lookup.gather(edit, node, OnnxTensorData.of("", shape, rows));
  }

  // The operator itself, on codes instead of texts. It has no kernel for INT32.
  private List<OnnxNode> integerEncoder(List<String> vocabulary, GraphEdit edit) {
    Map<String, Integer> codeOf = new HashMap<>();
    vocabulary.forEach(text -> codeOf.put(text, codeOf.size()));
    long[] codes = categories.stream().mapToLong(codeOf::get).toArray();
    List<OnnxAttribute> attributes = new ArrayList<>(node.attributes());
    attributes.removeIf(attribute -> attribute.name().equals("cats_strings"));
    attributes.add(OnnxAttribute.ofInts("cats_int64s", codes));
    String wide = edit.freshName(node.inputs().get(0));
    return List.of(
        GraphEdit.cast(node.inputs().get(0), wide, OnnxElementType.INT64),
        node.withInputs(List.of(wide)).withAttributes(attributes));
  }
}
