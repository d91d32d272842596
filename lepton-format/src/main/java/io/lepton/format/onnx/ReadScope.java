package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;

/** What one reading of one file has used up of its limits. For one thread. */
final class ReadScope {

  private final OnnxLimits limits;
  private int parts;
  private int depth;

  ReadScope(OnnxLimits limits) {
    this.limits = limits;
  }

  /** Returns a scope for parts that a caller made. */
  static ReadScope ofDefaults() {
    return new ReadScope(OnnxLimits.defaults());
  }

  /** Counts one part of the model, before memory is taken for it. */
  void count(ProtoMessage part) {
    count(1, part.offset());
  }

  void count(int added, int offset) {
    // The sum cannot overflow: a file has fewer than 2^31 bytes, and each part has one of its own.
    parts += added;
    if (parts > limits.maxParts()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "An ONNX file needs at most %d parts, got more at byte %d"
              .formatted(limits.maxParts(), offset));
    }
  }

  /** Returns one of many names, counted. */
  String text(ProtoCursor field) {
    count(1, field.start());
    return field.asText();
  }

  /**
   * Enters a graph or a type. Pairs with {@link #leave}; after an exception the reading is over.
   */
  void enter(ProtoMessage part) {
    count(part);
    depth++;
    if (depth > limits.maxDepth()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "An ONNX file needs at most %d levels of graphs and types, got more at byte %d"
              .formatted(limits.maxDepth(), part.offset()));
    }
  }

  void leave() {
    depth--;
  }
}
