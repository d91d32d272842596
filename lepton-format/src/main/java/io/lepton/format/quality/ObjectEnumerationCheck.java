package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes, or decimals of more than 18 digits, that are among some. */
final class ObjectEnumerationCheck extends RowCheck {

  private final Set<Object> allowed;
  private @Nullable Column column;

  /**
   * Makes a check.
   *
   * @param column the position of the column
   * @param allowed buffers, or decimals with the scale of the column
   */
  ObjectEnumerationCheck(int column, Set<Object> allowed) {
    super(column);
    this.allowed = allowed;
  }

  @Override
  void bind(RecordBatch batch) {
    column = batch.column(columns()[0]);
  }

  @Override
  boolean fails(int row) {
    return column == null || !allowed.contains(object(column, row));
  }

  static Object object(Column column, int row) {
    return column instanceof TextColumn bytes
        ? ByteBuffer.wrap(bytes.heap(), bytes.starts()[row], bytes.lengths()[row])
        : ((DecimalColumn) column).get(row);
  }
}
