package io.lepton.runtime.trees;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Rows of features, as the bits of floats.
 *
 * @param values row after row
 * @param width features in a row
 */
record Features(IntBuffer values, int width) {

  static Features of(ByteBuffer bytes, int width) {
    return new Features(
        bytes.duplicate().clear().order(ByteOrder.nativeOrder()).asIntBuffer(), width);
  }

  int bits(int row, int feature) {
    return values.get(row * width + feature);
  }

  /** Reads one feature of some rows. */
  void gather(int feature, int firstRow, int rows, int[] bits) {
    int at = firstRow * width + feature;
    for (int row = 0; row < rows; row++, at += width) {
      bits[row] = values.get(at);
    }
  }
}
