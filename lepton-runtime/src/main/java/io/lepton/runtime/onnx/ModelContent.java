package io.lepton.runtime.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The content of a model, with its external data in memory. Two are equal if all bytes are: of
 * small models a copy tells, of large ones their SHA-256.
 *
 * <p>The first SHA-256 of a process takes 40 ms, most of it for loading the JDK's security
 * providers: as long as everything else that a small model needs to its first answer.
 *
 * <p>No lambdas, for the same reason.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class ModelContent {

  /** What a session of any model takes anyway: the runtime's arena begins with as much. */
  private static final int COPIED_BYTES = 1 << 20;

  private final long sizeBytes;
  private final int checksum;
  private final byte[] identity;

  private ModelContent(long sizeBytes, int checksum, byte[] identity) {
    this.sizeBytes = sizeBytes;
    this.checksum = checksum;
    this.identity = identity;
  }

  static ModelContent of(ByteBuffer bytes, Map<String, ByteBuffer> externalData) {
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(bytes);
    // In an order of their own; lengths keep the end of a part from passing for another's begin.
    for (Map.Entry<String, ByteBuffer> file : new TreeMap<>(externalData).entrySet()) {
      parts.add(header(file.getKey(), file.getValue().remaining()));
      parts.add(file.getValue());
    }
    long sizeBytes = 0;
    CRC32 checksum = new CRC32();
    for (ByteBuffer part : parts) {
      sizeBytes += part.remaining();
      checksum.update(part.duplicate());
    }
    byte[] identity =
        sizeBytes <= COPIED_BYTES ? copy(parts, (int) sizeBytes) : Digest.sha256(parts);
    return new ModelContent(sizeBytes, (int) checksum.getValue(), identity);
  }

  private static ByteBuffer header(String location, int sizeBytes) {
    byte[] name = location.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 2 * Integer.BYTES)
        .putInt(name.length)
        .put(name)
        .putInt(sizeBytes)
        .flip();
  }

  private static byte[] copy(List<ByteBuffer> parts, int sizeBytes) {
    ByteBuffer all = ByteBuffer.allocate(sizeBytes);
    for (ByteBuffer part : parts) {
      all.put(part.duplicate());
    }
    return all.array();
  }

  /** Apart, so that small models load nothing for it. */
  private static final class Digest {

    static byte[] sha256(List<ByteBuffer> parts) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (ByteBuffer part : parts) {
          digest.update(part.duplicate());
        }
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has SHA-256", e);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelContent same
        && sizeBytes == same.sizeBytes
        && checksum == same.checksum
        && Arrays.equals(identity, same.identity);
  }

  @Override
  public int hashCode() {
    return checksum;
  }
}
