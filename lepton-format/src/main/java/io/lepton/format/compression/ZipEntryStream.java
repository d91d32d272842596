package io.lepton.format.compression;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The content of the only wanted entry of a zip archive; at its end the rest is looked through. */
final class ZipEntryStream extends InputStream {

  private final String source;
  private final Predicate<String> wanted;
  private final ZipInputStream zip;

  /** The bytes of the entry that the archive stands at. */
  private final ExpandedStream content;

  private boolean anyEntry;
  private boolean ended;

  ZipEntryStream(
      String source, CountedStream compressed, ReadLimits limits, Predicate<String> wanted) {
    this.source = source;
    this.wanted = wanted;
    this.zip = new ZipInputStream(compressed);
    this.content = new ExpandedStream(source, zip, compressed, limits);
  }

  /** Goes to the wanted entry and returns its name. */
  String find() throws IOException {
    String found = next();
    if (found != null) {
      return found;
    }
    throw anyEntry
        ? new MalformedInputException(
            ErrorCode.NO_SUCH_ENTRY, source + ": needs an entry with records, found none")
        : new MalformedInputException(
            ErrorCode.MALFORMED_COMPRESSION, source + ": needs a zip archive with an entry");
  }

  /** Goes to the next wanted entry; null at the end of the archive. */
  private @Nullable String next() throws IOException {
    while (true) {
      ZipEntry entry = content.guarded(zip::getNextEntry);
      if (entry == null) {
        return null;
      }
      anyEntry = true;
      String name = entry.getName();
      requireInside(name);
      if (!entry.isDirectory() && wanted.test(name)) {
        return name;
      }
      // Not by the archive itself, which would expand a bomb without counting.
      content.transferTo(OutputStream.nullOutputStream());
    }
  }

  private void requireInside(String name) {
    String slashes = name.replace('\\', '/');
    boolean outside =
        slashes.startsWith("/")
            || slashes.matches("^[A-Za-z]:.*")
            || ("/" + slashes + "/").contains("/../");
    if (outside) {
      throw new MalformedInputException(
          ErrorCode.UNSAFE_ARCHIVE,
          source + ": needs entries inside the archive, found one whose name leads out of it");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int count = content.read(bytes, offset, length);
    if (count < 0) {
      ended = true;
      requireLast();
    }
    return count;
  }

  private void requireLast() throws IOException {
    if (next() != null) {
      throw new MalformedInputException(
          ErrorCode.NO_SUCH_ENTRY,
          source + ": needs one entry with records, found several: name the entry");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
