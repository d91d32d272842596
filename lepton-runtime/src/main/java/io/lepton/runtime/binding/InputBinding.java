package io.lepton.runtime.binding;

import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import java.util.List;

/**
 * Which columns feed one input of a model.
 *
 * @param input the input
 * @param columns the names of the columns, in the order of the input's elements; one for an input
 *     of one element a row
 * @param reason how the columns were found, in words
 */
public record InputBinding(TensorSpec input, List<String> columns, String reason) {

  /** Copies the parts. */
  public InputBinding {
    columns = List.copyOf(columns);
  }

  /**
   * Returns the shape of the input for some rows.
   *
   * @param rows how many rows; 1 where the model fixes the batch
   * @return the shape, all dimensions known
   */
  Shape shape(int rows) {
    Shape shape = input.shape();
    for (int axis = 1; axis < shape.rank(); axis++) {
      if (shape.dimension(axis) == Shape.ANY) {
        shape = shape.with(axis, columns.size());
      }
    }
    return shape.dimension(0) == Shape.ANY ? shape.with(0, rows) : shape;
  }

  /**
   * Returns the binding on one line.
   *
   * @return for example {@code input age FP32 [batch, 1] from column age: same name}
   */
  @Override
  public String toString() {
    String from =
        columns.size() == 1
            ? "column " + columns.get(0)
            : columns.size()
                + " columns "
                + columns.get(0)
                + " to "
                + columns.get(columns.size() - 1);
    return "input " + input + " from " + from + ": " + reason;
  }
}
