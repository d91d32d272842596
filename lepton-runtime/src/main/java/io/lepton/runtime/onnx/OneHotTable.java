package io.lepton.runtime.onnx;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One column a category: 1 in that of the text, 0 elsewhere, and only zeros for an unknown text.
 */
final class OneHotTable implements CodeTable {

  private final int width;
  private final int[] columns;
  private final float[] values;

  /** Of two equal categories the last one counts, as it does for the runtime. */
  OneHotTable(List<String> vocabulary, List<String> categories) {
    width = categories.size();
    columns = new int[vocabulary.size() + 1];
    values = new float[vocabulary.size() + 1];
    for (int code = 0; code < vocabulary.size(); code++) {
      int column = categories.lastIndexOf(vocabulary.get(code));
      // What is not a category writes a 0 to the first column.
      columns[code + 1] = Math.max(column, 0);
      values[code + 1] = column < 0 ? 0 : 1;
    }
  }

  @Override
  public DataType type() {
    return DataType.FP32;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean addsDimension() {
    return true;
  }

  @Override
  public Writer writer(Tensor memory, int offset, int stride, int count) {
    FloatBuffer target = memory.data().asFloatBuffer();
    int[] written = new int[count];
    return codes -> write(codes, target, offset, stride, written);
  }

  // Two writes, however many categories there are: the 1 of the last time goes, a new one comes.
  private void write(int[] codes, FloatBuffer target, int offset, int stride, int[] written) {
    int start = offset;
    for (int i = 0; i < written.length; i++) {
      int entry = codes[i] + 1;
      int column = columns[entry];
      target.put(start + written[i], 0);
      target.put(start + column, values[entry]);
      written[i] = column;
      start += stride;
    }
  }
}
