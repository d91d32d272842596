package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * A constant tensor of which only the elements that are not zero are stored. ONNX calls it {@code
 * SparseTensorProto}.
 *
 * <p>Immutable and safe for use by many threads. Two are equal only if they are the same object.
 */
public final class OnnxSparseTensorData {

  private static final int VALUES = 1;
  private static final int INDICES = 2;
  private static final int DIMS = 3;

  private final ProtoMessage message;
  private final OnnxTensorData values;
  private final OnnxTensorData indices;
  private final long[] dims;

  private OnnxSparseTensorData(
      ProtoMessage message, OnnxTensorData values, OnnxTensorData indices) {
    this.message = message;
    this.values = values;
    this.indices = indices;
    this.dims = ProtoArrays.longs(message, DIMS);
  }

  static OnnxSparseTensorData read(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    OnnxTensorData values = null;
    OnnxTensorData indices = null;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case VALUES -> {
          Singular.check(field, values);
          values = OnnxTensorData.read(field.asMessage(), scope);
        }
        case INDICES -> {
          Singular.check(field, indices);
          indices = OnnxTensorData.read(field.asMessage(), scope);
        }
        case DIMS -> scope.count(field.varintCount(), field.start());
        default -> {}
      }
    }
    return new OnnxSparseTensorData(message, required(message, values), required(message, indices));
  }

  private static OnnxTensorData required(ProtoMessage message, @Nullable OnnxTensorData part) {
    if (part == null) {
      throw new MalformedInputException(
          ErrorCode.MALFORMED_MODEL,
          "The ONNX file is broken at byte %d: a sparse tensor needs values and indices"
              .formatted(message.offset()));
    }
    return part;
  }

  /**
   * Returns the name.
   *
   * @return the name of its values, which stands for the whole
   */
  public String name() {
    return values.name();
  }

  /**
   * Returns the elements that are stored.
   *
   * @return a tensor of one dimension
   */
  public OnnxTensorData values() {
    return values;
  }

  /**
   * Returns where the stored elements belong.
   *
   * @return an INT64 tensor: a row of indices for each element, or one index into the flat tensor
   */
  public OnnxTensorData indices() {
    return indices;
  }

  /**
   * Returns the dimensions of the dense tensor as the file has them.
   *
   * @return a copy, outermost first; not checked, a broken file may have negative ones
   */
  public long[] dims() {
    return dims.clone();
  }

  ProtoMessage message() {
    return message;
  }
}
