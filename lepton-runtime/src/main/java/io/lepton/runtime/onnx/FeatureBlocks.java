package io.lepton.runtime.onnx;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.runtime.onnx.CodedInputs.Feed;
import io.lepton.runtime.onnx.CodedInputs.Form;
import io.lepton.tensor.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets what is written from codes be written where the model wants it: side by side in the rows of
 * one matrix, instead of one matrix a column, which the model then puts together.
 *
 * <p>Looks for Concat along the columns, and for neighbours in it that are feeds of their own. In a
 * Concat of matrices those may be feeds of shape {@code [batch, 1, columns]} that a Reshape makes
 * {@code [-1, columns]}.
 *
 * <p>For one graph.
 */
final class FeatureBlocks {

  /**
   * An input of a Concat.
   *
   * @param value what it reads
   * @param feed the feed whose columns that is; nothing if it is something else
   * @param reshape the node between the two; nothing if there is none
   */
  private record Part(String value, @Nullable String feed, @Nullable OnnxNode reshape) {

    static Part other(String value) {
      return new Part(value, null, null);
    }
  }

  private final GraphEdit edit;
  private final CodedInputs inputs;

  private FeatureBlocks(GraphEdit edit, CodedInputs inputs) {
    this.edit = edit;
    this.inputs = inputs;
  }

  static void rewrite(GraphEdit edit, CodedInputs inputs) {
    FeatureBlocks blocks = new FeatureBlocks(edit, inputs);
    for (OnnxNode node : edit.graph().nodes()) {
      if (node.isOperator("", "Concat") && node.outputs().size() == 1) {
        blocks.merge(node);
      }
    }
  }

  private void merge(OnnxNode concat) {
    long axis = axis(concat);
    List<Part> parts = concat.inputs().stream().map(value -> part(value, axis)).toList();
    boolean isWhole =
        !parts.isEmpty()
            && parts.stream().allMatch(part -> part.feed() != null)
            && edit.graph().output(concat.outputs().get(0)).isEmpty();
    if (isWhole) {
      edit.replace(concat, List.of());
      addBlock(parts, concat.outputs().get(0));
    } else {
      mergeNeighbours(concat, parts);
    }
  }

  private long axis(OnnxNode concat) {
    try {
      return concat.attribute("axis").map(axis -> axis.intValue()).orElse(0L);
    } catch (MalformedInputException e) {
      // The runtime has the better words for it.
      return 0;
    }
  }

  private void mergeNeighbours(OnnxNode concat, List<Part> parts) {
    List<String> merged = new ArrayList<>();
    List<Part> block = new ArrayList<>();
    for (Part part : parts) {
      if (part.feed() == null) {
        close(block, merged);
        merged.add(part.value());
      } else {
        block.add(part);
      }
    }
    close(block, merged);
    if (!merged.equals(concat.inputs())) {
      edit.replace(concat, List.of(concat.withInputs(merged)));
    }
  }

  private void close(List<Part> block, List<String> merged) {
    if (!block.isEmpty()) {
      String name = edit.freshName("rows");
      addBlock(block, name);
      merged.add(name);
      block.clear();
    }
  }

  /** Makes one feed of several, and removes what was between them and the Concat. */
  private void addBlock(List<Part> parts, String name) {
    List<String> feeds = parts.stream().map(part -> String.valueOf(part.feed())).toList();
    List<OnnxDim> dims = dims(feeds.get(0));
    boolean isCube = dims.size() == 3 && parts.get(0).reshape() == null;
    inputs.merge(feeds, name, isCube ? Form.WITH_COLUMNS : Form.ROWS);
    OnnxDim columns = OnnxDim.of(Known.in(inputs.feeds(), name).width());
    feeds.forEach(edit::removeInput);
    for (Part part : parts) {
      if (part.reshape() != null) {
        edit.replace(part.reshape(), List.of());
      }
    }
    List<OnnxDim> shape =
        isCube ? List.of(dims.get(0), dims.get(1), columns) : List.of(OnnxDim.open(), columns);
    edit.addInput(name, OnnxType.tensor(OnnxElementType.FLOAT, OnnxShape.of(shape)));
  }

  private Part part(String value, long axis) {
    if (!isReadOnce(value)) {
      return Part.other(value);
    }
    if (isFloat(value)) {
      boolean isAlongColumns =
          (isMatrix(value) && (axis == 1 || axis == -1))
              || (isCube(value) && (axis == 2 || axis == -1));
      return isAlongColumns ? new Part(value, value, null) : Part.other(value);
    }
    OnnxNode node = edit.graph().producer(value).orElse(null);
    if (node == null || !isRowsOfFeed(node) || (axis != 1 && axis != -1)) {
      return Part.other(value);
    }
    return new Part(value, node.inputs().get(0), node);
  }

  private boolean isReadOnce(String value) {
    return edit.graph().uses(value).size() == 1 && edit.graph().output(value).isEmpty();
  }

  private boolean isFloat(String value) {
    Feed feed = inputs.feeds().get(value);
    return feed != null && feed.type() == DataType.FP32;
  }

  /** Says whether a feed has the shape [batch, columns], one row a text. */
  private boolean isMatrix(String feed) {
    List<OnnxDim> dims = dims(feed);
    return dims.size() == 2 && dims.get(1).size() == Known.in(inputs.feeds(), feed).width();
  }

  /** Says whether a feed has the shape [batch, 1, columns], one row a text. */
  private boolean isCube(String feed) {
    List<OnnxDim> dims = dims(feed);
    return dims.size() == 3
        && dims.get(1).size() == 1
        && Known.in(inputs.feeds(), feed).form() == Form.WITH_COLUMNS;
  }

  /** Returns the declared dimensions of a feed; none if it is unranked. */
  private List<OnnxDim> dims(String feed) {
    return edit.graph()
        .input(feed)
        .map(info -> ((OnnxType.TensorType) info.type()).shape().dims())
        .orElse(List.of());
  }

  /** Says whether a node turns a feed of shape [batch, 1, columns] into [batch, columns]. */
  private boolean isRowsOfFeed(OnnxNode node) {
    if (!node.isOperator("", "Reshape") || node.inputs().size() != 2) {
      return false;
    }
    String feed = node.inputs().get(0);
    return isFloat(feed)
        && isReadOnce(feed)
        && isCube(feed)
        && isTarget(node.inputs().get(1), Known.in(inputs.feeds(), feed).width());
  }

  private boolean isTarget(String shapeValue, int columns) {
    OnnxTensorData target = edit.constant(shapeValue);
    return target != null
        && target.elementType() == OnnxElementType.INT64
        && !target.isExternal()
        && Arrays.equals(target.longs(), new long[] {-1, columns});
  }
}
