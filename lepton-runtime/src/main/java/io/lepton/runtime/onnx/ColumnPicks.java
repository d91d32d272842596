package io.lepton.runtime.onnx;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxUse;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.List;

/**
 * Undoes a detour that skl2onnx takes: it puts all text columns into one matrix with Concat, and
 * picks each of them out again with ArrayFeatureExtractor. Whoever wanted the column then reads it
 * itself.
 *
 * <p>For one graph.
 */
final class ColumnPicks {

  private final GraphEdit edit;

  private ColumnPicks(GraphEdit edit) {
    this.edit = edit;
  }

  static void rewrite(GraphEdit edit) {
    ColumnPicks picks = new ColumnPicks(edit);
    for (OnnxNode node : edit.graph().nodes()) {
      if (node.isOperator("ai.onnx.ml", "ArrayFeatureExtractor") && node.inputs().size() == 2) {
        picks.undo(node);
      }
    }
  }

  private void undo(OnnxNode pick) {
    OnnxNode concat = edit.graph().producer(pick.inputs().get(0)).orElse(null);
    if (concat == null || pick.outputs().size() != 1 || !isOfTextColumns(concat)) {
      return;
    }
    String picked = pick.outputs().get(0);
    int column = column(pick.inputs().get(1));
    boolean isVisibleElsewhere =
        edit.graph().output(picked).isPresent()
            || edit.graph().uses(picked).stream().anyMatch(OnnxUse::isInSubgraph);
    if (column < 0 || column >= concat.inputs().size() || isVisibleElsewhere) {
      return;
    }
    edit.replace(pick, List.of());
    edit.redirect(picked, concat.inputs().get(column));
    edit.forgetTypes(List.of(picked));
    removeIfUseless(concat);
  }

  private boolean isOfTextColumns(OnnxNode concat) {
    try {
      long axis = concat.attribute("axis").map(each -> each.intValue()).orElse(0L);
      return concat.isOperator("", "Concat")
          && (axis == 1 || axis == -1)
          && concat.inputs().stream().allMatch(this::isTextColumn);
    } catch (MalformedInputException e) {
      // The runtime has the better words for it.
      return false;
    }
  }

  private boolean isTextColumn(String value) {
    return edit.graph().requiredInputs().stream()
        .filter(input -> input.name().equals(value))
        .map(OnnxValueInfo::type)
        .anyMatch(
            type ->
                type instanceof OnnxType.TensorType tensor
                    && tensor.elementType() == OnnxElementType.STRING
                    && isColumn(tensor.shape().dims()));
  }

  private static boolean isColumn(List<OnnxDim> dims) {
    return dims.size() == 2 && dims.get(1).size() == 1;
  }

  /** Returns the one index in a constant, or -1. */
  private int column(String value) {
    OnnxTensorData indices = edit.constant(value);
    if (indices == null
        || indices.elementType() != OnnxElementType.INT64
        || indices.isExternal()
        || indices.elementCount() != 1) {
      return -1;
    }
    long column = indices.longs()[0];
    return column > Integer.MAX_VALUE ? -1 : (int) column;
  }

  private void removeIfUseless(OnnxNode concat) {
    String output = concat.outputs().get(0);
    if (edit.graph().uses(output).isEmpty() && edit.graph().output(output).isEmpty()) {
      edit.replace(concat, List.of());
      edit.forgetTypes(List.of(output));
    }
  }
}
