package io.lepton.format.schema;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Every type of column there is, for tests. */
final class AllTypes {

  private static final List<ColumnType> SINGLE =
      List.of(
          ColumnType.BOOL,
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.UINT8,
          ColumnType.UINT16,
          ColumnType.UINT32,
          ColumnType.UINT64,
          ColumnType.FP16,
          ColumnType.BF16,
          ColumnType.FP32,
          ColumnType.FP64,
          ColumnType.TEXT,
          ColumnType.BYTES,
          ColumnType.DATE,
          ColumnType.TIMESTAMP_UTC,
          ColumnType.TIMESTAMP_LOCAL,
          ColumnType.decimal(10, 2),
          ColumnType.decimal(38, 0));

  private AllTypes() {}

  /** Returns every type, alone and as a vector. */
  static List<ColumnType> list() {
    List<ColumnType> types = new ArrayList<>(SINGLE);
    SINGLE.forEach(type -> types.add(type.vector(3)));
    return types;
  }

  /** Returns a schema of a nullable and a required field of every type. */
  static Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (ColumnType type : list()) {
      fields.add(Field.of(type + "?", type));
      fields.add(Field.required(type.toString(), type));
    }
    return Schema.of(fields);
  }
}
