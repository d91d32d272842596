package io.lepton.runtime.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Unpacks libraries from a jar, and seals them with their SHA-256. Needed once; kept apart so that
 * a start that finds everything in place does not load what it takes. Stateless.
 */
final class Unpacking {

  private static final int BLOCK_BYTES = 1 << 16;

  private Unpacking() {}

  /** Where the SHA-256 of a library lies. */
  static Path seal(Path library) {
    return library.resolveSibling(library.getFileName() + ".sha256");
  }

  /** Makes a folder, and those above it that are missing, for this user alone. */
  static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, ownersOnly("rwx------"));
  }

  private static FileAttribute<?>[] ownersOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Unpacks a library, and puts it and its SHA-256 where they belong. */
  static void unpack(LibraryJar jar, BundledLibrary library, Path file) throws IOException {
    Path part = part(file);
    Path sealPart = part(seal(file));
    try {
      String digest = copy(jar, library, part);
      Files.writeString(sealPart, digest + "  " + library.fileName() + "\n");
      // The seal last: a library without one counts as not there.
      replace(part, file);
      Files.setLastModifiedTime(sealPart, FileTime.from(Instant.now()));
      replace(sealPart, seal(file));
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(sealPart);
    }
  }

  // Another process may be at the same file: each writes under a name that nobody else has.
  private static Path part(Path file) throws IOException {
    return Files.createTempFile(
        file.getParent(), file.getFileName().toString(), ".part", ownersOnly("rw-------"));
  }

  private static void replace(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String copy(LibraryJar jar, BundledLibrary library, Path part) throws IOException {
    MessageDigest digest = sha256();
    CRC32 crc = new CRC32();
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = jar.open(library);
        FileChannel out =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        digest.update(block, 0, count);
        crc.update(block, 0, count);
        write(out, ByteBuffer.wrap(block, 0, count));
      }
      checkWhole(library, out.size(), crc.getValue());
      // After a power cut the name may otherwise be there and the bytes not.
      out.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void write(FileChannel out, ByteBuffer block) throws IOException {
    while (block.hasRemaining()) {
      out.write(block);
    }
  }

  private static void checkWhole(BundledLibrary library, long sizeBytes, long crc)
      throws IOException {
    if (sizeBytes != library.sizeBytes() || crc != library.crc()) {
      throw new IOException(
          "Needs %d bytes with CRC-32 %x of %s in the jar, got %d bytes with %x"
              .formatted(library.sizeBytes(), library.crc(), library.fileName(), sizeBytes, crc));
    }
  }

  /** Compares a library with its SHA-256, and seals it anew if they agree. */
  static boolean verify(Path file, Path seal) throws IOException {
    String expected = Files.readString(seal, StandardCharsets.US_ASCII);
    if (!expected.startsWith(digest(file) + " ")) {
      return false;
    }
    try {
      Files.setLastModifiedTime(seal, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // In a place that is not ours to write to it is compared again next time.
      return true;
    }
    return true;
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        digest.update(block, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every JDK has it.
      throw new IllegalStateException(e);
    }
  }
}
