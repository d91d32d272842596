package io.lepton.tensor;

import java.util.Collections;
import java.util.List;

/**
 * What a model says of one input or output.
 *
 * @param name the name in the model
 * @param type the type of the elements
 * @param shape the dimensions, {@link Shape#ANY} where open
 * @param symbols the model's name for each dimension, such as {@code batch}; empty text for a
 *     dimension without one. Open dimensions of one symbol must agree across inputs.
 * @param labels what the elements of the last axis stand for, such as class labels; empty if the
 *     model does not say
 * @param form whether it is a tensor, as nearly always, or what else
 */
public record TensorSpec(
    String name,
    DataType type,
    Shape shape,
    List<String> symbols,
    List<String> labels,
    ValueForm form) {

  /**
   * Checks and copies the parts.
   *
   * @param name the name in the model
   * @param type the type of the elements
   * @param shape the dimensions, {@link Shape#ANY} where open
   * @param symbols the model's name for each dimension, such as {@code batch}; empty text for a
   *     dimension without one
   * @param labels what the elements of the last axis stand for, such as class labels; empty if the
   *     model does not say
   * @param form whether it is a tensor, as nearly always, or what else
   * @throws IllegalArgumentException if there is not one symbol a dimension
   */
  public TensorSpec {
    symbols = List.copyOf(symbols);
    labels = List.copyOf(labels);
    if (symbols.size() != shape.rank()) {
      throw new IllegalArgumentException(
          "Needs " + shape.rank() + " symbols, one a dimension, got " + symbols.size());
    }
  }

  /**
   * Makes the spec of a tensor.
   *
   * @param name the name in the model
   * @param type the type of the elements
   * @param shape the dimensions, {@link Shape#ANY} where open
   * @param symbols the model's name for each dimension, such as {@code batch}; empty text for a
   *     dimension without one
   * @param labels what the elements of the last axis stand for, such as class labels; empty if the
   *     model does not say
   * @throws IllegalArgumentException if there is not one symbol a dimension
   */
  public TensorSpec(
      String name, DataType type, Shape shape, List<String> symbols, List<String> labels) {
    this(name, type, shape, symbols, labels, ValueForm.TENSOR);
  }

  /**
   * Returns a spec whose dimensions have no names.
   *
   * @param name the name in the model
   * @param type the type of the elements
   * @param shape the dimensions, {@link Shape#ANY} where open
   * @return the spec
   */
  public static TensorSpec of(String name, DataType type, Shape shape) {
    return new TensorSpec(name, type, shape, Collections.nCopies(shape.rank(), ""), List.of());
  }

  /**
   * Returns this spec for a value in another form.
   *
   * @param form the form
   * @return a new spec
   */
  public TensorSpec withForm(ValueForm form) {
    return new TensorSpec(name, type, shape, symbols, labels, form);
  }

  /**
   * Returns the spec on one line.
   *
   * @return for example {@code features FP32 [batch, 4]}, or {@code boxes SEQUENCE of FP32 [n, 4]}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(' ').append(kind()).append(" [");
    for (int i = 0; i < shape.rank(); i++) {
      text.append(i == 0 ? "" : ", ");
      boolean named = shape.dimension(i) == Shape.ANY && !symbols.get(i).isEmpty();
      text.append(named ? symbols.get(i) : Long.toString(shape.dimension(i)));
    }
    return text.append(']').toString();
  }

  private String kind() {
    return form == ValueForm.TENSOR ? type.toString() : form + " of " + type;
  }
}
