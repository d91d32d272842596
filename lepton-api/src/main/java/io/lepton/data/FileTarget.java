package io.lepton.data;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that is written under a temporary name beside its place. */
final class FileTarget implements DataTarget {

  private final Path file;

  /** The file itself, or what a symbolic link leads to. */
  private final Path place;

  /** Where the bytes go until they are whole; the place itself where that is a device or a pipe. */
  private final Path temporary;

  private @Nullable OutputStream stream;
  private boolean done;

  FileTarget(Path file) {
    this.file = file;
    this.place = place(file);
    this.temporary =
        isDevice(place) ? place : place.resolveSibling(".lepton-" + UUID.randomUUID() + ".part");
  }

  // Moving a file over a symbolic link would replace the link and leave what it leads to as it was.
  private static Path place(Path file) {
    if (!Files.isSymbolicLink(file) || isDevice(file)) {
      return file;
    }
    try {
      return Files.exists(file)
          ? file.toRealPath()
          : file.resolveSibling(Files.readSymbolicLink(file));
    } catch (IOException e) {
      return file;
    }
  }

  // Moving a file over /dev/null or a named pipe would replace the device for everybody.
  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private boolean direct() {
    return temporary.equals(place);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public OutputStream open() throws IOException {
    if (stream != null || done) {
      throw new IllegalStateException("The target was opened already: " + file);
    }
    if (Files.isDirectory(place)) {
      throw new LeptonIOException(
          ErrorCode.IS_A_DIRECTORY, "Needs a file to write, found a directory: " + file, null);
    }
    try {
      OutputStream opened = openRaw();
      stream = new CodedOutputStream(name(), opened, true);
      return stream;
    } catch (IOException e) {
      throw CodedOutputStream.failed(name(), e);
    }
  }

  private OutputStream openRaw() throws IOException {
    if (direct()) {
      return Files.newOutputStream(place, StandardOpenOption.WRITE);
    }
    OutputStream opened =
        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    keepPermissions();
    return opened;
  }

  // A file that only its owner could read must not become readable by being written anew.
  private void keepPermissions() {
    try {
      if (Files.exists(place)) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(place));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Not a POSIX file system, or not ours to change: the permissions of a new file then.
    }
  }

  // What went to a device or a pipe is gone.
  @Override
  public Optional<DataSource> written() {
    return direct() ? Optional.empty() : Optional.of(new Written(DataSource.of(temporary)));
  }

  @Override
  public void commit() throws IOException {
    if (stream == null) {
      throw new IllegalStateException("Nothing was written to " + file);
    }
    if (done) {
      throw new IllegalStateException("The target was committed or closed already: " + file);
    }
    try {
      stream.close();
      if (!direct()) {
        move();
      }
      done = true;
    } catch (LeptonIOException e) {
      throw e;
    } catch (IOException e) {
      throw CodedOutputStream.failed(name(), e);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    boolean discard = stream != null && !done && !direct();
    done = true;
    try {
      if (stream != null) {
        stream.close();
      }
    } finally {
      if (discard) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** The temporary file, under the name that it will have. */
  private final class Written implements DataSource {

    private final DataSource part;

    Written(DataSource part) {
      this.part = part;
    }

    @Override
    public String name() {
      return FileTarget.this.name();
    }

    @Override
    public InputStream open() throws IOException {
      if (stream == null || done) {
        throw new IllegalStateException("There is nothing to read before commit: " + file);
      }
      stream.close();
      return part.open();
    }

    @Override
    public long sizeBytes() {
      return part.sizeBytes();
    }
  }
}
