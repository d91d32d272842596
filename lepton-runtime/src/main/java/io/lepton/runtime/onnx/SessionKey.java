package io.lepton.runtime.onnx;

import io.lepton.model.Device;
import io.lepton.model.LeakDetection;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What makes two sessions the same for native code: content, options and device. The name is not a
 * part of it, nor is what Lepton does around a session.
 *
 * @param digest SHA-256 of the model, and of its external data in memory
 * @param external the state of its external data in files
 * @param options the options
 * @param device the device that was chosen
 */
record SessionKey(
    ByteBuffer digest, ExternalFiles external, SessionOptions options, Device device) {

  /** Returns the key, or nothing if the session is to be alone. */
  static Optional<SessionKey> of(ModelSource source, ByteBuffer bytes, Settings settings)
      throws IOException {
    SessionOptions options = settings.options();
    if (!options.sharing() || options.optimizedModelFile().isPresent()) {
      return Optional.empty();
    }
    ByteBuffer digest = digest(bytes, source.externalData());
    SessionOptions same = options.withLeakDetection(LeakDetection.OFF);
    return Optional.of(new SessionKey(digest, settings.external(), same, settings.device()));
  }

  private static ByteBuffer digest(ByteBuffer bytes, Map<String, ByteBuffer> externalData) {
    MessageDigest digest = sha256();
    digest.update(bytes.duplicate());
    new TreeMap<>(externalData)
        .forEach(
            (location, data) -> {
              // Lengths keep the end of one part from being taken for the beginning of the next.
              digest.update(header(location, data.remaining()));
              digest.update(data.duplicate());
            });
    return ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer();
  }

  private static ByteBuffer header(String location, int sizeBytes) {
    byte[] name = location.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 2 * Integer.BYTES)
        .putInt(name.length)
        .put(name)
        .putInt(sizeBytes)
        .flip();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
