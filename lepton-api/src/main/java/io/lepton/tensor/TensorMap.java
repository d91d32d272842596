package io.lepton.tensor;

/**
 * Values by key, as two tensors of one length: what ONNX calls a map, and what a feature dictionary
 * is to a model.
 *
 * <pre>{@code
 * TensorMap words =
 *     new TensorMap(Tensor.of(Shape.of(2), "good", "movie"), Tensor.of(Shape.of(2), 1f, 2f));
 * }</pre>
 *
 * <p>Immutable apart from the tensors, which are shared and not copied.
 *
 * @param keys INT64 or BYTES of one dimension; each key once
 * @param values of one dimension, as long as the keys
 */
public record TensorMap(Tensor keys, Tensor values) implements TensorValue {

  /**
   * Checks types and shapes. That each key is there once is for the model to check.
   *
   * @param keys INT64 or BYTES of one dimension; each key once
   * @param values of one dimension, as long as the keys
   * @throws IllegalArgumentException if the keys are of another type, or a shape is another
   */
  public TensorMap {
    if (keys.type() != DataType.INT64 && keys.type() != DataType.BYTES) {
      throw new IllegalArgumentException("Keys need type INT64 or BYTES, got " + keys.type());
    }
    if (keys.shape().rank() != 1 || !keys.shape().equals(values.shape())) {
      throw new IllegalArgumentException(
          "Keys and values need one shape of one dimension, got %s and %s"
              .formatted(keys.shape(), values.shape()));
    }
  }

  /**
   * Returns how many keys there are.
   *
   * @return 0 or more
   */
  public int size() {
    return keys.size();
  }

  /**
   * Returns types and length, never keys or values.
   *
   * @return for example {@code FP32 map of 3 by BYTES}
   */
  @Override
  public String toString() {
    return values.type() + " map of " + keys.size() + " by " + keys.type();
  }
}
