package io.lepton.format.profile;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;

/** A column of whole numbers of eight bits: a count for each of them, so that all is exact. */
final class ByteSketch extends ColumnSketch {

  private static final int VALUES = 1 << Byte.SIZE;

  private final long[] counts = new long[VALUES];

  ByteSketch(Field field) {
    super(field);
  }

  @Override
  void addValues(Column column, int batchRows, ValueBlock block, SamplePicks picks) {
    byte[] values = ((ByteColumn) column).values();
    int elements = batchRows * column.type().width();
    for (int i = 0; i < elements; i++) {
      counts[values[i] & VALUES - 1]++;
    }
  }

  @Override
  void mergeValues(ColumnSketch other) {
    ByteSketch that = (ByteSketch) other;
    for (int i = 0; i < VALUES; i++) {
      counts[i] += that.counts[i];
    }
  }

  @Override
  ColumnProfile profile(ProfileOptions options) {
    FixedSketch counted = new FixedSketch(field(), options.withExactDistinct(VALUES));
    counted.addRows(rows(), missing());
    for (int i = 0; i < VALUES; i++) {
      // The slot of a missing value holds 0.
      long times = counts[i] - (i == 0 ? missing() * field().type().width() : 0);
      if (times > 0) {
        counted.addExactly(field().type().kind() == Kind.INT8 ? (byte) i : i, times);
      }
    }
    return counted.profile(options);
  }
}
