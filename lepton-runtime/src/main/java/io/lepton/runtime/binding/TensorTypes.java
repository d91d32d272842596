package io.lepton.runtime.binding;

import io.lepton.data.ColumnType;
import io.lepton.tensor.DataType;

/** The column type of each tensor element type. */
public final class TensorTypes {

  private TensorTypes() {}

  /**
   * Returns the type of a column that holds a tensor's elements as they are.
   *
   * @param type the element type
   * @return the column type, TEXT for BYTES
   */
  public static ColumnType columnType(DataType type) {
    return switch (type) {
      case BOOL -> ColumnType.BOOL;
      case UINT8 -> ColumnType.UINT8;
      case UINT16 -> ColumnType.UINT16;
      case UINT32 -> ColumnType.UINT32;
      case UINT64 -> ColumnType.UINT64;
      case INT8 -> ColumnType.INT8;
      case INT16 -> ColumnType.INT16;
      case INT32 -> ColumnType.INT32;
      case INT64 -> ColumnType.INT64;
      case FP16 -> ColumnType.FP16;
      case FP32 -> ColumnType.FP32;
      case FP64 -> ColumnType.FP64;
      case BF16 -> ColumnType.BF16;
      case BYTES -> ColumnType.TEXT;
    };
  }
}
