package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes prepared calls for one session: through {@code java.lang.foreign} where that is allowed and
 * pays, through the native method of the Java binding elsewhere.
 *
 * <p>Safe for use by many threads.
 */
public final class NativeCalls {

  private static final Logger LOG = LoggerFactory.getLogger(NativeCalls.class);

  private final OrtSession session;
  private final boolean isForeign;

  private NativeCalls(OrtSession session, boolean isForeign) {
    this.session = session;
    this.isForeign = isForeign;
  }

  /**
   * Makes calls for a session.
   *
   * @param session open; stays the caller's
   * @param mayBeForeign whether {@code java.lang.foreign} may be used where the JVM allows it; only
   *     for sessions that run on the CPU
   * @return the calls, or empty if the Java binding in use cannot be reached into
   */
  public static Optional<NativeCalls> of(OrtSession session, boolean mayBeForeign) {
    try {
      JavaBinding.load();
    } catch (LinkageError | RuntimeException e) {
      LOG.debug("Calls are not prepared: {}", e.toString());
      return Optional.empty();
    }
    return Optional.of(new NativeCalls(session, mayBeForeign && ForeignAccess.isAllowed()));
  }

  /**
   * Prepares a call. Whoever calls this keeps the session from being closed meanwhile.
   *
   * @param inputs all inputs of the loaded model, open until the call is closed
   * @param outputs all wanted outputs, open until the call is closed
   * @return the call; the caller closes it
   */
  public PreparedCall prepare(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    if (!isForeign) {
      return overJni(inputs, outputs);
    }
    return isLinked() ? bind(inputs, outputs) : new WarmingCall(this, inputs, outputs);
  }

  PreparedCall overJni(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    return new JniCall(session, inputs, outputs);
  }

  PreparedCall bind(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    try {
      return IoBindingCall.of(JavaBinding.session(session), inputs, outputs);
    } catch (OrtException e) {
      LOG.debug("A call stays with JNI: {}", e.toString());
      return overJni(inputs, outputs);
    }
  }

  boolean isLinked() {
    return Linking.INSTANCE.isDone();
  }

  void link() {
    Linking.INSTANCE.begin();
  }
}
