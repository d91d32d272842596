package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Optional;

/** One number a text. */
final class ValueTable implements CodeTable {

  private final DataType type;
  private final long[] longs;
  private final float[] floats;
  private final double[] doubles;

  private ValueTable(DataType type, long[] longs, float[] floats, double[] doubles) {
    this.type = type;
    this.longs = longs;
    this.floats = floats;
    this.doubles = doubles;
  }

  /**
   * Makes a table; nothing if the values are of no supported type.
   *
   * @param values the value of an unknown text, then those of all codes
   */
  static Optional<CodeTable> of(OnnxTensorData values) {
    long[] none = {};
    return switch (values.elementType()) {
      case INT64 ->
          Optional.of(new ValueTable(DataType.INT64, values.longs(), new float[0], new double[0]));
      case FLOAT ->
          Optional.of(new ValueTable(DataType.FP32, none, values.floats(), new double[0]));
      case DOUBLE ->
          Optional.of(new ValueTable(DataType.FP64, none, new float[0], values.doubles()));
      default -> Optional.empty();
    };
  }

  @Override
  public DataType type() {
    return type;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public boolean addsDimension() {
    return false;
  }

  @Override
  public Writer writer(Tensor memory, int offset, int stride, int count) {
    return switch (type) {
      case INT64 -> longWriter(memory.data().asLongBuffer(), offset, stride, count);
      case FP32 -> floatWriter(memory.data().asFloatBuffer(), offset, stride, count);
      default -> doubleWriter(memory.data().asDoubleBuffer(), offset, stride, count);
    };
  }

  private Writer longWriter(LongBuffer target, int offset, int stride, int count) {
    return codes -> {
      for (int i = 0; i < count; i++) {
        target.put(i * stride + offset, longs[codes[i] + 1]);
      }
    };
  }

  private Writer floatWriter(FloatBuffer target, int offset, int stride, int count) {
    return codes -> {
      for (int i = 0; i < count; i++) {
        target.put(i * stride + offset, floats[codes[i] + 1]);
      }
    };
  }

  private Writer doubleWriter(DoubleBuffer target, int offset, int stride, int count) {
    return codes -> {
      for (int i = 0; i < count; i++) {
        target.put(i * stride + offset, doubles[codes[i] + 1]);
      }
    };
  }
}
