package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.List;
import java.util.Map;

/**
 * A value that may be absent, fed as the value or one without elements, and whether it is there. An
 * If in the graph makes the optional.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class OptionalInput implements LoweredInput {

  /** The first in which an If makes optional values. */
  static final long FIRST_OPSET = 16;

  private final TensorSpec spec;
  private final String present;
  private final LoweredInput content;

  /** Lets nodes of the graph make a value that was an input. */
  OptionalInput(GraphEdit edit, TensorSpec spec, OnnxElementType type) {
    this.spec = spec;
    this.present = edit.freshName(spec.name());
    String value = edit.freshName(spec.name());
    edit.addInput(present, OnnxType.tensor(OnnxElementType.BOOL));
    OnnxType tensor = OnnxType.tensor(type, OnnxShape.unranked());
    boolean isSequence = spec.form().isSequence();
    OnnxType element = isSequence ? new OnnxType.SequenceType(tensor) : tensor;
    edit.prepend(
        List.of(
            Branches.choose(
                present,
                List.of(some(edit, value)),
                List.of(none(edit, element)),
                spec.name(),
                new OnnxType.OptionalType(element))));
    this.content =
        isSequence
            ? new SequenceInput(edit, spec, value, type)
            : new TensorInput(edit, spec, value, tensor);
  }

  private static OnnxNode some(GraphEdit edit, String value) {
    return OnnxNode.of("Optional", List.of(value), List.of(edit.freshName("some")));
  }

  private static OnnxNode none(GraphEdit edit, OnnxType element) {
    return OnnxNode.of(
        "Optional",
        List.of(),
        List.of(edit.freshName("none")),
        OnnxAttribute.ofType("type", element));
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public void feed(TensorValue value, Map<String, Tensor> tensors) {
    tensors.put(present, flag(!value.isAbsent()));
    content.feed(value, tensors);
  }

  static Tensor flag(boolean isSet) {
    Tensor flag = Tensor.allocate(DataType.BOOL, Shape.of());
    flag.data().put(0, (byte) (isSet ? 1 : 0));
    return flag;
  }

  /** A tensor in an optional. */
  private static final class TensorInput implements LoweredInput {

    private final TensorSpec spec;
    private final String name;

    TensorInput(GraphEdit edit, TensorSpec spec, String value, OnnxType type) {
      this.spec = spec;
      this.name = edit.freshName(spec.name());
      edit.addInput(name, type);
      edit.prepend(List.of(OnnxNode.of("Identity", List.of(name), List.of(value))));
    }

    @Override
    public TensorSpec spec() {
      return spec;
    }

    @Override
    public void feed(TensorValue value, Map<String, Tensor> tensors) {
      tensors.put(name, value instanceof Tensor tensor ? tensor : none());
    }

    private Tensor none() {
      Shape empty = Shape.of(0);
      return spec.type() == DataType.BYTES
          ? Tensor.ofBytes(empty)
          : Tensor.allocate(spec.type(), empty);
    }
  }
}
