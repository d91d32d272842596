package io.lepton.runtime.trees;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * From what the trees of an ensemble add up to, to its scores.
 *
 * @param count how many scores a row has
 * @param divisor what each sum is divided by; 1 for none
 * @param baseValues what is added then, one a score; null for nothing, which is not the same as
 *     zero for a sum that is negative zero
 */
@SuppressWarnings("ArrayRecordComponent")
record Sums(int count, float divisor, float @Nullable [] baseValues) {

  void write(float[][] sums, int firstRow, int rows, FloatBuffer scores) {
    for (int score = 0; score < count; score++) {
      divide(sums[score], rows);
      addBase(sums[score], rows, score);
      write(sums[score], rows, firstRow * count + score, scores);
    }
  }

  private void divide(float[] sums, int rows) {
    if (divisor != 1) {
      for (int row = 0; row < rows; row++) {
        sums[row] /= divisor;
      }
    }
  }

  private void addBase(float[] sums, int rows, int score) {
    if (baseValues != null) {
      float base = baseValues[score];
      for (int row = 0; row < rows; row++) {
        sums[row] += base;
      }
    }
  }

  private void write(float[] sums, int rows, int first, FloatBuffer scores) {
    for (int row = 0, at = first; row < rows; row++, at += count) {
      scores.put(at, sums[row]);
    }
  }
}
