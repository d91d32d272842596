package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What operators need of inputs of the model that declare no shape: a request may give any number
 * of dimensions, and some take for granted how many there are. Stateless.
 */
final class RankNeeds {

  private static final int NO_INPUT = -1;

  private RankNeeds() {}

  /** Returns what a node needs of those of its inputs that declare no shape. */
  static List<Need> of(OnnxNode node, KnownDims known) {
    List<Need> needs = new ArrayList<>();
    for (int input = 0; known.hasUnranked() && input < node.inputs().size(); input++) {
      if (known.isUnranked(node.inputs().get(input))) {
        add(node, input, needs);
      }
    }
    return needs;
  }

  private static void add(OnnxNode node, int input, List<Need> needs) {
    int rank = rank(node, input);
    int axis = axis(node.opType(), input);
    if (rank != NO_INPUT) {
      needs.add(Need.rank(input, rank, 0));
    }
    if (axis != NO_INPUT) {
      needs.add(new Need(input, Need.Kind.HAS_AXIS, axis, 0));
    }
  }

  /** A dimension that is looked at, whether it is there or not. */
  private static int axis(String operator, int input) {
    return switch (operator + " " + input) {
      case "ConvInteger 0" -> 2;
      case "ConvInteger 1", "DFT 0", "QLinearConv 0", "QLinearConv 3", "STFT 0" -> 1;
      case "GatherND 1", "STFT 2" -> 0;
      default -> NO_INPUT;
    };
  }

  private static int rank(OnnxNode node, int input) {
    return switch (node.opType()) {
      case "AveragePool", "LpPool", "MaxPool" -> rankOfPictures(node, input);
      case "Einsum" -> rankOfTerm(node, input);
      case "AffineGrid",
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceProd",
          "ReduceSum",
          "ReduceSumSquare" ->
          input == 1 ? 1 : NO_INPUT;
      default -> NO_INPUT;
    };
  }

  private static int rankOfPictures(OnnxNode node, int input) {
    long[] kernel = Windows.kernel(node);
    return input == 0 && kernel != null ? kernel.length + 2 : NO_INPUT;
  }

  // As many as there are letters, unless dots stand for some.
  private static int rankOfTerm(OnnxNode node, int input) {
    String equation =
        node.attribute("equation")
            .filter(attribute -> attribute.type() == OnnxAttribute.Type.STRING)
            .map(OnnxAttribute::stringValue)
            .orElse("...");
    String[] terms = equation.replaceAll("->.*|\\s", "").split(",", -1);
    boolean isKnown = input < terms.length && !terms[input].contains(".");
    return isKnown ? terms[input].length() : NO_INPUT;
  }
}
