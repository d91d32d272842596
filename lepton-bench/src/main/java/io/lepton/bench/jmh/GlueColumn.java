package io.lepton.bench.jmh;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** One column of the file on its way to one input of the model, in the glue. */
@SuppressWarnings("ArrayRecordComponent") // never compared
interface GlueColumn {

  /**
   * Takes the value of a record.
   *
   * @param row where in the batch
   * @param record the record
   */
  void set(int row, CsvRecord record);

  /**
   * Makes the tensor of the batch.
   *
   * @param rows how many rows it has
   * @return a tensor that the caller closes
   * @throws OrtException if ONNX Runtime refuses
   */
  OnnxTensor tensor(int rows) throws OrtException;

  /**
   * Returns a column that goes through nested arrays, as the first examples of ONNX Runtime's
   * documentation do.
   *
   * @param env the environment
   * @param type what the model's input takes
   * @param field which field of the record
   * @param capacity rows of a full batch
   * @return the column
   */
  static GlueColumn inArrays(OrtEnvironment env, OnnxJavaType type, int field, int capacity) {
    return switch (type) {
      case FLOAT -> new FloatArrays(env, field, new float[capacity][1]);
      case INT64 -> new LongArrays(env, field, new long[capacity][1]);
      case STRING -> new TextArrays(env, field, new String[capacity][1]);
      default -> throw new IllegalArgumentException("The glue knows no input of type " + type);
    };
  }

  /**
   * Returns a column that goes through a direct buffer which is used again, where it is numeric;
   * text has no such way and goes through a flat array.
   *
   * @param env the environment
   * @param type what the model's input takes
   * @param field which field of the record
   * @param capacity rows of a full batch
   * @return the column
   */
  static GlueColumn inBuffers(OrtEnvironment env, OnnxJavaType type, int field, int capacity) {
    return switch (type) {
      case FLOAT -> new FloatsInBuffer(env, field, direct(capacity, Float.BYTES).asFloatBuffer());
      case INT64 -> new LongsInBuffer(env, field, direct(capacity, Long.BYTES).asLongBuffer());
      case STRING -> new FlatText(env, field, new String[capacity]);
      default -> throw new IllegalArgumentException("The glue knows no input of type " + type);
    };
  }

  private static ByteBuffer direct(int capacity, int size) {
    return ByteBuffer.allocateDirect(capacity * size).order(ByteOrder.nativeOrder());
  }

  private static float parse(String text) {
    return text.isBlank() ? Float.NaN : Float.parseFloat(text);
  }

  /** {@code float[rows][1]}. */
  record FloatArrays(OrtEnvironment env, int field, float[][] values) implements GlueColumn {
    @Override
    public void set(int row, CsvRecord record) {
      values[row][0] = parse(record.getField(field));
    }

    @Override
    public OnnxTensor tensor(int rows) throws OrtException {
      boolean full = rows == values.length;
      return OnnxTensor.createTensor(env, full ? values : Arrays.copyOf(values, rows));
    }
  }

  /** {@code long[rows][1]}. */
  record LongArrays(OrtEnvironment env, int field, long[][] values) implements GlueColumn {
    @Override
    public void set(int row, CsvRecord record) {
      values[row][0] = Long.parseLong(record.getField(field));
    }

    @Override
    public OnnxTensor tensor(int rows) throws OrtException {
      boolean full = rows == values.length;
      return OnnxTensor.createTensor(env, full ? values : Arrays.copyOf(values, rows));
    }
  }

  /** {@code String[rows][1]}. */
  record TextArrays(OrtEnvironment env, int field, String[][] values) implements GlueColumn {
    @Override
    public void set(int row, CsvRecord record) {
      values[row][0] = record.getField(field);
    }

    @Override
    public OnnxTensor tensor(int rows) throws OrtException {
      boolean full = rows == values.length;
      return OnnxTensor.createTensor(env, full ? values : Arrays.copyOf(values, rows));
    }
  }

  /** A direct buffer of floats. */
  record FloatsInBuffer(OrtEnvironment env, int field, FloatBuffer values) implements GlueColumn {
    @Override
    public void set(int row, CsvRecord record) {
      values.put(row, parse(record.getField(field)));
    }

    @Override
    public OnnxTensor tensor(int rows) throws OrtException {
      return OnnxTensor.createTensor(env, values.slice(0, rows), new long[] {rows, 1});
    }
  }

  /** A direct buffer of longs. */
  record LongsInBuffer(OrtEnvironment env, int field, LongBuffer values) implements GlueColumn {
    @Override
    public void set(int row, CsvRecord record) {
      values.put(row, Long.parseLong(record.getField(field)));
    }

    @Override
    public OnnxTensor tensor(int rows) throws OrtException {
      return OnnxTensor.createTensor(env, values.slice(0, rows), new long[] {rows, 1});
    }
  }

  /** {@code String[rows]} with a shape beside it. */
  record FlatText(OrtEnvironment env, int field, String[] values) implements GlueColumn {
    @Override
    public void set(int row, CsvRecord record) {
      values[row] = record.getField(field);
    }

    @Override
    public OnnxTensor tensor(int rows) throws OrtException {
      String[] batch = rows == values.length ? values : Arrays.copyOf(values, rows);
      return OnnxTensor.createTensor(env, batch, new long[] {rows, 1});
    }
  }
}
