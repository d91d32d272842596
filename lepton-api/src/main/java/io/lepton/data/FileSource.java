package io.lepton.data;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file. What goes wrong with it comes out as a {@link LeptonIOException} with a code. */
final class FileSource implements DataSource {

  private final Path file;

  FileSource(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public long sizeBytes() {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public InputStream open() throws IOException {
    if (Files.isDirectory(file)) {
      throw new LeptonIOException(
          ErrorCode.IS_A_DIRECTORY, "Needs a file, found a directory: " + file, null);
    }
    try {
      return new WholeFileStream(file, FileChannel.open(file, StandardOpenOption.READ), promised());
    } catch (NoSuchFileException e) {
      throw new LeptonIOException(ErrorCode.INPUT_NOT_FOUND, "There is no file " + file, e);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  // Taken when the file is opened: nothing is promised of a pipe or a device, which has no size.
  private long promised() {
    return Math.max(0, sizeBytes());
  }

  private static LeptonIOException failed(Path file, IOException cause) {
    return new LeptonIOException(
        ErrorCode.INPUT_FAILED,
        "Cannot read %s: %s".formatted(file, FailureReason.of(cause)),
        cause);
  }

  /** Notices when the file ends before the size it had when it was opened. */
  private static final class WholeFileStream extends FilterInputStream {

    private final Path file;
    private final FileChannel channel;
    private final long promised;

    WholeFileStream(Path file, FileChannel channel, long promised) {
      super(Channels.newInputStream(channel));
      this.file = file;
      this.channel = channel;
      this.promised = promised;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(bytes, offset, length);
      } catch (IOException e) {
        throw failed(file, e);
      }
      if (count < 0) {
        checkWhole();
      }
      return count;
    }

    private void checkWhole() throws IOException {
      // A pipe has no position to ask for.
      if (promised > 0 && channel.position() < promised) {
        throw new LeptonIOException(
            ErrorCode.INPUT_CHANGED,
            "%s became shorter while it was read: %d bytes when opened, now %d"
                .formatted(file, promised, channel.size()),
            null);
      }
    }
  }
}
