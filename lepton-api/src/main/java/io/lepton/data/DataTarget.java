package io.lepton.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where bytes go. Nothing appears under a file's name before {@link #commit}.
 *
 * <pre>{@code
 * try (DataTarget target = DataTarget.of(Path.of("scores.ndjson"))) {
 *   target.open().write(bytes);
 *   target.commit();
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public interface DataTarget extends Closeable {

  /**
   * Returns what to call the target in messages.
   *
   * @return a file name, or words such as {@code standard output}
   */
  String name();

  /**
   * Opens the target.
   *
   * @return the stream to write to, not buffered; the target closes it
   * @throws IOException if it cannot be opened; a {@link io.lepton.LeptonIOException} with a code
   *     where the reason is known
   * @throws IllegalStateException if a file was opened already
   */
  OutputStream open() throws IOException;

  /**
   * Returns what was written, so that it can be read again before {@link #commit}.
   *
   * @return a source to open after the last byte was written, which ends the writing; empty if what
   *     was written is gone, as in a stream. May be asked for at any time.
   */
  default Optional<DataSource> written() {
    return Optional.empty();
  }

  /**
   * Makes what was written appear under the target's name, in place of what was there before.
   *
   * @throws IOException if that fails; then the old content is still there
   * @throws IllegalStateException if the target was not opened, or was committed or closed already
   */
  void commit() throws IOException;

  /** Frees everything. What was not committed is deleted. Closing again does nothing. */
  @Override
  void close() throws IOException;

  /**
   * Returns a file as a target. It is written beside its place under a temporary name and moved
   * there at {@link #commit}, so that a reader sees the old file or the whole new one. The move
   * survives a crash of the process; it is not forced to the disk. A process that is killed before
   * leaves the temporary file, {@code .lepton-….part}, behind.
   *
   * <p>A file that is there keeps its permissions, a symbolic link stays and what it leads to is
   * replaced. Devices and pipes, such as {@code /dev/null}, are written to at once.
   *
   * @param file the file, whose folder must exist
   * @return the target
   */
  static DataTarget of(Path file) {
    return new FileTarget(file);
  }

  /**
   * Returns a stream as a target. Bytes go there at once; {@link #commit} flushes it, and nobody
   * closes it.
   *
   * @param name what to call it in messages
   * @param stream the stream
   * @return the target
   */
  static DataTarget ofStream(String name, OutputStream stream) {
    return new StreamTarget(name, stream);
  }
}
