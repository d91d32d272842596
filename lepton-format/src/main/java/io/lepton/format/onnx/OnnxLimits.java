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
 * @param maxDepth subgraphs and types inside each other, the outermost graph included
 */
public record OnnxLimits(int maxSizeBytes, int maxParts, int maxDepth) {

  private static final OnnxLimits DEFAULTS =
      new OnnxLimits(ProtoMessage.MAX_SIZE_BYTES, 2_000_000, 64);

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
   * @throws IllegalArgumentException if a limit is below 1, or {@code maxDepth} above 256
   */
  public OnnxLimits {
    if (maxSizeBytes < 1 || maxParts < 1 || maxDepth < 1) {
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
   * the file; 64 levels, where converters stay below 10.
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
    return new OnnxLimits(bytes, maxParts, maxDepth);
  }

  /**
   * Returns these limits with another number of parts.
   *
   * @param parts parts of the model, at least 1
   * @return new limits
   */
  public OnnxLimits withMaxParts(int parts) {
    return new OnnxLimits(maxSizeBytes, parts, maxDepth);
  }

  /**
   * Returns these limits with another depth.
   *
   * @param depth levels, 1 to 256
   * @return new limits
   */
  public OnnxLimits withMaxDepth(int depth) {
    return new OnnxLimits(maxSizeBytes, maxParts, depth);
  }
}
