package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionOptions;

/** ONNX Runtime, all calls through JNI. */
class OnnxSessionJniContractTest extends InferenceSessionContractTest {

  @Override
  InferenceSession open(OnnxModel model) {
    return TestModels.open(model, SessionOptions.defaults().withForeignCalls(false));
  }
}
