package io.lepton.format.quality;

import io.lepton.data.DecimalColumn;
import io.lepton.data.RecordBatch;
import java.math.BigInteger;

/** Decimals of more than 18 digits between two others, which are in the range themselves. */
final class WideRangeCheck extends RowCheck {

  private final long lowLow;
  private final long lowHigh;
  private final long highLow;
  private final long highHigh;
  private long[] low = new long[0];
  private long[] high = low;

  WideRangeCheck(int column, BigInteger low, BigInteger high) {
    super(column);
    this.lowLow = low.longValue();
    this.lowHigh = low.shiftRight(64).longValue();
    this.highLow = high.longValue();
    this.highHigh = high.shiftRight(64).longValue();
  }

  @Override
  void bind(RecordBatch batch) {
    DecimalColumn column = (DecimalColumn) batch.column(columns()[0]);
    low = column.low();
    high = column.high();
  }

  @Override
  boolean fails(int row) {
    return compare(high[row], low[row], lowHigh, lowLow) < 0
        || compare(high[row], low[row], highHigh, highLow) > 0;
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }
}
