package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;

/**
 * Turns the cells of one column from text into values, some rows at a time.
 *
 * <p>One subclass for each way of reading, each with a loop of its own, so that the compiler sees
 * one kind of cell in each loop and inlines the reading of it. The loops take the quick way through
 * a cell; a cell that the quick way declines goes through {@link #closer}, which knows about
 * blanks, quotes, missing values and errors.
 *
 * <p>A cell that is wrong marks its row in the {@link CellBlock}; so does a missing value in a
 * field that requires one.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public abstract class CellDecoder {

  private final Field field;
  private final int position;
  private final CellSyntax syntax;

  /** Where the text of the cell begins that is looked at more closely. */
  private int from;

  /** Where it ends. */
  private int to;

  CellDecoder(Field field, int position, CellSyntax syntax) {
    this.field = field;
    this.position = position;
    this.syntax = syntax;
  }

  /**
   * Makes the decoder for a field.
   *
   * @param field the name and type
   * @param position the field's position in the schema
   * @param syntax how cells are quoted and which are missing
   * @return a decoder
   * @throws IllegalArgumentException if cells cannot hold the type: a list
   */
  public static CellDecoder of(Field field, int position, CellSyntax syntax) {
    if (field.type().width() > 1) {
      throw new IllegalArgumentException(
          "A cell holds one value, but field %s is of %d"
              .formatted(field.name(), field.type().width()));
    }
    return switch (field.type().kind()) {
      case TEXT -> new TextCells(field, position, syntax);
      case BYTES -> new Base64Cells(field, position, syntax);
      case INT64, UINT64 -> new LongCells(field, position, syntax);
      case INT32, UINT32 -> new IntCells(field, position, syntax);
      case INT8, UINT8, INT16, UINT16 -> new SmallIntCells(field, position, syntax);
      case FP64 -> new DoubleCells(field, position, syntax);
      case FP32 -> new FloatCells(field, position, syntax);
      case FP16, BF16 -> new HalfCells(field, position, syntax);
      case BOOL -> new BoolCells(field, position, syntax);
      case DATE -> new DateCells(field, position, syntax);
      case TIMESTAMP -> new TimestampCells(field, position, syntax);
      case DECIMAL -> new DecimalCells(field, position, syntax);
    };
  }

  /**
   * Decodes a block of cells.
   *
   * @param cells where they lie
   * @param column where the values go; the rows are not marked missing
   */
  public abstract void decode(CellBlock cells, Column column);

  /**
   * Says what a cell needs to be, for a {@link io.lepton.data.Rejection}.
   *
   * @param code what was wrong
   * @return for example {@code needs int8, -128 to 127}
   */
  public String expectation(ErrorCode code) {
    if (code == ErrorCode.MISSING_VALUE) {
      return "needs a value, found none";
    }
    String needs = "needs " + field.type();
    return code == ErrorCode.OUT_OF_RANGE ? needs + ", found a number beyond it" : needs;
  }

  final ColumnType type() {
    return field.type();
  }

  final CellSyntax syntax() {
    return syntax;
  }

  /** Looks behind quotes and blanks. Returns false if the cell is missing, which is then noted. */
  final boolean closer(CellBlock cells, int start, int end, Column column, int row) {
    if (start == end) {
      missing(cells, column, row);
      return false;
    }
    return closer(cells, start, end, row, column);
  }

  private boolean closer(CellBlock cells, int start, int end, int row, Column column) {
    byte[] bytes = cells.bytes;
    boolean quoted = cells.quoted && bytes[start] == syntax.quote;
    boolean missing = !quoted && syntax.isMissing(bytes, start, end);
    from = quoted ? start + 1 : start;
    to = quoted ? end - 1 : end;
    while (from < to && isBlank(bytes[to - 1])) {
      to--;
    }
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    if (missing || from == to) {
      missing(cells, column, row);
      return false;
    }
    return true;
  }

  final void missing(CellBlock cells, Column column, int row) {
    column.setNull(row);
    if (!field.nullable()) {
      reject(cells, row, ErrorCode.MISSING_VALUE);
    }
  }

  final void reject(CellBlock cells, int row, ErrorCode code) {
    cells.reject(row, position, code);
  }

  /** After {@link #closer}: the first byte that is not blank. */
  final int from() {
    return from;
  }

  /** After {@link #closer}: the end of what is not blank. */
  final int to() {
    return to;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
