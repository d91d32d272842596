package io.lepton.runtime.onnx;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import java.nio.IntBuffer;

/** Codes that the model itself looks up. Stateless. */
final class CodesThemselves implements CodeTable {

  @Override
  public DataType type() {
    return DataType.INT32;
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
    IntBuffer target = memory.data().asIntBuffer();
    return codes -> target.put(0, codes, 0, count);
  }
}
