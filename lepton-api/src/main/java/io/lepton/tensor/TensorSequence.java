package io.lepton.tensor;

import java.util.List;

/**
 * Tensors in an order, of one element type and of any shapes, as a model may take or make them: the
 * boxes of each picture, the words of each sentence.
 *
 * <p>Immutable apart from the tensors, which are shared and not copied.
 */
public final class TensorSequence implements TensorValue {

  private final DataType type;
  private final List<Tensor> tensors;

  private TensorSequence(DataType type, List<Tensor> tensors) {
    this.type = type;
    this.tensors = tensors;
  }

  /**
   * Returns a sequence.
   *
   * @param type the element type of every tensor, which an empty sequence has as well
   * @param tensors the tensors, in order
   * @return the sequence
   * @throws IllegalArgumentException if a tensor is of another type
   */
  public static TensorSequence of(DataType type, List<Tensor> tensors) {
    List<Tensor> copy = List.copyOf(tensors);
    for (int i = 0; i < copy.size(); i++) {
      if (copy.get(i).type() != type) {
        throw new IllegalArgumentException(
            "A sequence of %s needs tensors of that type, tensor %d is %s"
                .formatted(type, i, copy.get(i)));
      }
    }
    return new TensorSequence(type, copy);
  }

  /**
   * Returns a sequence of at least one tensor.
   *
   * @param first the first tensor
   * @param others the tensors after it
   * @return the sequence
   * @throws IllegalArgumentException if the tensors are of different types
   */
  public static TensorSequence of(Tensor first, Tensor... others) {
    Tensor[] all = new Tensor[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return of(first.type(), List.of(all));
  }

  /**
   * Returns the element type.
   *
   * @return the type of every tensor
   */
  public DataType type() {
    return type;
  }

  /**
   * Returns the tensors.
   *
   * @return the tensors in order, unmodifiable
   */
  public List<Tensor> tensors() {
    return tensors;
  }

  /**
   * Returns how many tensors there are.
   *
   * @return 0 or more
   */
  public int size() {
    return tensors.size();
  }

  /**
   * Returns one tensor.
   *
   * @param index which, from 0
   * @return the tensor
   * @throws IndexOutOfBoundsException if there is no such tensor
   */
  public Tensor get(int index) {
    return tensors.get(index);
  }

  /**
   * Returns type and shapes, never the elements.
   *
   * @return for example {@code FP32 sequence of [1, 4], [2, 4]}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type + " sequence of ");
    for (int i = 0; i < tensors.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(tensors.get(i).shape());
    }
    return tensors.isEmpty() ? text + "none" : text.toString();
  }
}
