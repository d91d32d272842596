package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value that may be absent, which comes as the value or one without elements, and whether it is
 * there.
 *
 * <p>The Java binding crashes the process where it meets an absent one (ONNX Runtime 1.28).
 *
 * <p>Immutable and safe for use by many threads.
 */
final class OptionalOutput implements LoweredOutput {

  private final TensorSpec spec;
  private final String present;
  private final LoweredOutput content;

  /** Lets nodes of the graph take a value apart. */
  OptionalOutput(GraphEdit edit, TensorSpec spec, OnnxElementType type) {
    this.spec = spec;
    this.present = edit.freshName(spec.name());
    String value = edit.freshName(spec.name());
    boolean isSequence = spec.form().isSequence();
    OnnxType tensor = OnnxType.tensor(type, OnnxShape.unranked());
    OnnxType element = isSequence ? new OnnxType.SequenceType(tensor) : tensor;
    edit.addOutput(present, OnnxType.tensor(OnnxElementType.BOOL));
    List<OnnxNode> none = isSequence ? noSequence(edit, type) : noTensor(edit, type);
    edit.append(
        List.of(
            OnnxNode.of("OptionalHasElement", List.of(spec.name()), List.of(present)),
            Branches.choose(present, some(edit, spec.name()), none, value, element)));
    this.content =
        isSequence
            ? new SequenceOutput(edit, spec, value, type)
            : new TensorOutput(edit, spec, value, tensor);
  }

  private static List<OnnxNode> some(GraphEdit edit, String optional) {
    return List.of(
        OnnxNode.of("OptionalGetElement", List.of(optional), List.of(edit.freshName("some"))));
  }

  private static List<OnnxNode> noSequence(GraphEdit edit, OnnxElementType type) {
    return List.of(SequenceInput.emptySequence(edit.freshName("none"), type));
  }

  private static List<OnnxNode> noTensor(GraphEdit edit, OnnxElementType type) {
    String none = edit.freshName("none");
    return List.of(
        GraphEdit.constant(none, OnnxTensorData.of("", Shape.of(0), new long[0])),
        GraphEdit.cast(none, edit.freshName("none"), type));
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public List<String> parts() {
    List<String> parts = new ArrayList<>(content.parts());
    parts.add(present);
    return parts;
  }

  @Override
  public TensorValue read(Map<String, Tensor> tensors) {
    boolean isThere = Known.in(tensors, present).getLong(0) != 0;
    return isThere ? content.read(tensors) : TensorValue.absent();
  }

  /** A tensor in an optional. */
  private record TensorOutput(TensorSpec spec, String name) implements LoweredOutput {

    TensorOutput(GraphEdit edit, TensorSpec spec, String value, OnnxType type) {
      this(spec, value);
      edit.addOutput(value, type);
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
}
