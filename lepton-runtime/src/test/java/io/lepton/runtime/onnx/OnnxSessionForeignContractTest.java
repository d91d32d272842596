package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceSession;
import io.lepton.runtime.foreign.ForeignLinking;

/** ONNX Runtime, bound calls through java.lang.foreign; skipped where there is none. */
class OnnxSessionForeignContractTest extends InferenceSessionContractTest {

  @Override
  InferenceSession open(OnnxModel model) {
    InferenceSession session = TestModels.open(model, true);
    ForeignLinking.require();
    return session;
  }
}
