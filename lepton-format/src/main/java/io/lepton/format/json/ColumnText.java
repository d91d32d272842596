package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** The text of a document from any byte on, as UTF-8. */
@FunctionalInterface
interface ColumnText {

  /**
   * Reads some bytes.
   *
   * @param offset the first of them, after a byte order mark
   * @param into filled as far as there is text
   * @return how many bytes there were, at least 1
   */
  int read(long offset, byte[] into) throws IOException;

  /** Returns the text of a source that can be opened again. */
  static ColumnText of(HeldSource source, Charset declared) throws IOException {
    long markBytes;
    try (JsonInput in = JsonInput.open(source, declared)) {
      if (!in.isUtf8() || source.sizeBytes() < 0) {
        return held(source, in.readNBytes(HeldSource.MAX_HELD_BYTES + 1));
      }
      markBytes = in.markBytes();
    }
    // A stream that stays open for each column would be a file handle for each.
    return (offset, into) -> {
      try (InputStream in = source.open()) {
        in.skipNBytes(markBytes + offset);
        return whole(in.readNBytes(into, 0, into.length), source);
      }
    };
  }

  private static ColumnText held(HeldSource source, byte[] text) {
    if (text.length > HeldSource.MAX_HELD_BYTES) {
      throw source.tooLong();
    }
    return (offset, into) -> {
      int count = (int) Math.min(into.length, text.length - offset);
      System.arraycopy(text, (int) offset, into, 0, count);
      return whole(count, source);
    };
  }

  private static int whole(int count, DataSource source) throws LeptonIOException {
    if (count <= 0) {
      throw new LeptonIOException(
          ErrorCode.INPUT_CHANGED, source.name() + " became shorter while it was read", null);
    }
    return count;
  }
}
