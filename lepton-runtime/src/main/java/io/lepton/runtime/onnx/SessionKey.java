package io.lepton.runtime.onnx;

import io.lepton.model.Device;
import io.lepton.model.LeakDetection;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes two sessions the same for native code: content, options and device. The name is not a
 * part of it, nor is what Lepton does around a session.
 *
 * @param content the model, and its external data in memory
 * @param external the state of its external data in files
 * @param options the options
 * @param device the device that was chosen
 */
record SessionKey(
    ModelContent content, ExternalFiles external, SessionOptions options, Device device) {

  /** Returns the key, or nothing if the session is to be alone. */
  static Optional<SessionKey> of(ModelSource source, ByteBuffer bytes, Settings settings) {
    SessionOptions options = settings.options();
    if (!options.sharing() || options.optimizedModelFile().isPresent()) {
      return Optional.empty();
    }
    ModelContent content = ModelContent.of(bytes, source.externalData());
    return Optional.of(new SessionKey(content, settings.external(), options, settings.device()));
  }

  // By hand, since what a record has of its own is linked at its first use, for milliseconds.
  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionKey same
        && content.equals(same.content)
        && external.equals(same.external)
        && watched(options).equals(watched(same.options))
        && device == same.device;
  }

  // However closely: that is a matter of each handle.
  private static SessionOptions watched(SessionOptions options) {
    return options.withLeakDetection(LeakDetection.OFF);
  }
}
