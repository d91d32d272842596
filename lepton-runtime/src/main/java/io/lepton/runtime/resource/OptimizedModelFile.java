package io.lepton.runtime.resource;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that somebody else writes, under another name until it is whole. Closing removes what was
 * not kept.
 *
 * <p>For one thread.
 */
public final class OptimizedModelFile implements AutoCloseable {

  private final Path target;
  private final Path folder;
  private final Path written;

  private OptimizedModelFile(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
    this.written = folder.resolve("model.onnx");
  }

  /**
   * Makes the place for the file: a folder of its own, since the writer decides what it is called.
   *
   * @param target where the file goes in the end
   * @return the place
   * @throws LeptonIOException if the folder of the file is not there, or cannot be written
   */
  public static OptimizedModelFile beside(Path target) throws LeptonIOException {
    Path absolute = target.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("Needs a file for the optimised model, got " + target);
    }
    try {
      return new OptimizedModelFile(
          absolute, Files.createTempDirectory(parent, "." + absolute.getFileName()));
    } catch (IOException e) {
      throw failed(absolute, e);
    }
  }

  private static LeptonIOException failed(Path target, IOException e) {
    return new LeptonIOException(
        ErrorCode.OUTPUT_FAILED,
        "The optimised model cannot be written to %s: %s".formatted(target, e),
        e);
  }

  /**
   * Returns where to write.
   *
   * @return a name that nothing has yet
   */
  public Path written() {
    return written;
  }

  /**
   * Moves the file, now whole, to its place.
   *
   * @throws LeptonIOException if that fails
   */
  public void keep() throws LeptonIOException {
    try {
      move();
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes what is left. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(written);
    Files.deleteIfExists(folder);
  }
}
