package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtProviderOptions;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import ai.onnxruntime.TensorInfo;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InvalidRequestException;
import io.lepton.runtime.natives.NativeLibrary;
import java.security.SecureRandom;
import java.util.List;

/**
 * The classes of what comes after the native library is loaded, up to the first answer. A class
 * takes a tenth of a millisecond to be read from its jar, and a thread that waits for the library
 * has the time. Stateless.
 */
final class LaterClasses {

  private LaterClasses() {}

  /** Loads them if the library is being loaded. Once it is, they come when they are needed. */
  static void loadMeanwhile() {
    if (NativeLibrary.isLoading()) {
      // The binding makes a folder of temporary files first, with a random name: the JDK takes 15
      // ms to find its first random number, and the thread that loads finds it found.
      new SecureRandom().nextLong();
      load();
    }
  }

  // To name a class loads it, and leaves it uninitialised: those of the binding need the library.
  private static List<Class<?>> load() {
    return List.of(
        RetainedEnvironment.class,
        GlobalPools.class,
        EnvironmentHandles.class,
        RunControls.class,
        RunControl.class,
        OrtProviderOptions.class,
        OrtSession.SessionOptions.ExecutionMode.class,
        OrtSession.SessionOptions.OptLevel.class,
        OrtSession.RunOptions.class,
        TreeStage.class,
        TreeSplit.class,
        LearnedShapes.class,
        SessionEnd.class,
        LeakWatch.class,
        RequestCheck.class,
        Feeds.class,
        Known.class,
        ElementTypes.class,
        Fetches.class,
        InferenceRequest.class,
        InferenceResponse.class,
        InvalidRequestException.class,
        OnnxJavaType.class,
        OnnxTensor.class,
        OrtUtil.class,
        TensorInfo.class,
        TensorInfo.OnnxTensorType.class,
        OrtSession.Result.class);
  }
}
