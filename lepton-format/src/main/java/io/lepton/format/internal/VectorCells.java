package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import java.util.Arrays;

/**
 * Cells of a field that has more than one element a row, each in a column of cells of its own: one
 * column of cells at a time is decoded as if it were a field, and then dealt out to the rows.
 *
 * <p>A row of which all cells are missing is missing. Where only some are, they are NaN; of a type
 * that has no NaN, the row is rejected.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class VectorCells {

  private final Field field;
  private final int position;
  private final int width;
  private final Field elementField;
  private final CellDecoder decoder;

  /** The values of one element, a row each. */
  private Column values;

  /** How many elements of a row are missing. */
  private int[] missing = new int[1];

  /**
   * Makes a decoder.
   *
   * @param field the name and type
   * @param position the field's position in the schema
   * @param syntax how cells are quoted and which are missing
   */
  public VectorCells(Field field, int position, CellSyntax syntax) {
    this.field = field;
    this.position = position;
    this.width = field.type().width();
    this.elementField = Field.of(field.name(), field.type().element());
    this.decoder = CellDecoder.of(elementField, position, syntax);
    this.values = Column.allocate(elementField.type(), 1);
  }

  /**
   * Returns what the column of cells of an element is called.
   *
   * @param field the name and type
   * @param element which element, from 0
   * @return the name of the field, or of several elements, {@code name.0}, {@code name.1} and so on
   */
  public static String name(Field field, int element) {
    return field.type().width() == 1 ? field.name() : field.name() + "." + element;
  }

  /**
   * Begins a block of rows.
   *
   * @param cells where they lie
   * @param column where the values will go
   */
  public void begin(CellBlock cells, Column column) {
    if (values.capacity() < column.capacity()) {
      values = Column.allocate(elementField.type(), column.capacity());
      missing = new int[column.capacity()];
    }
    Arrays.fill(missing, cells.firstRow, cells.endRow, 0);
  }

  /**
   * Decodes one cell of each row.
   *
   * @param element which of them, from 0
   * @param cells where they lie
   * @param column where the values go
   */
  public void decode(int element, CellBlock cells, Column column) {
    values.clear();
    decoder.decode(cells, values);
    for (int row = cells.firstRow; row < cells.endRow; row++) {
      deal(row, row * width + element, column);
      missing[row] += values.isNull(row) ? 1 : 0;
    }
  }

  private void deal(int row, int to, Column column) {
    if (column instanceof FloatColumn floats) {
      floats.values()[to] = ((FloatColumn) values).values()[row];
    } else if (column instanceof DoubleColumn doubles) {
      doubles.values()[to] = ((DoubleColumn) values).values()[row];
    } else if (column instanceof LongColumn longs) {
      longs.values()[to] = ((LongColumn) values).values()[row];
    } else if (column instanceof IntColumn ints) {
      ints.values()[to] = ((IntColumn) values).values()[row];
    } else if (column instanceof ShortColumn shorts) {
      shorts.values()[to] = ((ShortColumn) values).values()[row];
    } else if (column instanceof ByteColumn bytes) {
      bytes.values()[to] = ((ByteColumn) values).values()[row];
    } else if (column instanceof TextColumn texts) {
      TextColumn from = (TextColumn) values;
      texts.set(to, from.starts()[row], from.lengths()[row]);
    } else {
      DecimalColumn from = (DecimalColumn) values;
      ((DecimalColumn) column).low()[to] = from.low()[row];
      ((DecimalColumn) column).high()[to] = from.high()[row];
    }
  }

  /**
   * Ends the block: all elements were decoded.
   *
   * @param cells where they lie
   * @param column where the values are
   */
  public void end(CellBlock cells, Column column) {
    for (int row = cells.firstRow; row < cells.endRow; row++) {
      boolean none = missing[row] == width;
      if (none) {
        column.setNull(row);
      }
      boolean some = missing[row] > 0 && !none && !field.type().isFloatingPoint();
      if (some || none && !field.nullable()) {
        cells.reject(row, position, ErrorCode.MISSING_VALUE);
      }
    }
  }

  /**
   * Says what a cell needs to be.
   *
   * @param code what was wrong
   * @return as {@link CellDecoder#expectation}
   */
  public String expectation(ErrorCode code) {
    return decoder.expectation(code);
  }
}
