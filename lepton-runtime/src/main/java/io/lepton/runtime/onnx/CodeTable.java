package io.lepton.runtime.onnx;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;

/**
 * What a text becomes, by its code: the last entry stands for an unknown text. Copying from such a
 * table is left to us rather than to the runtime's Gather, which takes 10 ns an element.
 *
 * <p>Immutable and safe for use by many threads.
 */
interface CodeTable {

  /** The type of what it becomes. */
  DataType type();

  /** How many elements it becomes. */
  int width();

  /** Whether these elements are a dimension more. */
  boolean addsDimension();

  /**
   * Returns what writes it.
   *
   * @param memory where to, all zeros; element {@code i} lies at {@code i * stride + offset}
   * @param offset from the start of the memory, in elements of the type
   * @param stride from one to the next, in elements of the type
   * @param count how many there are
   */
  Writer writer(Tensor memory, int offset, int stride, int count);

  /** Writes what codes become. For one thread. */
  interface Writer {

    /** Writes, one after the other, as many as the writer was made for. */
    void write(int[] codes);
  }
}
