package io.lepton.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The dimensions of a tensor, outermost first. Elements lie row-major: the last dimension varies
 * fastest.
 *
 * <p>In a {@link TensorSpec} a dimension may be {@link #ANY}. The shape of a tensor itself has
 * none.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Shape {

  /** A dimension that a model leaves open. */
  public static final long ANY = -1;

  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dimensions;

  private Shape(long[] dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * Returns a shape.
   *
   * @param dimensions each 0 or more, or {@link #ANY}; none for a scalar
   * @return the shape
   * @throws IllegalArgumentException if a dimension is below -1
   */
  public static Shape of(long... dimensions) {
    for (long dimension : dimensions) {
      if (dimension < ANY) {
        throw new IllegalArgumentException("A dimension needs 0 or more, got " + dimension);
      }
    }
    return dimensions.length == 0 ? SCALAR : new Shape(dimensions.clone());
  }

  /**
   * Returns how many dimensions there are.
   *
   * @return the rank, 0 for a scalar
   */
  public int rank() {
    return dimensions.length;
  }

  /**
   * Returns one dimension.
   *
   * @param axis which, from 0, outermost first
   * @return its size, or {@link #ANY}
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public long dimension(int axis) {
    return dimensions[axis];
  }

  /**
   * Returns the dimensions.
   *
   * @return a copy
   */
  public long[] toArray() {
    return dimensions.clone();
  }

  /**
   * Says whether every dimension is known.
   *
   * @return false if one of them is {@link #ANY}
   */
  public boolean isFixed() {
    return !has(ANY);
  }

  private boolean has(long size) {
    for (long dimension : dimensions) {
      if (dimension == size) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how many elements a tensor of this shape has.
   *
   * @return the product of the dimensions, 1 for a scalar
   * @throws IllegalStateException if a dimension is open
   * @throws ArithmeticException if the product does not fit in a {@code long}
   */
  public long elementCount() {
    if (!isFixed()) {
      throw new IllegalStateException("The shape " + this + " has an open dimension");
    }
    // A tensor without elements may have other dimensions whose product would not fit.
    if (has(0)) {
      return 0;
    }
    long count = 1;
    for (long dimension : dimensions) {
      count = Math.multiplyExact(count, dimension);
    }
    return count;
  }

  /**
   * Returns this shape with one dimension replaced.
   *
   * @param axis which, from 0
   * @param size its new size, 0 or more, or {@link #ANY}
   * @return a new shape
   * @throws IllegalArgumentException if the size is below -1
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public Shape with(int axis, long size) {
    long[] changed = dimensions.clone();
    changed[axis] = size;
    return of(changed);
  }

  /**
   * Says whether a tensor of another shape fits where this one is asked for.
   *
   * @param actual the shape of the tensor
   * @return true if the ranks are equal and every dimension is equal or open here
   */
  public boolean accepts(Shape actual) {
    if (actual.dimensions.length != dimensions.length) {
      return false;
    }
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] != ANY && dimensions[i] != actual.dimensions[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(dimensions, that.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /**
   * Returns the dimensions in brackets.
   *
   * @return for example {@code [-1, 4]}, or {@code []} for a scalar
   */
  @Override
  public String toString() {
    return LongStream.of(dimensions)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
