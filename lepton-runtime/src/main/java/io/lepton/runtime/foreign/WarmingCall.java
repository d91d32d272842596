package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/**
 * A call that goes through JNI until it has been run so often that a faster way pays.
 *
 * <p>Linking the C API costs a tenth of a second and more, once a process: much for a program that
 * answers a few requests and ends. So a call that was run many times asks for it, and moves when it
 * is done.
 */
final class WarmingCall implements PreparedCall {

  static final int RUNS_BEFORE_LINKING = 10_000;
  static final int RUNS_BETWEEN_LOOKS = 1_000;

  private final NativeCalls calls;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private PreparedCall current;
  private long runs;
  private long nextLook = RUNS_BEFORE_LINKING;

  WarmingCall(
      NativeCalls calls, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    this.calls = calls;
    this.inputs = Map.copyOf(inputs);
    this.outputs = Map.copyOf(outputs);
    current = calls.overJni(inputs, outputs);
  }

  @Override
  public void run(OrtSession.RunOptions options) throws OrtException {
    if (runs < nextLook) {
      runs++;
    } else {
      look();
    }
    current.run(options);
  }

  private void look() {
    nextLook += RUNS_BETWEEN_LOOKS;
    if (!calls.isLinked()) {
      calls.link();
      return;
    }
    current = calls.bind(inputs, outputs);
    nextLook = Long.MAX_VALUE;
  }

  /** The way that is taken now. */
  PreparedCall current() {
    return current;
  }

  @Override
  public void close() {
    current.close();
  }
}
