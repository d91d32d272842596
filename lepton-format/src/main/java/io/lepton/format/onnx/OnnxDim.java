package io.lepton.format.onnx;

import io.lepton.tensor.Shape;

/**
 * One dimension of a shape that a model declares: a size, a symbol such as {@code batch}, or open.
 * Dimensions of one symbol have one size when the model runs.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param size the size, or {@link Shape#ANY} for a symbol and an open dimension
 * @param symbol the name; empty for a size and an open dimension
 */
public record OnnxDim(long size, String symbol) {

  private static final OnnxDim OPEN = new OnnxDim(Shape.ANY, "");

  /**
   * Checks the parts.
   *
   * @param size the size, or {@link Shape#ANY} for a symbol and an open dimension
   * @param symbol the name; empty for a size and an open dimension
   * @throws IllegalArgumentException if the size is below -1, or there is a symbol as well
   */
  public OnnxDim {
    if (size < Shape.ANY) {
      throw new IllegalArgumentException("A dimension needs 0 or more, or -1, got " + size);
    }
    if (size != Shape.ANY && !symbol.isEmpty()) {
      throw new IllegalArgumentException("A dimension needs a size or a symbol, got both");
    }
  }

  /**
   * Returns a dimension of a known size.
   *
   * @param size 0 or more; {@link Shape#ANY} for an open dimension
   * @return the dimension
   */
  public static OnnxDim of(long size) {
    return size == Shape.ANY ? OPEN : new OnnxDim(size, "");
  }

  /**
   * Returns a dimension with a name.
   *
   * @param name the symbol, such as {@code batch}
   * @return the dimension
   */
  public static OnnxDim symbol(String name) {
    return new OnnxDim(Shape.ANY, name);
  }

  /**
   * Returns a dimension of which nothing is known.
   *
   * @return the dimension
   */
  public static OnnxDim open() {
    return OPEN;
  }

  /**
   * Says whether the size is known.
   *
   * @return false for a symbol and an open dimension
   */
  public boolean isFixed() {
    return size != Shape.ANY;
  }

  /**
   * Returns the size or the symbol.
   *
   * @return for example {@code 4}, {@code batch} or {@code ?}
   */
  @Override
  public String toString() {
    if (isFixed()) {
      return Long.toString(size);
    }
    return symbol.isEmpty() ? "?" : symbol;
  }
}
