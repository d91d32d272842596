package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A model in memory, with its external data if it has some. */
final class MemoryModelSource implements ModelSource {

  private final String name;
  private final ByteBuffer bytes;
  private final Map<String, ByteBuffer> externalData;

  MemoryModelSource(String name, ByteBuffer bytes, Map<String, ByteBuffer> externalData) {
    this.name = name;
    this.bytes = view(bytes);
    Map<String, ByteBuffer> views = new LinkedHashMap<>();
    externalData.forEach((location, data) -> views.put(location, view(data)));
    this.externalData = views;
  }

  /** Reads a stream to its end, and leaves it open. */
  static MemoryModelSource read(String name, InputStream in, int maxBytes) throws IOException {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("Needs a limit of at least 1 byte, got " + maxBytes);
    }
    byte[] bytes = in.readNBytes(maxBytes);
    if (bytes.length == maxBytes && in.read() >= 0) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "Model %s can have at most %d bytes, the stream has more".formatted(name, maxBytes));
    }
    return new MemoryModelSource(name, ByteBuffer.wrap(bytes), Map.of());
  }

  // From here to the limit, whatever the caller does to the position later.
  private static ByteBuffer view(ByteBuffer buffer) {
    return buffer.slice().asReadOnlyBuffer();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public Map<String, ByteBuffer> externalData() {
    Map<String, ByteBuffer> views = new LinkedHashMap<>();
    externalData.forEach((location, data) -> views.put(location, data.duplicate()));
    return views;
  }
}
