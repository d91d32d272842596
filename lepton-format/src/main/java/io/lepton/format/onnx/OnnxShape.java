package io.lepton.format.onnx;

import io.lepton.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The shape that a model declares for a tensor: its dimensions, or that even their number is open.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param isRanked false if the model declares no shape at all; such a tensor may have any rank
 * @param dims the dimensions, outermost first; empty for a scalar and for an unranked shape
 */
public record OnnxShape(boolean isRanked, List<OnnxDim> dims) {

  private static final OnnxShape UNRANKED = new OnnxShape(false, List.of());

  /**
   * Checks and copies the parts.
   *
   * @param isRanked false if the model declares no shape at all
   * @param dims the dimensions, outermost first
   * @throws IllegalArgumentException if an unranked shape has dimensions
   */
  public OnnxShape {
    dims = List.copyOf(dims);
    if (!isRanked && !dims.isEmpty()) {
      throw new IllegalArgumentException(
          "An unranked shape needs 0 dimensions, got " + dims.size());
    }
  }

  /**
   * Returns a shape of known rank.
   *
   * @param sizes the dimensions, outermost first, {@link Shape#ANY} where open; none for a scalar
   * @return the shape
   */
  public static OnnxShape of(long... sizes) {
    return of(Arrays.stream(sizes).mapToObj(OnnxDim::of).toList());
  }

  /**
   * Returns a shape of known rank.
   *
   * @param dims the dimensions, outermost first; none for a scalar
   * @return the shape
   */
  public static OnnxShape of(List<OnnxDim> dims) {
    return new OnnxShape(true, dims);
  }

  /**
   * Returns a shape of which nothing is known.
   *
   * @return the shape
   */
  public static OnnxShape unranked() {
    return UNRANKED;
  }

  /**
   * Returns the sizes for use with tensors; symbols are lost.
   *
   * @return the dimensions, {@link Shape#ANY} where open
   * @throws IllegalStateException if this shape is unranked
   */
  public Shape toShape() {
    if (!isRanked) {
      throw new IllegalStateException("The model declares no shape");
    }
    long[] sizes = new long[dims.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = dims.get(axis).size();
    }
    return Shape.of(sizes);
  }

  /**
   * Returns the symbols of the dimensions, as {@link io.lepton.tensor.TensorSpec} wants them.
   *
   * @return one a dimension; empty text for a dimension without one
   */
  public List<String> symbols() {
    String[] symbols = new String[dims.size()];
    for (int axis = 0; axis < symbols.length; axis++) {
      symbols[axis] = dims.get(axis).symbol();
    }
    return List.of(symbols);
  }

  /**
   * Returns the dimensions in brackets.
   *
   * @return for example {@code [batch, 4]}, or {@code [...]} if unranked
   */
  @Override
  public String toString() {
    return isRanked ? dims.toString() : "[...]";
  }
}
