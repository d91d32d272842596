package io.lepton.model;

import io.lepton.LeptonIOException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a model's bytes come from: a file, memory, something that decrypts.
 *
 * <p>Safe for use by many threads.
 */
public interface ModelSource {

  /**
   * Returns what to call the model.
   *
   * @return a short name
   */
  String name();

  /**
   * Reads the model.
   *
   * @return its bytes from position to limit; the caller only reads them
   * @throws IOException if it cannot be read; a {@link LeptonIOException} with a code where the
   *     reason is known
   */
  ByteBuffer bytes() throws IOException;

  /**
   * Returns the file that the bytes are in, whose folder may hold external data. A runtime may map
   * that into memory: while a session is open, replace such a file and never write into it.
   *
   * @return the file, or empty where the model comes from elsewhere
   */
  Optional<Path> file();

  /**
   * Returns the external data of a model from memory.
   *
   * @return the content of each external file by its location; empty where there is none, or it
   *     lies in files
   */
  default Map<String, ByteBuffer> externalData() {
    return Map.of();
  }

  /**
   * Returns a model on disk.
   *
   * @param path an {@code .onnx} file, or a folder with a {@code model.onnx}
   * @return the source; the name is that of the file without its ending, or for a {@code
   *     model.onnx} the last two parts of its folder, such as {@code churn/2}, where the last is a
   *     version number
   */
  static ModelSource of(Path path) {
    return new FileModelSource(path);
  }

  /**
   * Returns a model in memory. Tensors outside of it are refused.
   *
   * @param name what to call it
   * @param bytes the model, not copied, and not to be changed while it is opened
   * @return the source
   */
  static ModelSource of(String name, byte[] bytes) {
    return of(name, ByteBuffer.wrap(bytes));
  }

  /**
   * Returns a model in memory. Tensors outside of it are refused.
   *
   * @param name what to call it
   * @param bytes the model from position to limit, heap or direct; a view, not a copy, so that the
   *     content is not to be changed while it is opened, and memory of the caller's own is not to
   *     be freed
   * @return the source
   */
  static ModelSource of(String name, ByteBuffer bytes) {
    return of(name, bytes, Map.of());
  }

  /**
   * Returns a model in memory whose tensors lie outside of it, in memory as well.
   *
   * @param name what to call it
   * @param bytes the model from position to limit, heap or direct; a view, not a copy
   * @param externalData the content of each external file, from position to limit, by the location
   *     that the model gives; views, not copies. Together with the model at most 2 GiB: larger ones
   *     need files.
   * @return the source
   */
  static ModelSource of(String name, ByteBuffer bytes, Map<String, ByteBuffer> externalData) {
    return new MemoryModelSource(name, bytes, externalData);
  }

  /**
   * Reads a model from a stream, once and at once, into memory.
   *
   * @param name what to call it
   * @param in the stream, read to its end and not closed: that is for whoever opened it, and can be
   *     done as soon as this method returns
   * @param maxBytes how much may come
   * @return the source, which can be opened any number of times
   * @throws io.lepton.LimitExceededException if more comes; one byte too many was read then
   * @throws IOException if the stream fails
   * @throws IllegalArgumentException if {@code maxBytes} is below 1
   */
  static ModelSource of(String name, InputStream in, int maxBytes) throws IOException {
    return MemoryModelSource.read(name, in, maxBytes);
  }
}
