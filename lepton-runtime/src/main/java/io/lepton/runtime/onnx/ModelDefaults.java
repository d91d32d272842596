package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inputs that a model has values for, which a caller may give all the same. Since IR version 4;
 * before, every constant had to be an input, and none was meant as one. Stateless.
 */
final class ModelDefaults {

  private static final long FIRST_IR_VERSION = 4;

  private ModelDefaults() {}

  /** Returns the names of such inputs. */
  static Set<String> names(OnnxModel model) {
    Set<String> names = new HashSet<>();
    if (model.irVersion() >= FIRST_IR_VERSION) {
      for (OnnxTensorData value : model.graph().initializers()) {
        if (model.graph().input(value.name()).isPresent() && isReadable(value)) {
          names.add(value.name());
        }
      }
    }
    return names;
  }

  private static boolean isReadable(OnnxTensorData value) {
    return !value.isExternal()
        && switch (value.elementType()) {
          case FLOAT, DOUBLE, STRING, BOOL -> true;
          case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> true;
          case FLOAT16, BFLOAT16 -> value.rawData().isPresent();
          default -> false;
        };
  }

  /** Returns the model with inputs that a caller has to give. */
  static OnnxModel without(OnnxModel model, Set<String> names) {
    OnnxGraph graph = model.graph();
    List<OnnxTensorData> kept =
        graph.initializers().stream().filter(value -> !names.contains(value.name())).toList();
    return model.withGraph(graph.withInitializers(kept));
  }

  /** Returns the model's own values. */
  static Map<String, Tensor> values(OnnxModel model, Set<String> names) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (OnnxTensorData value : model.graph().initializers()) {
      if (names.contains(value.name())) {
        values.put(value.name(), tensor(value));
      }
    }
    return values;
  }

  private static Tensor tensor(OnnxTensorData value) {
    OnnxElementType elements = value.elementType();
    DataType type = elements.dataType().orElseThrow();
    if (type == DataType.BYTES) {
      return Tensor.of(value.shape(), value.strings().toArray(String[]::new));
    }
    Tensor tensor = Tensor.allocate(type, value.shape());
    switch (elements) {
      case FLOAT -> tensor.data().asFloatBuffer().put(value.floats());
      case DOUBLE -> tensor.data().asDoubleBuffer().put(value.doubles());
      case FLOAT16, BFLOAT16 ->
          tensor.data().asShortBuffer().put(value.rawData().orElseThrow().asShortBuffer());
      default -> put(tensor.data(), value.longs(), type.sizeBytes());
    }
    return tensor;
  }

  private static void put(ByteBuffer target, long[] values, int elementBytes) {
    for (long value : values) {
      switch (elementBytes) {
        case 1 -> target.put((byte) value);
        case 2 -> target.putShort((short) value);
        case 4 -> target.putInt((int) value);
        default -> target.putLong(value);
      }
    }
  }
}
