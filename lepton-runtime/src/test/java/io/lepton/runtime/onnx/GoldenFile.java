package io.lepton.runtime.onnx;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs in the {@code golden.json} beside a shared model. */
public final class GoldenFile {

  private GoldenFile() {}

  /** Returns the folder of a model; skips the test, or fails it, if it is not there. */
  public static Path folder(String relative) {
    return SharedFiles.find(relative);
  }

  /** Reads the inputs. */
  public static Map<String, Tensor> inputs(Path folder) {
    Map<?, ?> golden = (Map<?, ?>) SharedFiles.json(folder.resolve("golden.json"));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Object each : (List<?>) golden.get("inputs")) {
      Map<?, ?> input = (Map<?, ?>) each;
      tensors.put((String) input.get("name"), tensor(input));
    }
    return tensors;
  }

  private static Tensor tensor(Map<?, ?> json) {
    long[] sizes =
        ((List<?>) json.get("shape"))
            .stream().mapToLong(each -> ((Number) each).longValue()).toArray();
    Shape shape = Shape.of(sizes);
    DataType type = DataType.valueOf((String) json.get("datatype"));
    List<?> data = (List<?>) json.get("data");
    if (type == DataType.BYTES) {
      return Tensor.of(shape, data.toArray(String[]::new));
    }
    Tensor tensor = Tensor.allocate(type, shape);
    for (int i = 0; i < tensor.size(); i++) {
      // Where the file has no data it has the formula: sin(k * 0.01).
      put(tensor, i, data == null ? Math.sin(i * 0.01) : (Number) data.get(i));
    }
    return tensor;
  }

  private static void put(Tensor tensor, int index, Number value) {
    switch (tensor.type()) {
      case FP32 -> tensor.data().putFloat(4 * index, value.floatValue());
      case FP64 -> tensor.data().putDouble(8 * index, value.doubleValue());
      case INT32 -> tensor.data().putInt(4 * index, value.intValue());
      case INT64 -> tensor.data().putLong(8 * index, value.longValue());
      case UINT8 -> tensor.data().put(index, value.byteValue());
      default -> throw new IllegalStateException("No test data of type " + tensor.type());
    }
  }
}
