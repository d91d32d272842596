package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.NumberPrinter;
import io.lepton.format.internal.SortKeys;
import io.lepton.format.internal.ValuePrinter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Floating point numbers whose shortest decimal form is a whole multiple of a decimal number.
 *
 * <p>Where the multiple has so few digits that no other decimal of as few is nearest to the same
 * floating point number, it is that shortest form, and one division tells; otherwise the number is
 * printed and read as a decimal.
 */
final class FloatMultipleCheck extends RowCheck {

  private static final double MAX_DOUBLE = 1e15;
  private static final double MAX_FLOAT = 1e6;

  /** A power of ten up to this one is exact as a {@code double}. */
  private static final int MAX_SCALE = 22;

  private final KeyColumn keys;
  private final boolean isDouble;
  private final BigDecimal divisor;
  private final double step;
  private final double unscaled;
  private final double power;
  private final double limit;
  private final byte[] printed = new byte[NumberPrinter.ROOM];
  private long[] values = new long[0];
  private ValuePrinter printer = (element, out, at) -> at;

  FloatMultipleCheck(KeyColumn keys, Kind kind, BigDecimal divisor) {
    super(keys.position());
    this.keys = keys;
    this.isDouble = kind == Kind.FP64;
    this.divisor = divisor.signum() != 0 && divisor.scale() < 0 ? divisor.setScale(0) : divisor;
    this.step = this.divisor.doubleValue();
    this.unscaled = this.divisor.unscaledValue().doubleValue();
    this.power = Math.pow(10, Math.min(this.divisor.scale(), MAX_SCALE));
    this.limit = this.divisor.scale() > MAX_SCALE ? 0 : isDouble ? MAX_DOUBLE : MAX_FLOAT;
  }

  @Override
  void bind(RecordBatch batch) {
    Column column = batch.column(columns()[0]);
    values = keys.of(batch);
    printer = ValuePrinter.of(column);
  }

  @Override
  boolean fails(int row) {
    double value = SortKeys.toDouble(values[row]);
    double digits = Math.rint(value / step) * unscaled;
    if (Math.abs(digits) < limit) {
      double multiple = digits / power;
      return (isDouble ? multiple : (float) multiple) != value;
    }
    return !Double.isFinite(value) || failsExactly(row);
  }

  private boolean failsExactly(int row) {
    int length = printer.print(row, printed, 0);
    String text = new String(printed, 0, length, StandardCharsets.US_ASCII);
    return new BigDecimal(text).remainder(divisor).signum() != 0;
  }
}
