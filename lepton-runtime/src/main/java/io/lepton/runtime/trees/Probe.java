package io.lepton.runtime.trees;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * Rows that put an ensemble to the test: values at its own thresholds, beside them, and missing.
 */
final class Probe {

  private static final long SEED = 1;

  private final Random random = new Random(SEED);
  private final Columns columns;
  private final int width;

  Probe(Columns columns, int width) {
    this.columns = columns;
    this.width = width;
  }

  void fill(int rows, FloatBuffer values) {
    for (int column = 0; column < columns.count(); column++) {
      fill(columns.feature(column), columns.thresholds(column), rows, values);
    }
  }

  private void fill(int feature, List<Integer> thresholds, int rows, FloatBuffer values) {
    for (int row = 0; row < rows; row++) {
      values.put(row * width + feature, value(thresholds));
    }
  }

  private float value(List<Integer> thresholds) {
    float threshold = OrderedFloat.value(thresholds.get(random.nextInt(thresholds.size())));
    return switch (random.nextInt(8)) {
      case 0 -> Float.NaN;
      case 1, 2 -> threshold;
      case 3 -> Math.nextDown(threshold);
      case 4 -> 0;
      default -> Math.nextUp(threshold);
    };
  }
}
