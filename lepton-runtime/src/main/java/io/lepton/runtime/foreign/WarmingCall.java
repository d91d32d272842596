package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A call that goes through JNI until a faster way pays.
 *
 * <p>Linking the C API costs 150 ms of a core, once a process, and then saves less than a
 * microsecond a run: nothing for a program that answers a few requests and ends. So a call asks for
 * it when it was run very often, or, for models where a run takes long, has been there for a while.
 * The linking is done by another thread, and the call moves when it is done.
 */
final class WarmingCall implements PreparedCall {

  static final int RUNS_BETWEEN_LOOKS = 16;
  private static final int RUNS_BEFORE_LINKING = 10_000;
  private static final long NANOS_BEFORE_LINKING = TimeUnit.SECONDS.toNanos(2);

  private final long start = System.nanoTime();
  private final NativeCalls calls;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private PreparedCall current;
  private long runs;
  private long nextLook = RUNS_BETWEEN_LOOKS;

  WarmingCall(NativeCalls calls, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
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
    if (calls.isLinked()) {
      current = calls.bind(inputs, outputs);
      nextLook = Long.MAX_VALUE;
      return;
    }
    if (isWorthLinking()) {
      calls.link();
    }
    nextLook += RUNS_BETWEEN_LOOKS;
  }

  private boolean isWorthLinking() {
    return runs >= RUNS_BEFORE_LINKING || System.nanoTime() - start >= NANOS_BEFORE_LINKING;
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
