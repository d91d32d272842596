package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxType.MapType;
import io.lepton.format.onnx.OnnxType.OptionalType;
import io.lepton.format.onnx.OnnxType.SequenceType;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.ValueForm;
import java.util.List;
import java.util.Optional;

/**
 * The type of an input or output that is more than a tensor of elements that Lepton has.
 *
 * @param form what it is
 * @param stored the elements that the model knows
 * @param type the elements that a caller sees
 * @param shape the dimensions of the tensors in it
 */
record BorderType(ValueForm form, OnnxElementType stored, DataType type, OnnxShape shape) {

  /** Returns nothing for a plain tensor, and for what Lepton has no value for. */
  static Optional<BorderType> of(OnnxType type) {
    if (type instanceof TensorType tensor) {
      OnnxElementType stored = tensor.elementType();
      OnnxElementType carrier = NarrowTypes.carrier(stored).orElse(null);
      return carrier == null
          ? Optional.empty()
          : of(ValueForm.TENSOR, stored, carrier, tensor.shape());
    }
    if (type instanceof SequenceType sequence) {
      return of(ValueForm.SEQUENCE, sequence.elementType());
    }
    if (type instanceof MapType map) {
      return of(
          map.keyType() == OnnxElementType.STRING ? ValueForm.MAP_BY_TEXT : ValueForm.MAP_BY_NUMBER,
          map.valueType());
    }
    return type instanceof OptionalType optional
        ? ofOptional(optional.elementType())
        : Optional.empty();
  }

  private static Optional<BorderType> ofOptional(OnnxType element) {
    return element instanceof SequenceType sequence
        ? of(ValueForm.OPTIONAL_SEQUENCE, sequence.elementType())
        : of(ValueForm.OPTIONAL_TENSOR, element);
  }

  private static Optional<BorderType> of(ValueForm form, OnnxType element) {
    if (element instanceof TensorType tensor) {
      OnnxElementType stored = tensor.elementType();
      return of(form, stored, stored, tensor.shape());
    }
    return Optional.empty();
  }

  // Without lambdas, as all that every model comes past on its way to a first prediction.
  private static Optional<BorderType> of(
      ValueForm form, OnnxElementType stored, OnnxElementType carrier, OnnxShape shape) {
    Optional<DataType> seen = carrier.dataType();
    return seen.isPresent()
        ? Optional.of(new BorderType(form, stored, seen.get(), shape))
        : Optional.empty();
  }

  /** Says whether the value is a tensor in any case. */
  boolean isNarrow() {
    return form == ValueForm.TENSOR;
  }

  /** Returns the spec; a shape that is not declared, or that of a map, is one open dimension. */
  TensorSpec spec(OnnxValueInfo info) {
    boolean isDeclared = shape.isRanked() && !form.isMap();
    return new TensorSpec(
        info.name(),
        type,
        isDeclared ? shape.toShape() : Shape.of(Shape.ANY),
        isDeclared ? shape.symbols() : List.of(""),
        List.of(),
        form);
  }
}
