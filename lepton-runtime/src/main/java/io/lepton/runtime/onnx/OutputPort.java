package io.lepton.runtime.onnx;

import io.lepton.data.Vocabulary;
import io.lepton.tensor.DataType;
import io.lepton.tensor.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * An output of the model: what its file declares, and how it comes from the runtime.
 *
 * @param spec what the file declares; for a sequence of maps, the tensor of their values
 * @param codes how text is coded; nothing if the output is as declared
 * @param kind in what form the runtime returns it
 */
record OutputPort(TensorSpec spec, @Nullable Vocabulary codes, Kind kind) {

  enum Kind {
    /** A tensor that a node makes; the runtime can write it to memory of ours. */
    TENSOR,
    /** A tensor that is an input as well: the runtime returns the input and writes nothing. */
    PASSED_THROUGH,
    /** A sequence of maps from class label to value, as ZipMap makes it. */
    MAPS
  }

  String name() {
    return spec.name();
  }

  /** Says whether the runtime can write the output to memory of ours. */
  boolean isPinnable() {
    return kind == Kind.TENSOR && ElementTypes.isFeedable(boundType());
  }

  /** The type of the tensor that a binding offers. */
  DataType boundType() {
    return codes == null ? spec.type() : DataType.INT64;
  }
}
