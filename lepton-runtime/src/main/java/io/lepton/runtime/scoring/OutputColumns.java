package io.lepton.runtime.scoring;

import io.lepton.ErrorCode;
import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import io.lepton.data.Vocabulary;
import io.lepton.model.InferenceException;
import io.lepton.runtime.binding.TensorTypes;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Turns the outputs of a model into columns beside the kept ones. */
final class OutputColumns {

  private OutputColumns() {}

  /**
   * Returns the field of an output, from what came out.
   *
   * @param rows how many rows went in
   */
  static Field field(String name, Tensor output, int rows) {
    Shape shape = output.shape();
    // A model that takes one row at a time may leave the batch dimension away.
    boolean perRow = rows == 1 || shape.rank() > 0 && shape.dimension(0) == rows;
    if (!perRow || output.size() == 0 || output.size() % rows != 0) {
      throw new InferenceException(
          ErrorCode.INFERENCE_FAILED,
          "Output %s needs one element or list a row: %d rows went in, the output is %s"
              .formatted(name, rows, shape),
          null);
    }
    return Field.of(name, TensorTypes.columnType(output.type()).vector(output.size() / rows));
  }

  /** Returns the field of an output that nothing came out of, from what the model says. */
  static Field field(TensorSpec output) {
    long width = 1;
    for (int axis = 1; axis < output.shape().rank(); axis++) {
      width *= Math.max(1, output.shape().dimension(axis));
    }
    ColumnType type = TensorTypes.columnType(output.type());
    return Field.of(output.name(), type.vector((int) Math.min(width, 1 << 20)));
  }

  /** Copies an output into a column of its field's type. */
  static void copy(Tensor output, Optional<Vocabulary> codes, Column column, int rows) {
    int elements = rows * column.type().width();
    if (output.size() != elements) {
      throw new InferenceException(
          ErrorCode.INFERENCE_FAILED,
          "An output changed its shape between batches: needs %d elements for %d rows, got %d"
              .formatted(elements, rows, output.size()),
          null);
    }
    if (column instanceof TextColumn text) {
      copyText(output, codes, text, elements);
    } else {
      copyNumbers(output.data(), column, elements);
    }
  }

  private static void copyText(
      Tensor output, Optional<Vocabulary> codes, TextColumn column, int elements) {
    column.clear();
    if (codes.isPresent() && output.type() == DataType.INT64) {
      decode(output.data(), codes.get(), column, elements);
      return;
    }
    for (int i = 0; i < elements; i++) {
      byte[] text = output.bytes(i);
      column.append(i, text, 0, text.length);
    }
  }

  private static void decode(
      ByteBuffer codes, Vocabulary vocabulary, TextColumn column, int elements) {
    column.shareHeap(vocabulary.heap());
    for (int i = 0; i < elements; i++) {
      vocabulary.decode(column, i, (int) codes.getLong(i * Long.BYTES));
    }
  }

  private static void copyNumbers(ByteBuffer data, Column column, int elements) {
    if (column instanceof FloatColumn floats) {
      data.asFloatBuffer().get(floats.values(), 0, elements);
    } else if (column instanceof DoubleColumn doubles) {
      data.asDoubleBuffer().get(doubles.values(), 0, elements);
    } else if (column instanceof LongColumn longs) {
      data.asLongBuffer().get(longs.values(), 0, elements);
    } else if (column instanceof IntColumn ints) {
      data.asIntBuffer().get(ints.values(), 0, elements);
    } else if (column instanceof ShortColumn shorts) {
      data.asShortBuffer().get(shorts.values(), 0, elements);
    } else {
      data.get(((ByteColumn) column).values(), 0, elements);
    }
  }
}
