package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceSession;

/** ONNX Runtime, the model rewritten where that helps. */
class OnnxSessionRewrittenContractTest extends InferenceSessionContractTest {

  @Override
  InferenceSession open(OnnxModel model) {
    return TestModels.open(model, true);
  }
}
