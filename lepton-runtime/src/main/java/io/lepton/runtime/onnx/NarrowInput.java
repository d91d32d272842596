package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InvalidRequestException;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.List;
import java.util.Map;

/**
 * A tensor of small elements, fed as one of larger elements. A Cast in the graph makes them small.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class NarrowInput implements LoweredInput {

  private final TensorSpec spec;
  private final OnnxElementType type;
  private final String name;

  /** Lets a node of the graph make a value that was an input. */
  NarrowInput(GraphEdit edit, TensorSpec spec, OnnxElementType type, OnnxShape shape) {
    this.spec = spec;
    this.type = type;
    this.name = edit.freshName(spec.name());
    edit.addInput(name, OnnxType.tensor(OnnxElementType.of(spec.type()), shape));
    edit.prepend(List.of(NarrowTypes.fromCarrier(name, spec.name(), type)));
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public void feed(TensorValue value, Map<String, Tensor> tensors) {
    Tensor tensor = (Tensor) value;
    if (!tensor.type().isFloatingPoint()) {
      checkRange(tensor);
    }
    tensors.put(name, tensor);
  }

  // The runtime would drop the upper bits without a word.
  private void checkRange(Tensor tensor) {
    long lowest = NarrowTypes.lowest(type);
    long highest = NarrowTypes.highest(type);
    for (int i = 0; i < tensor.size(); i++) {
      long value = tensor.getLong(i);
      if (value < lowest || value > highest) {
        throw new InvalidRequestException(
            List.of(
                "Input %s needs elements from %d to %d, element %d is not"
                    .formatted(spec.name(), lowest, highest, i)));
      }
    }
  }
}
