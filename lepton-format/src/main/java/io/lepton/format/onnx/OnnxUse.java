package io.lepton.format.onnx;

/**
 * One place in a graph where a value is read.
 *
 * @param node the node that reads it, one of the graph's own
 * @param inputIndex which of the node's inputs it is, from 0; {@link #IN_SUBGRAPH} if a graph
 *     inside the node reads it
 */
public record OnnxUse(OnnxNode node, int inputIndex) {

  /** The index of a use inside a subgraph of the node, however deep. */
  public static final int IN_SUBGRAPH = -1;

  /**
   * Says whether the value is read by a graph inside the node, such as a branch of an If.
   *
   * @return false if the node itself reads it
   */
  public boolean isInSubgraph() {
    return inputIndex == IN_SUBGRAPH;
  }
}
