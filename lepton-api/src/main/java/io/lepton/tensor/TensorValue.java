package io.lepton.tensor;

/**
 * What goes into a model or comes out of it under one name: nearly always a {@link Tensor}, else a
 * {@link TensorSequence}, a {@link TensorMap}, or nothing at all.
 *
 * <p>Which of them a model wants is said by {@link TensorSpec#form}.
 *
 * <p>All kinds are as immutable as the tensors in them, and may be used by many threads.
 */
public sealed interface TensorValue permits Tensor, TensorSequence, TensorMap, TensorValue.Absent {

  /**
   * Returns the value that stands for none, where a model declares an optional one.
   *
   * @return always the same object
   */
  static TensorValue absent() {
    return Absent.ABSENT;
  }

  /**
   * Says whether this stands for no value.
   *
   * @return true for {@link #absent} alone
   */
  default boolean isAbsent() {
    return this == Absent.ABSENT;
  }

  /** The value that stands for none. */
  enum Absent implements TensorValue {
    /** The only one of its kind. */
    ABSENT
  }
}
