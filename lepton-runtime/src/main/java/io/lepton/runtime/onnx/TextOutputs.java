package io.lepton.runtime.onnx;

import io.lepton.MalformedInputException;
import io.lepton.data.Vocabulary;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text outputs that come from a fixed list, such as the labels of a classifier, and lets
 * the model return positions in that list.
 *
 * <p>Only where the runtime's kernels do the same with integer labels as with text: they look one
 * up by position after the same comparisons. Where the number of labels is not that of the classes,
 * they make labels up, {@code "1"} for text and 1 for integers, and nothing is changed.
 *
 * <p>For one output of one graph.
 */
final class TextOutputs {

  private static final String ML = "ai.onnx.ml";
  private static final Set<String> MOVERS =
      Set.of("Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten");

  private final GraphEdit edit;
  private final Set<String> values = new HashSet<>();

  private TextOutputs(GraphEdit edit) {
    this.edit = edit;
  }

  /**
   * Rewrites what can be rewritten, and returns the vocabulary of each output that is coded now.
   */
  static Map<String, Vocabulary> rewrite(GraphEdit edit) {
    Map<String, Vocabulary> codes = new HashMap<>();
    for (OnnxValueInfo output : edit.graph().outputs()) {
      if (isText(output)) {
        List<String> texts = new TextOutputs(edit).rewrite(output.name());
        if (texts != null) {
          codes.put(output.name(), Vocabulary.of(texts));
        }
      }
    }
    return codes;
  }

  private static boolean isText(OnnxValueInfo info) {
    return info.type() instanceof OnnxType.TensorType tensor
        && tensor.elementType() == OnnxElementType.STRING;
  }

  private @Nullable List<String> rewrite(String output) {
    if (!edit.graph().uses(output).isEmpty()) {
      return null;
    }
    try {
      OnnxNode source = source(output);
      List<String> texts = source == null ? null : recode(source);
      if (texts != null) {
        edit.retypeOutput(output, OnnxElementType.INT64);
        edit.forgetTypes(values);
      }
      return texts;
    } catch (MalformedInputException e) {
      // An attribute is not what the operator wants: the runtime has the better words for it.
      return null;
    }
  }

  /** Returns the node that makes the text of an output, behind those that only move it. */
  private @Nullable OnnxNode source(String output) {
    String value = output;
    while (true) {
      Optional<OnnxNode> producer = edit.graph().producer(value);
      if (producer.isEmpty() || producer.get().outputs().indexOf(value) != 0) {
        return null;
      }
      OnnxNode node = producer.get();
      if (MOVERS.stream().noneMatch(operator -> node.isOperator("", operator))) {
        return node;
      }
      if (node.inputs().isEmpty()) {
        return null;
      }
      value = node.inputs().get(0);
      values.add(value);
      if (edit.graph().output(value).isPresent() || edit.graph().uses(value).size() != 1) {
        return null;
      }
    }
  }

  /** Lets a node make positions, and returns the list they are of; nothing if that cannot be. */
  private @Nullable List<String> recode(OnnxNode node) {
    if (node.isOperator(ML, "LinearClassifier")) {
      return labels(node, "classlabels_ints", classesOfLinear(node));
    }
    if (node.isOperator(ML, "SVMClassifier")) {
      return labels(node, "classlabels_ints", -1);
    }
    if (node.isOperator(ML, "TreeEnsembleClassifier")) {
      return labels(node, "classlabels_int64s", -1);
    }
    if (node.isOperator(ML, "LabelEncoder") && edit.opset(ML) >= 2) {
      return labelEncoder(node);
    }
    return node.isOperator("", "Gather") || node.isOperator(ML, "ArrayFeatureExtractor")
        ? table(node)
        : null;
  }

  // One score stands for two classes.
  private static int classesOfLinear(OnnxNode node) {
    int scores = node.attribute("intercepts").map(a -> a.floats().length).orElse(0);
    return scores == 1 ? 2 : scores;
  }

  private @Nullable List<String> labels(OnnxNode node, String intsName, int needed) {
    List<String> labels =
        node.attribute("classlabels_strings").map(OnnxAttribute::strings).orElse(List.of());
    boolean fits = needed < 0 ? labels.size() >= 2 : labels.size() == needed;
    if (!fits || !isDistinct(labels) || node.attribute(intsName).isPresent()) {
      return null;
    }
    List<OnnxAttribute> attributes = without(node, "classlabels_strings");
    attributes.add(OnnxAttribute.ofInts(intsName, LongStream.range(0, labels.size()).toArray()));
    edit.replace(node, List.of(node.withAttributes(attributes)));
    return labels;
  }

  private static boolean isDistinct(List<String> texts) {
    return new HashSet<>(texts).size() == texts.size();
  }

  private static List<OnnxAttribute> without(OnnxNode node, String... names) {
    List<OnnxAttribute> attributes = new ArrayList<>(node.attributes());
    attributes.removeIf(attribute -> List.of(names).contains(attribute.name()));
    return attributes;
  }

  private @Nullable List<String> labelEncoder(OnnxNode node) {
    boolean isSimple =
        node.attribute("keys_int64s").isPresent()
            && node.attribute("values_strings").isPresent()
            && node.attribute("default_tensor").isEmpty();
    if (!isSimple) {
      return null;
    }
    List<String> values = node.attribute("values_strings").orElseThrow().strings();
    String otherwise =
        node.attribute("default_string").map(OnnxAttribute::stringValue).orElse("_Unused");
    Set<String> distinct = new LinkedHashSet<>(values);
    distinct.add(otherwise);
    List<String> texts = List.copyOf(distinct);
    List<OnnxAttribute> attributes = without(node, "values_strings", "default_string");
    attributes.add(OnnxAttribute.ofInts("values_int64s", positions(values, texts)));
    attributes.add(OnnxAttribute.ofInt("default_int64", texts.indexOf(otherwise)));
    edit.replace(node, List.of(node.withAttributes(attributes)));
    return texts;
  }

  private static long[] positions(List<String> values, List<String> texts) {
    Map<String, Integer> positions = new HashMap<>();
    texts.forEach(text -> positions.put(text, positions.size()));
    return values.stream().mapToLong(positions::get).toArray();
  }

  /** Lets a node that picks from constant text pick from constant positions. */
  private @Nullable List<String> table(OnnxNode node) {
    OnnxTensorData table = node.inputs().isEmpty() ? null : edit.constant(node.inputs().get(0));
    if (table == null || table.elementType() != OnnxElementType.STRING || table.isExternal()) {
      return null;
    }
    List<String> values = table.strings();
    List<String> texts = List.copyOf(new LinkedHashSet<>(values));
    String name = edit.freshName(node.inputs().get(0));
    OnnxTensorData codes = OnnxTensorData.of("", table.shape(), positions(values, texts));
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, name);
    edit.replace(node, List.of(GraphEdit.constant(name, codes), node.withInputs(inputs)));
    return texts;
  }
}
