package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that an integer type of up to 32 bits holds.
 *
 * @param lowest the lowest of them
 * @param highest the highest of them
 */
record WholeRange(long lowest, long highest) {

  static WholeRange of(ColumnType type) {
    return switch (type.kind()) {
      case INT8 -> new WholeRange(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> new WholeRange(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> new WholeRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT8 -> new WholeRange(0, 0xffL);
      case UINT16 -> new WholeRange(0, 0xffffL);
      case UINT32 -> new WholeRange(0, 0xffff_ffffL);
      default -> throw new IllegalArgumentException(type + " is not an integer of up to 32 bits");
    };
  }

  /** The number in a cell that the quick way declined; 0 if it is missing or wrong. */
  long closer(CellDecoder decoder, CellBlock cells, int start, int end, Column column, int row) {
    if (!decoder.closer(cells, start, end, column, row)) {
      return 0;
    }
    int from = decoder.from();
    int to = decoder.to();
    @Nullable ErrorCode problem = NumberParser.longProblem(cells.bytes, from, to, false);
    long value = problem == null ? NumberParser.longValue(cells.bytes, from, to) : 0;
    if (value < lowest || value > highest) {
      problem = ErrorCode.OUT_OF_RANGE;
    }
    if (problem != null) {
      decoder.reject(cells, row, problem);
      return 0;
    }
    return value;
  }
}
