package io.lepton.runtime.onnx;

import io.lepton.model.BoundInference.TextCodes;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * An input of the model: what its file declares, and how it reaches the runtime.
 *
 * @param spec what the file declares
 * @param isRanked false if the file declares no shape; any shape will do
 * @param codes how text is coded; nothing if the input is as declared
 * @param least how large its dimensions have to be, 0 for any; nothing if all may be of any size
 */
record InputPort(
    TensorSpec spec, boolean isRanked, @Nullable TextCodes codes, @Nullable Shape least) {

  String name() {
    return spec.name();
  }

  /** Says whether the text reaches the runtime as text. */
  boolean isPlainText() {
    return spec.type() == DataType.BYTES && codes == null;
  }
}
