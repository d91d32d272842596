package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Whole multiples of a whole number, where numbers may have more than 63 bits and a sign. */
final class WideMultipleCheck extends RowCheck {

  private final BigInteger divisor;
  private @Nullable Column column;

  WideMultipleCheck(int column, BigInteger divisor) {
    super(column);
    this.divisor = divisor;
  }

  @Override
  void bind(RecordBatch batch) {
    column = batch.column(columns()[0]);
  }

  @Override
  boolean fails(int row) {
    return unscaled(row).remainder(divisor).signum() != 0;
  }

  private BigInteger unscaled(int row) {
    if (column instanceof DecimalColumn decimals) {
      return decimals.get(row).unscaledValue();
    }
    if (column instanceof LongColumn longs) {
      return new BigInteger(Long.toUnsignedString(longs.values()[row]));
    }
    throw new IllegalStateException("A batch is bound first");
  }
}
