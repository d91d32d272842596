package io.lepton.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Where bytes come from: a file, memory, a stream.
 *
 * <p>A source is opened to look at its first rows, perhaps more than once, and to read it.
 */
public interface DataSource {

  /**
   * Returns what to call the source in messages.
   *
   * @return a file name, or words such as {@code standard input}
   */
  String name();

  /**
   * Opens the source at its first byte.
   *
   * @return a stream that the caller closes
   * @throws IOException if it cannot be opened; a {@link io.lepton.LeptonIOException} with a code
   *     where the reason is known
   * @throws IllegalStateException if it cannot be opened again
   */
  InputStream open() throws IOException;

  /**
   * Returns how long the source is.
   *
   * @return its size in bytes, or -1 if it is not known
   */
  long sizeBytes();

  /**
   * Returns a file as a source. A file that becomes shorter while it is read, or that cannot be
   * read to its end, is an error and not the end of the data.
   *
   * @param file the file; opened anew each time
   * @return the source
   */
  static DataSource of(Path file) {
    return new FileSource(file);
  }

  /**
   * Returns bytes in memory as a source.
   *
   * @param name what to call them in messages
   * @param bytes the bytes, not copied
   * @return the source
   */
  static DataSource of(String name, byte[] bytes) {
    return new DataSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public long sizeBytes() {
        return bytes.length;
      }
    };
  }

  /**
   * Returns a stream that can be read only once, such as standard input, as a source. What is read
   * is kept, up to 32 MiB, and comes again each time the source is opened; then the rest follows.
   * Where a reading took more than that, it was the last one. The source does not close the stream.
   *
   * @param name what to call it in messages
   * @param stream the stream
   * @return the source, of which one stream at a time is read
   */
  static DataSource ofStream(String name, InputStream stream) {
    return new StreamSource(name, stream);
  }
}
