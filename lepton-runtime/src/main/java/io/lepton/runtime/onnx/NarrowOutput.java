package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.List;
import java.util.Map;

/**
 * A tensor of small elements, which comes as one of larger elements. A Cast in the graph makes them
 * large.
 */
record NarrowOutput(TensorSpec spec, String name) implements LoweredOutput {

  /** Lets a node of the graph make a larger value of one that was an output. */
  static NarrowOutput of(GraphEdit edit, TensorSpec spec, OnnxShape shape) {
    String name = edit.freshName(spec.name());
    OnnxElementType carrier = OnnxElementType.of(spec.type());
    edit.addOutput(name, OnnxType.tensor(carrier, shape));
    edit.append(List.of(GraphEdit.cast(spec.name(), name, carrier)));
    return new NarrowOutput(spec, name);
  }

  @Override
  public List<String> parts() {
    return List.of(name);
  }

  @Override
  public TensorValue read(Map<String, Tensor> tensors) {
    return Known.in(tensors, name);
  }
}
