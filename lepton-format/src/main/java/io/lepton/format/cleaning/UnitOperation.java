package io.lepton.format.cleaning;

import io.lepton.data.DoubleColumn;
import io.lepton.data.TextColumn;
import java.nio.charset.StandardCharsets;

/** Makes numbers of one unit of texts such as {@code 12 kg}. */
final class UnitOperation extends Operation {

  private final int from;
  private final int to;
  private final UnitTable units;
  private final NumberText numbers;

  UnitOperation(int position, int from, int to, UnitTable units) {
    super(position);
    this.from = from;
    this.to = to;
    this.units = units;
    this.numbers = new NumberText(units.locale(), null);
  }

  @Override
  void apply(Rows rows) {
    TextColumn texts = rows.text(from);
    DoubleColumn column = (DoubleColumn) rows.column(to);
    column.clear();
    for (int row = 0; row < rows.count(); row++) {
      if (texts.isNull(row)) {
        column.setNull(row);
        continue;
      }
      look();
      int start = texts.starts()[row];
      double value = value(texts.heap(), start, start + texts.lengths()[row]);
      if (Double.isNaN(value)) {
        fail(rows, to, row, units.onFailure(), "needs a number and a unit of the table");
      } else {
        column.values()[row] = value;
        change();
      }
    }
  }

  /** Returns the number in the target unit, or NaN. */
  private double value(byte[] bytes, int start, int end) {
    int first = Blanks.skip(bytes, start, end);
    int last = Blanks.skipBack(bytes, first, end);
    int numberEnd = numberEnd(bytes, first, last);
    int unitStart = Blanks.skip(bytes, numberEnd, last);
    String unit = new String(bytes, unitStart, last - unitStart, StandardCharsets.UTF_8);
    UnitTable.Conversion conversion = units.conversion(unit);
    return conversion == null || !numbers.read(bytes, first, numberEnd)
        ? Double.NaN
        : conversion.apply(numbers.doubleValue());
  }

  /** Returns the place behind the last digit before which there are no letters. */
  private static int numberEnd(byte[] bytes, int start, int end) {
    int numberEnd = start;
    for (int at = start; at < end && !isUnit(bytes, at, end); at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        numberEnd = at + 1;
      }
    }
    return numberEnd;
  }

  /** A letter is the start of a unit, unless it is the E of an exponent. */
  private static boolean isUnit(byte[] bytes, int at, int end) {
    int c = bytes[at] | 0x20;
    if (c < 'a' || c > 'z') {
      return false;
    }
    boolean isExponent = c == 'e' && at + 1 < end && isExponentStart(bytes, at + 1, end);
    return !isExponent;
  }

  private static boolean isExponentStart(byte[] bytes, int at, int end) {
    boolean hasSign = bytes[at] == '-' || bytes[at] == '+';
    int digit = hasSign ? at + 1 : at;
    return digit < end && bytes[digit] >= '0' && bytes[digit] <= '9';
  }
}
