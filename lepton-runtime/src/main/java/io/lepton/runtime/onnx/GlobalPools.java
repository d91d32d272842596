package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEnvironment.ThreadingOptions;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.lepton.model.GlobalThreads;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pools of threads of the native environment, which are what they were made as for as long as
 * the process lives.
 *
 * <p>Safe for use by many threads.
 */
final class GlobalPools {

  private static final String NAME = "lepton";

  private boolean isCreated;
  private @Nullable GlobalThreads made;

  /**
   * Returns the environment, of which there is one in a process.
   *
   * @param isThere whether it is known to be there, made here or by somebody else
   * @throws IllegalStateException if it is there and has other pools, or cannot be created any more
   */
  synchronized OrtEnvironment environment(boolean isThere, Optional<GlobalThreads> wanted)
      throws OrtException {
    if (isThere || isCreated) {
      check(wanted);
      // Whoever asks for an existing environment by another name or level is warned on stderr.
      return OrtEnvironment.getEnvironment();
    }
    OrtEnvironment environment =
        wanted.isPresent()
            ? create(wanted.get())
            : OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME);
    isCreated = true;
    made = wanted.orElse(null);
    return environment;
  }

  private static OrtEnvironment create(GlobalThreads threads) throws OrtException {
    try (ThreadingOptions options = new ThreadingOptions()) {
      options.setGlobalIntraOpNumThreads(threads.intraOpThreads());
      options.setGlobalInterOpNumThreads(threads.interOpThreads());
      options.setGlobalSpinControl(threads.spinning());
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME, options);
    }
  }

  private void check(Optional<GlobalThreads> wanted) {
    if (wanted.isPresent() && !wanted.get().equals(made)) {
      throw new PoolsException(
          "The session needs %s, the process has %s: they are made with its first session and stay as they are"
              .formatted(wanted.get(), made == null ? "no global threads" : made));
    }
  }

  /** The pools are others: not to be mistaken for what the runtime throws at the end of a JVM. */
  static final class PoolsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    PoolsException(String message) {
      super(message);
    }
  }
}
