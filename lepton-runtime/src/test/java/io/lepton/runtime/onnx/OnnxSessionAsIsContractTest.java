package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceSession;

/** ONNX Runtime, the model as it is in the file. */
class OnnxSessionAsIsContractTest extends InferenceSessionContractTest {

  @Override
  InferenceSession open(OnnxModel model) {
    return TestModels.open(model, false);
  }
}
