package io.lepton.model;

import io.lepton.LeptonIOException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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
   * Returns the file that the bytes are in, whose folder may hold external data.
   *
   * @return the file, or empty where the model comes from elsewhere
   */
  Optional<Path> file();

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
   * Returns a model in memory. It cannot have external data.
   *
   * @param name what to call it
   * @param bytes the model, not copied
   * @return the source
   */
  static ModelSource of(String name, byte[] bytes) {
    return new ModelSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      }

      @Override
      public Optional<Path> file() {
        return Optional.empty();
      }
    };
  }
}
