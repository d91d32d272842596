package io.lepton.format.onnx;

/**
 * How large an ONNX file and its parts may be. A file beyond a limit is refused with {@link
 * io.lepton.LimitExceededException}.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param maxSizeBytes bytes of the file; tensors in external data do not count
 * @param maxParts nodes, attributes, tensors, types, dimensions and names, all together. A part of
 *     two bytes becomes an object of a hundred, so this bounds memory.
 * @param maxDepth subgraphs and types inside each other, the outermost graph included; functions
 *     that call each other
 * @param maxNodes nodes, those of subgraphs included, and those of the model's own functions each
 *     time they are called. {@link OnnxPreflight} counts them.
 */
public record OnnxLimits(int maxSizeBytes, int maxParts, int maxDepth, int maxNodes) {

  private static final OnnxLimits DEFAULTS =
      new OnnxLimits(ProtoMessage.MAX_SIZE_BYTES, 2_000_000, 64, 200_000);

  /**
   * Reading goes a few stack frames deeper with each level: a thread's stack has room for these.
   */
  private static final int MOST_DEPTH = 256;

  /**
   * Checks the parts.
   *
   * @param maxSizeBytes bytes of the file
   * @param maxParts parts of the model
   * @param maxDepth levels
   * @param maxNodes nodes
   * @throws IllegalArgumentException if a limit is below 1, or {@code maxDepth} above 256
   */
  public OnnxLimits {
    if (maxSizeBytes < 1 || maxParts < 1 || maxDepth < 1 || maxNodes < 1) {
      throw new IllegalArgumentException("A limit needs to be at least 1");
    }
    if (maxDepth > MOST_DEPTH) {
      throw new IllegalArgumentException(
          "maxDepth needs at most %d levels, got %d".formatted(MOST_DEPTH, maxDepth));
    }
  }

  /**
   * Returns limits for files from outside: the size that protobuf allows, 2 GiB; 2,000,000 parts,
   * which is some 100,000 nodes with all that belongs to them and at most 320 MiB of memory beside
   * the file; 64 levels, where converters stay below 10; 200,000 nodes, where the largest language
   * models have some 10,000.
   *
   * @return the defaults
   */
  public static OnnxLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these limits with another size of file.
   *
   * @param bytes bytes of the file, at least 1
   * @return new limits
   */
  public OnnxLimits withMaxSizeBytes(int bytes) {
    return new OnnxLimits(bytes, maxParts, maxDepth, maxNodes);
  }

  /**
   * Returns these limits with another number of parts.
   *
   * @param parts parts of the model, at least 1
   * @return new limits
   */
  public OnnxLimits withMaxParts(int parts) {
    return new OnnxLimits(maxSizeBytes, parts, maxDepth, maxNodes);
  }

  /**
   * Returns these limits with another depth.
   *
   * @param depth levels, 1 to 256
   * @return new limits
   */
  public OnnxLimits withMaxDepth(int depth) {
    return new OnnxLimits(maxSizeBytes, maxParts, depth, maxNodes);
  }

  /**
   * Returns these limits with another number of nodes.
   *
   * @param nodes nodes of the model and of the functions it calls, at least 1
   * @return new limits
   */
  public OnnxLimits withMaxNodes(int nodes) {
    return new OnnxLimits(maxSizeBytes, maxParts, maxDepth, nodes);
  }
}
