package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;

/** Cells of TIMESTAMP, in UTC or of a wall clock. */
final class TimestampCells extends CellDecoder {

  private final boolean utc;

  TimestampCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
    this.utc = field.type().zone() == TimeZoneRule.UTC;
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    byte[] bytes = cells.bytes;
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    long[] values = ((LongColumn) column).values();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      long value = TemporalParser.timestamp(bytes, start, end, utc);
      if (value == TemporalParser.NO_TIMESTAMP) {
        value = closerTimestamp(cells, start, end, column, row);
      }
      values[row] = value;
    }
  }

  private long closerTimestamp(CellBlock cells, int start, int end, Column column, int row) {
    if (!closer(cells, start, end, column, row)) {
      return 0;
    }
    long value = TemporalParser.timestamp(cells.bytes, from(), to(), utc);
    if (value == TemporalParser.NO_TIMESTAMP
        && !TemporalParser.isLowestTimestamp(cells.bytes, from(), to(), utc)) {
      reject(cells, row, ErrorCode.WRONG_TYPE);
    }
    return value;
  }
}
