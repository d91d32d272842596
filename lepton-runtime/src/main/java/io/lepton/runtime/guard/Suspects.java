package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxFunction;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.List;
import java.util.Set;

/**
 * Tells whether a model has operators that may need a guard. Most have none, and their first
 * opening in a process is not to pay for the rest of this package.
 *
 * <p>No lambdas, for the same reason. Stateless.
 */
final class Suspects {

  private static final Set<String> OPERATORS =
      Set.of(
          "Attention",
          "AveragePool",
          "BiasGelu",
          "ConvTranspose",
          "DFT",
          "DynamicQuantizeMatMul",
          "FeatureVectorizer",
          "GRU",
          "GridSample",
          "Inverse",
          "LSTM",
          "LpNormalization",
          "MaxPool",
          "MultiHeadAttention",
          "RNN",
          "ReverseSequence",
          "RotaryEmbedding",
          "STFT",
          "SkipLayerNormalization",
          "SkipSimplifiedLayerNormalization",
          "SplitToSequence",
          "TopK",
          "Trilu",
          "Unique");

  private Suspects() {}

  static boolean areIn(OnnxModel model) {
    if (areIn(model.graph().nodes()) || hasUnranked(model.graph())) {
      return true;
    }
    for (OnnxFunction function : model.functions()) {
      if (areIn(function.nodes())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUnranked(OnnxGraph graph) {
    for (OnnxValueInfo input : graph.inputs()) {
      if (input.type() instanceof OnnxType.TensorType tensor && !tensor.shape().isRanked()) {
        return true;
      }
    }
    return false;
  }

  private static boolean areIn(List<OnnxNode> nodes) {
    for (OnnxNode node : nodes) {
      if (OPERATORS.contains(node.opType()) || areInside(node)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areInside(OnnxNode node) {
    for (OnnxGraph graph : node.subgraphs()) {
      if (areIn(graph.nodes())) {
        return true;
      }
    }
    return false;
  }

  static boolean havePooling(OnnxGraph graph) {
    for (OnnxNode node : graph.nodes()) {
      if (node.opType().equals("MaxPool") || node.opType().equals("AveragePool")) {
        return true;
      }
    }
    return false;
  }
}
