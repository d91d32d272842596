package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node that turns text of a fixed vocabulary into something else. */
interface TextEncoder {

  /** The node itself. */
  OnnxNode node();

  /** The texts that it knows, each once, in its order. */
  List<String> keys();

  /** Whether it has an answer for any other text. */
  boolean acceptsUnknown();

  /**
   * Returns nodes that do the same with codes: positions in a vocabulary, or -1 for a text that is
   * not in it.
   *
   * @param vocabulary all keys of this encoder, and perhaps others, which it then does not know
   */
  List<OnnxNode> onCodes(List<String> vocabulary, GraphEdit edit);

  /**
   * Returns what each code becomes, so that the node is not needed any more; nothing if only the
   * runtime can do it.
   *
   * @param vocabulary all keys of this encoder, and perhaps others, which it then does not know
   */
  Optional<CodeTable> table(List<String> vocabulary);

  /** Whether this encoder knows every text of a vocabulary. */
  default boolean knowsAll(List<String> vocabulary) {
    return Set.copyOf(keys()).containsAll(vocabulary);
  }
}
