package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/**
 * A call that goes through JNI until it has been run so often that a faster way pays.
 *
 * <p>Binding costs some microseconds, and linking, once a process, a tenth of a second: more than a
 * program has that answers a few requests and ends. So a call is bound after some runs if all is
 * linked already, and asks for linking after many.
 */
final class WarmingCall implements PreparedCall {

  private static final int RUNS_BEFORE_BINDING = 16;
  private static final int RUNS_BEFORE_LINKING = 10_000;

  private static final int RUNS_BETWEEN_LOOKS = 1_000;

  private final NativeCalls calls;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private PreparedCall current;
  private int runs;
  private int nextLook = RUNS_BEFORE_BINDING;

  WarmingCall(
      NativeCalls calls,
      PreparedCall first,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs) {
    this.calls = calls;
    this.inputs = Map.copyOf(inputs);
    this.outputs = Map.copyOf(outputs);
    current = first;
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
      current = calls.bind(inputs, outputs).orElse(current);
      nextLook = Integer.MAX_VALUE;
    } else {
      if (runs >= RUNS_BEFORE_LINKING) {
        calls.link();
      }
      nextLook = Math.max(RUNS_BEFORE_LINKING, runs + RUNS_BETWEEN_LOOKS);
    }
  }

  /** Says whether the faster way is taken. */
  boolean isBound() {
    return current instanceof IoBindingCall;
  }

  @Override
  public void close() {
    current.close();
  }
}
