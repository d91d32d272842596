package io.lepton.runtime.binding;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference;
import io.lepton.model.BoundInference.TextCodes;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Copies the columns of one input into its tensor. There is one class a layout, so that each inner
 * loop sees one type only and the compiler can unroll it.
 */
abstract sealed class InputFiller {

  final String input;

  InputFiller(String input) {
    this.input = input;
  }

  /**
   * Fills the tensor with the first rows of the columns.
   *
   * @param rows how many rows
   * @param target where the tensor is
   * @param rejects rows whose values the input cannot take
   */
  abstract void fill(int rows, BoundInference target, RowRejects rejects);

  static InputFiller of(InputBinding binding, RecordBatch batch, BoundInference bound) {
    List<Column> columns = binding.columns().stream().map(batch::column).toList();
    String input = binding.input().name();
    DataType type = binding.input().type();
    if (type == DataType.BYTES) {
      TextColumn text = (TextColumn) columns.get(0);
      String name = binding.columns().get(0);
      return bound
          .inputCodes(input)
          .<InputFiller>map(codes -> new Codes(input, name, text, codes))
          .orElseGet(() -> new Text(input, text, binding));
    }
    if (columns.size() == 1 && isSameLayout(columns.get(0), type)) {
      return new Whole(input, columns.get(0));
    }
    if (type == DataType.FP32 && columns.stream().allMatch(FloatColumn.class::isInstance)) {
      return new FloatMatrix(input, columns.toArray(FloatColumn[]::new));
    }
    return new Converted(input, type, binding.columns(), columns);
  }

  /** Copies the first texts of a column. */
  static Tensor text(TextColumn column, InputBinding binding, int rows) {
    byte[][] elements = new byte[rows][];
    for (int row = 0; row < rows; row++) {
      int start = column.starts()[row];
      elements[row] = Arrays.copyOfRange(column.heap(), start, start + column.lengths()[row]);
    }
    return Tensor.ofBytes(binding.shape(rows), elements);
  }

  private static boolean isSameLayout(Column column, DataType type) {
    return column.type().equals(TensorTypes.columnType(type))
        && (column instanceof FloatColumn
            || column instanceof DoubleColumn
            || column instanceof IntColumn
            || column instanceof LongColumn);
  }

  /** One column whose array is the tensor. */
  private static final class Whole extends InputFiller {
    private final Column column;

    Whole(String input, Column column) {
      super(input);
      this.column = column;
    }

    @Override
    void fill(int rows, BoundInference target, RowRejects rejects) {
      ByteBuffer memory = target.input(input).data();
      if (column instanceof FloatColumn floats) {
        memory.asFloatBuffer().put(floats.values(), 0, rows);
      } else if (column instanceof DoubleColumn doubles) {
        memory.asDoubleBuffer().put(doubles.values(), 0, rows);
      } else if (column instanceof LongColumn longs) {
        memory.asLongBuffer().put(longs.values(), 0, rows);
      } else {
        memory.asIntBuffer().put(((IntColumn) column).values(), 0, rows);
      }
    }
  }

  /** Text as the codes of a vocabulary. */
  private static final class Codes extends InputFiller {
    private final String columnName;
    private final TextColumn column;
    private final TextCodes codes;
    private final int[] scratch;

    Codes(String input, String columnName, TextColumn column, TextCodes codes) {
      super(input);
      this.columnName = columnName;
      this.column = column;
      this.codes = codes;
      this.scratch = new int[column.capacity()];
    }

    @Override
    void fill(int rows, BoundInference target, RowRejects rejects) {
      codes.vocabulary().codesOf(column, rows, scratch);
      // Rows that are rejected go, and what is left is looked up again.
      if (codes.acceptsUnknown() || !rejectUnknown(rows, rejects)) {
        target.setCodes(input, scratch);
      }
    }

    /** Returns whether any text was unknown. */
    private boolean rejectUnknown(int rows, RowRejects rejects) {
      boolean found = false;
      for (int row = 0; row < rows; row++) {
        if (scratch[row] == Vocabulary.UNKNOWN) {
          found = true;
          rejects.reject(
              row,
              columnName,
              ErrorCode.UNKNOWN_CATEGORY,
              "needs one of the %d categories of the model".formatted(codes.vocabulary().size()));
        }
      }
      return found;
    }
  }

  /** Text as text, for a model that does more with it than encode it. */
  private static final class Text extends InputFiller {
    private final TextColumn column;
    private final InputBinding binding;

    Text(String input, TextColumn column, InputBinding binding) {
      super(input);
      this.column = column;
      this.binding = binding;
    }

    @Override
    void fill(int rows, BoundInference target, RowRejects rejects) {
      target.setText(input, text(column, binding, rows));
    }
  }

  /**
   * Float columns side by side. Eight rows at a time are put together in memory that stays in the
   * first-level cache; copying whole columns with the stride of a row would touch a cache line for
   * every element.
   */
  private static final class FloatMatrix extends InputFiller {
    private static final int BLOCK_ROWS = 8;

    private final FloatColumn[] columns;
    private final float[] block;

    FloatMatrix(String input, FloatColumn[] columns) {
      super(input);
      this.columns = columns;
      this.block = new float[BLOCK_ROWS * columns.length];
    }

    @Override
    void fill(int rows, BoundInference target, RowRejects rejects) {
      FloatBuffer memory = target.input(input).data().asFloatBuffer();
      int row = 0;
      for (; row <= rows - BLOCK_ROWS; row += BLOCK_ROWS) {
        for (int c = 0; c < columns.length; c++) {
          gather(columns[c].values(), row, c);
        }
        memory.put(block);
      }
      for (; row < rows; row++) {
        for (FloatColumn column : columns) {
          memory.put(column.values()[row]);
        }
      }
    }

    // Written out, because the compiler does not unroll a loop of eight in a loop of columns.
    private void gather(float[] values, int row, int column) {
      float[] to = block;
      int width = columns.length;
      int at = column;
      to[at] = values[row];
      to[at += width] = values[row + 1];
      to[at += width] = values[row + 2];
      to[at += width] = values[row + 3];
      to[at += width] = values[row + 4];
      to[at += width] = values[row + 5];
      to[at += width] = values[row + 6];
      to[at + width] = values[row + 7];
    }
  }

  /** Any numeric columns into any numeric tensor, value by value. */
  private static final class Converted extends InputFiller {
    private final DataType type;
    private final List<String> names;
    private final List<Column> columns;

    Converted(String input, DataType type, List<String> names, List<Column> columns) {
      super(input);
      this.type = type;
      this.names = names;
      this.columns = columns;
    }

    @Override
    void fill(int rows, BoundInference target, RowRejects rejects) {
      NumberStore store = new NumberStore(type, target.input(input).data());
      int width = columns.size();
      for (int c = 0; c < width; c++) {
        Column column = columns.get(c);
        for (int row = 0; row < rows; row++) {
          ErrorCode problem = store.put(row * width + c, column, row);
          if (problem != null) {
            rejects.reject(row, names.get(c), problem, "needs " + type);
          }
        }
      }
    }
  }
}
