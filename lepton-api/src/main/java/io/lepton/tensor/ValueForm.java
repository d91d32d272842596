package io.lepton.tensor;

/**
 * In what form a model takes or makes a value. All but a few models know only {@link #TENSOR}.
 *
 * <p>Type and shape of a {@link TensorSpec} are those of the tensor, of each tensor in the
 * sequence, or of the map's values.
 */
public enum ValueForm {
  /** A {@link Tensor}. */
  TENSOR,
  /** A {@link Tensor}, or {@link TensorValue#absent}. */
  OPTIONAL_TENSOR,
  /** A {@link TensorSequence}. */
  SEQUENCE,
  /** A {@link TensorSequence}, or {@link TensorValue#absent}. */
  OPTIONAL_SEQUENCE,
  /** A {@link TensorMap} whose keys are BYTES. */
  MAP_BY_TEXT,
  /** A {@link TensorMap} whose keys are INT64. */
  MAP_BY_NUMBER;

  /**
   * Says whether there may be no value.
   *
   * @return true for the optional forms
   */
  public boolean isOptional() {
    return this == OPTIONAL_TENSOR || this == OPTIONAL_SEQUENCE;
  }

  /**
   * Says whether the value, if there is one, is a sequence.
   *
   * @return true for the two forms of sequences
   */
  public boolean isSequence() {
    return this == SEQUENCE || this == OPTIONAL_SEQUENCE;
  }

  /**
   * Says whether the value is a map.
   *
   * @return true for the two forms of maps
   */
  public boolean isMap() {
    return this == MAP_BY_TEXT || this == MAP_BY_NUMBER;
  }
}
