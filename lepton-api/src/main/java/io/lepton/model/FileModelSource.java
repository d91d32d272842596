package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A model on disk. */
final class FileModelSource implements ModelSource {

  private static final String IN_FOLDER = "model.onnx";

  private final Path file;

  FileModelSource(Path path) {
    this.file = Files.isDirectory(path) ? path.resolve(IN_FOLDER) : path;
  }

  @Override
  public String name() {
    Path absolute = file.toAbsolutePath().normalize();
    String fileName = String.valueOf(absolute.getFileName());
    Path folder = absolute.getParent();
    if (fileName.equals(IN_FOLDER) && folder != null && folder.getFileName() != null) {
      return folderName(folder);
    }
    return fileName.endsWith(".onnx") ? fileName.substring(0, fileName.length() - 5) : fileName;
  }

  private static String folderName(Path folder) {
    String last = String.valueOf(folder.getFileName());
    Path parent = folder.getParent();
    return isVersion(last) && parent != null && parent.getFileName() != null
        ? parent.getFileName() + "/" + last
        : last;
  }

  private static boolean isVersion(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  @Override
  public ByteBuffer bytes() throws IOException {
    if (Files.isDirectory(file)) {
      throw new LeptonIOException(
          ErrorCode.IS_A_DIRECTORY, "Needs a model file, found a directory: " + file, null);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel);
    } catch (LeptonIOException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new LeptonIOException(ErrorCode.MODEL_NOT_FOUND, "There is no model " + file, e);
    } catch (AccessDeniedException e) {
      throw new LeptonIOException(
          ErrorCode.INPUT_FAILED, "Cannot read model %s: permission denied".formatted(file), e);
    } catch (IOException e) {
      throw new LeptonIOException(
          ErrorCode.INPUT_FAILED, "Cannot read model %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private ByteBuffer read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new LeptonIOException(
          ErrorCode.LIMIT_EXCEEDED,
          "A model file can have at most 2 GiB, with its weights beside it as external data; %s has %d bytes"
              .formatted(file, size),
          null);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // A read may return fewer bytes than there are.
    }
    if (bytes.hasRemaining()) {
      throw new LeptonIOException(
          ErrorCode.INPUT_CHANGED,
          "%s became shorter while it was read: %d bytes when opened, now %d"
              .formatted(file, size, bytes.position()),
          null);
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(file);
  }
}
