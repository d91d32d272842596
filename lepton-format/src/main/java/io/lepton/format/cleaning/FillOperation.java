package io.lepton.format.cleaning;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;

/** Puts values where none are. The value at hand lies in a column of one row. */
final class FillOperation extends Operation {

  private final int slot;
  private final Fill.Kind kind;
  private final Column value;
  private final Quantiles quantiles = new Quantiles();
  private final Moments moments = new Moments();
  private boolean isReady;

  /**
   * Makes the operation.
   *
   * @param position the column's position in the schema
   * @param slot where its values lie
   * @param kind where the value comes from
   * @param value the constant, or a column of one row in which the value is missing
   */
  FillOperation(int position, int slot, Fill.Kind kind, Column value) {
    super(position);
    this.slot = slot;
    this.kind = kind;
    this.value = value;
    this.isReady = kind == Fill.Kind.CONSTANT || kind == Fill.Kind.PREVIOUS;
  }

  @Override
  boolean isReady() {
    return isReady;
  }

  @Override
  void learn(Rows rows) {
    for (int row = 0; row < rows.count(); row++) {
      double number = Numbers.get(rows.column(slot), row);
      if (!Double.isFinite(number)) {
        continue;
      }
      if (kind == Fill.Kind.MEDIAN) {
        quantiles.add(number);
      } else {
        moments.add(number);
      }
    }
  }

  @Override
  void endLearning() {
    double number = kind == Fill.Kind.MEDIAN ? quantiles.at(0.5) : moments.mean();
    if (!Double.isNaN(number)) {
      Numbers.set(value, 0, number);
    }
    isReady = true;
  }

  @Override
  void restart() {
    super.restart();
    if (kind == Fill.Kind.PREVIOUS) {
      value.setNull(0);
    }
  }

  @Override
  void apply(Rows rows) {
    if (rows.column(slot) instanceof TextColumn text) {
      fillTexts(rows, text);
    } else {
      fillValues(rows, rows.column(slot));
    }
  }

  private void fillValues(Rows rows, Column column) {
    for (int row = 0; row < rows.count(); row++) {
      if (!column.isNull(row)) {
        if (kind == Fill.Kind.PREVIOUS) {
          copy(column, row, value, 0);
        }
        continue;
      }
      look();
      if (!value.isNull(0)) {
        copy(value, 0, column, row);
        change();
      }
    }
  }

  private void fillTexts(Rows rows, TextColumn column) {
    TextColumn last = (TextColumn) value;
    if (!column.hasNulls()) {
      if (kind == Fill.Kind.PREVIOUS && rows.count() > 0) {
        remember(column, rows.count() - 1);
      }
      return;
    }
    TextBuffer buffer = rows.buffer(slot);
    buffer.begin(rows.count());
    boolean changed = false;
    for (int row = 0; row < rows.count(); row++) {
      if (!column.isNull(row)) {
        if (kind == Fill.Kind.PREVIOUS) {
          remember(column, row);
        }
        continue;
      }
      look();
      if (!last.isNull(0)) {
        buffer.append(row, last.heap(), last.starts()[0], last.lengths()[0]);
        column.setPresent(row);
        change();
        changed = true;
      }
    }
    if (changed) {
      buffer.putInto(column, rows.count());
    }
  }

  private void remember(TextColumn column, int row) {
    value.clear();
    ((TextColumn) value).append(0, column.heap(), column.starts()[row], column.lengths()[row]);
  }

  private static void copy(Column from, int fromRow, Column to, int toRow) {
    to.setPresent(toRow);
    if (from instanceof DoubleColumn doubles) {
      ((DoubleColumn) to).values()[toRow] = doubles.values()[fromRow];
    } else if (from instanceof FloatColumn floats) {
      ((FloatColumn) to).values()[toRow] = floats.values()[fromRow];
    } else if (from instanceof LongColumn longs) {
      ((LongColumn) to).values()[toRow] = longs.values()[fromRow];
    } else if (from instanceof IntColumn ints) {
      ((IntColumn) to).values()[toRow] = ints.values()[fromRow];
    } else if (from instanceof ShortColumn shorts) {
      ((ShortColumn) to).values()[toRow] = shorts.values()[fromRow];
    } else if (from instanceof ByteColumn bytes) {
      ((ByteColumn) to).values()[toRow] = bytes.values()[fromRow];
    } else {
      ((DecimalColumn) to).low()[toRow] = ((DecimalColumn) from).low()[fromRow];
      ((DecimalColumn) to).high()[toRow] = ((DecimalColumn) from).high()[fromRow];
    }
  }
}
