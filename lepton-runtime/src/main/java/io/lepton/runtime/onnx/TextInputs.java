package io.lepton.runtime.onnx;

import io.lepton.MalformedInputException;
import io.lepton.data.Vocabulary;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxUse;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.BoundInference.TextCodes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the text inputs that only feed encoders of fixed vocabulary, and lets them take codes.
 *
 * <p>Text may be moved about on its way, by Reshape or Concat for instance: codes are moved in the
 * same way. Inputs that meet in a Concat share one vocabulary, that of all encoders behind it.
 * Where text goes anywhere else, into a subgraph or out of the model for instance, all stays as it
 * is.
 *
 * <p>For one input of one graph.
 */
final class TextInputs {

  /** Operators that move elements, whatever their type: those of their first input only. */
  private static final Set<String> MOVERS =
      Set.of(
          "Identity",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Flatten",
          "Transpose",
          "Gather",
          "Slice",
          "Split");

  private final GraphEdit edit;
  private final Set<String> inputs = new LinkedHashSet<>();
  private final Set<String> values = new LinkedHashSet<>();
  private final Deque<String> pending = new ArrayDeque<>();
  private final Map<OnnxNode, TextEncoder> encoders = new LinkedHashMap<>();

  private TextInputs(GraphEdit edit) {
    this.edit = edit;
  }

  /** Rewrites what can be rewritten, and returns the inputs that take codes now. */
  static CodedInputs rewrite(GraphEdit edit) {
    ColumnPicks.rewrite(edit);
    CodedInputs coded = new CodedInputs();
    for (OnnxValueInfo input : edit.graph().requiredInputs()) {
      if (isText(input) && !coded.codes().containsKey(input.name())) {
        TextInputs together = new TextInputs(edit);
        if (together.follow(input.name())) {
          together.apply(coded);
        }
      }
    }
    FeatureBlocks.rewrite(edit, coded);
    return coded;
  }

  private static boolean isText(OnnxValueInfo info) {
    return info.type() instanceof OnnxType.TensorType tensor
        && tensor.elementType() == OnnxElementType.STRING;
  }

  /** Follows a text wherever it goes; false if it goes where codes cannot. */
  private boolean follow(String input) {
    reach(input);
    try {
      while (!pending.isEmpty()) {
        if (!followOn(pending.remove())) {
          return false;
        }
      }
    } catch (MalformedInputException e) {
      // An attribute is not what the operator wants: the runtime has the better words for it.
      return false;
    }
    return !encoders.isEmpty();
  }

  private void reach(String value) {
    if (values.add(value)) {
      pending.add(value);
    }
  }

  private boolean followOn(String value) {
    return !value.isEmpty()
        && edit.graph().output(value).isEmpty()
        && comesFromText(value)
        && edit.graph().uses(value).stream().allMatch(this::goesOn);
  }

  private boolean comesFromText(String value) {
    Optional<OnnxNode> producer = edit.graph().producer(value);
    if (producer.isPresent()) {
      return moves(producer.get());
    }
    inputs.add(value);
    return edit.graph().requiredInputs().stream()
        .anyMatch(input -> input.name().equals(value) && isText(input));
  }

  private boolean goesOn(OnnxUse use) {
    OnnxNode node = use.node();
    if (node.isOperator("", "Concat")) {
      return !use.isInSubgraph() && moves(node);
    }
    return use.inputIndex() == 0 && (moves(node) || encodes(node));
  }

  private boolean moves(OnnxNode node) {
    boolean isConcat = node.isOperator("", "Concat");
    if (node.inputs().isEmpty() || (!isConcat && !isMover(node))) {
      return false;
    }
    node.inputs().subList(0, isConcat ? node.inputs().size() : 1).forEach(this::reach);
    node.outputs().forEach(this::reach);
    return true;
  }

  private static boolean isMover(OnnxNode node) {
    return MOVERS.stream().anyMatch(operator -> node.isOperator("", operator))
        || node.isOperator("ai.onnx.ml", "ArrayFeatureExtractor");
  }

  private boolean encodes(OnnxNode node) {
    if (node.outputs().isEmpty()) {
      return false;
    }
    Optional<TextEncoder> encoder =
        OneHot.of(node).or(() -> Lookup.of(node, edit.opset("ai.onnx.ml")));
    encoder.ifPresent(found -> encoders.put(node, found));
    return encoder.isPresent();
  }

  private void apply(CodedInputs coded) {
    Set<String> texts = new LinkedHashSet<>();
    encoders.values().forEach(encoder -> texts.addAll(encoder.keys()));
    List<String> vocabulary = List.copyOf(texts);
    boolean acceptsUnknown = encoders.values().stream().allMatch(TextEncoder::acceptsUnknown);
    TextCodes codes = new TextCodes(Vocabulary.of(vocabulary), acceptsUnknown);
    inputs.forEach(input -> coded.add(input, codes));
    Map<OnnxNode, CodeTable> tables = tables(vocabulary);
    if (values.size() == 1 && tables.size() == encoders.size()) {
      applyTables(coded, values.iterator().next(), tables);
    } else {
      applyCodes(coded, vocabulary);
    }
  }

  private Map<OnnxNode, CodeTable> tables(List<String> vocabulary) {
    Map<OnnxNode, CodeTable> tables = new LinkedHashMap<>();
    for (TextEncoder encoder : encoders.values()) {
      String output = encoder.node().outputs().get(0);
      if (edit.graph().output(output).isEmpty()) {
        encoder.table(vocabulary).ifPresent(table -> tables.put(encoder.node(), table));
      }
    }
    return tables;
  }

  /** The encoders go; what they made are inputs now, in the place of the text. */
  private void applyTables(CodedInputs coded, String input, Map<OnnxNode, CodeTable> tables) {
    OnnxShape shape =
        ((OnnxType.TensorType) edit.graph().input(input).orElseThrow().type()).shape();
    edit.removeInput(input);
    tables.forEach(
        (node, table) -> {
          String feed = node.outputs().get(0);
          edit.replace(node, List.of());
          edit.addInput(
              feed, OnnxType.tensor(OnnxElementType.of(table.type()), shape(shape, table)));
          coded.feed(input, feed, table);
        });
  }

  private static OnnxShape shape(OnnxShape text, CodeTable table) {
    if (!text.isRanked() || !table.addsDimension()) {
      return text;
    }
    List<OnnxDim> dims = new ArrayList<>(text.dims());
    dims.add(OnnxDim.of(table.width()));
    return OnnxShape.of(dims);
  }

  /** The encoders stay in another form, and the text is codes on its way to them. */
  private void applyCodes(CodedInputs coded, List<String> vocabulary) {
    for (TextEncoder encoder : encoders.values()) {
      edit.replace(encoder.node(), encoder.onCodes(vocabulary, edit));
    }
    edit.forgetTypes(values);
    for (String input : inputs) {
      edit.retypeInput(input, OnnxElementType.INT32);
      coded.feed(input, input, new CodesThemselves());
    }
  }
}
