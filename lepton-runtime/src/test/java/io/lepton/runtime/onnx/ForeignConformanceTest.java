package io.lepton.runtime.onnx;

import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.foreign.ForeignLinking;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that others made: the same bits through JNI and through java.lang.foreign. */
class ForeignConformanceTest {

  @ParameterizedTest
  @CsvSource({
    "iris-logistic, true",
    "iris-logistic, false",
    "light-resnet50, true",
    "light-squeezenet, true",
    "mnist-8, true",
    "mnist-8, false",
    "mnist-cnn, true",
    "mnist-logistic-zipmap, true",
    "mnist-logistic-zipmap, false",
    "multitype, true",
    "multitype, false",
    "silero-vad, true",
    "simple, true",
    "simple, false",
    "simple_string, true",
    "simple_string, false",
    "sklearn-random-forest, true",
    "sklearn-random-forest, false"
  })
  void run_thirdPartyModel_equalsJniBitByBit(String model, boolean rewriting) throws IOException {
    String folder = "models/third-party/" + model;
    Map<String, Tensor> inputs = GoldenFile.inputs(SharedFiles.find(folder));
    SessionOptions options = SessionOptions.defaults().withRewriting(rewriting);
    ModelSource source = ModelSource.of(SharedFiles.find(folder));
    try (InferenceSession jni = new OnnxBackend().open(source, options.withForeignCalls(false));
        InferenceSession foreign = new OnnxBackend().open(source, options)) {
      ForeignLinking.require();
      Outputs.assertSame(Outputs.bound(foreign, inputs), Outputs.bound(jni, inputs), model);
    }
  }
}
