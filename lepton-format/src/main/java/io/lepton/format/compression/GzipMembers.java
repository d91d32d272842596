package io.lepton.format.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file (RFC 1952), one member after the other.
 *
 * <p>The JDK's own stream takes a second member whose header is damaged for the end of the data,
 * and so does it where the stream beneath says that nothing is available. Here what follows a
 * member is another member, zeros that fill up a block, or an error.
 */
final class GzipMembers extends InputStream {

  private static final int PIECE = 64 << 10;
  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] piece = new byte[PIECE];
  private int next;
  private int end;
  private boolean begun;
  private boolean inMember;
  private boolean finished;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = 0;
    while (count == 0 && length > 0) {
      if (!inMember && !beginMember()) {
        return -1;
      }
      count = inflate(bytes, offset, length);
    }
    return count;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, offset, length);
      crc.update(bytes, offset, count);
      if (inflater.finished()) {
        endMember();
      } else if (count == 0) {
        feed();
      }
      return count;
    } catch (DataFormatException e) {
      throw new ZipException("damaged data");
    }
  }

  private void feed() throws IOException {
    if (inflater.needsDictionary()) {
      throw new ZipException("damaged data");
    }
    if (next == end) {
      require(refill());
    }
    inflater.setInput(piece, next, end - next);
    next = end;
  }

  private boolean beginMember() throws IOException {
    if (finished || (begun && !skipZeros())) {
      finished = true;
      return false;
    }
    readHeader();
    begun = true;
    inMember = true;
    inflater.reset();
    crc.reset();
    return true;
  }

  /** Passes over what fills up a block of a tape. Returns false at the end of the file. */
  private boolean skipZeros() throws IOException {
    while (next < end || refill()) {
      if (piece[next] != 0) {
        return true;
      }
      next++;
    }
    return false;
  }

  private void readHeader() throws IOException {
    CRC32 header = new CRC32();
    if ((take(header) << 8 | take(header)) != MAGIC || take(header) != DEFLATE) {
      throw new ZipException(begun ? "no gzip after a member" : "no gzip");
    }
    int flags = take(header);
    if ((flags & RESERVED) != 0) {
      throw new ZipException("an unknown flag");
    }
    skip(6, header);
    if ((flags & EXTRA) != 0) {
      skip(take(header) | take(header) << 8, header);
    }
    skipText((flags & NAME) != 0, header);
    skipText((flags & COMMENT) != 0, header);
    if ((flags & HEADER_CRC) != 0) {
      int expected = (int) header.getValue() & 0xffff;
      if ((take(header) | take(header) << 8) != expected) {
        throw new ZipException("a wrong checksum of the header");
      }
    }
  }

  private void skip(int bytes, CRC32 header) throws IOException {
    for (int i = 0; i < bytes; i++) {
      take(header);
    }
  }

  private void skipText(boolean present, CRC32 header) throws IOException {
    boolean more = present;
    while (more) {
      more = take(header) != 0;
    }
  }

  private int take(CRC32 header) throws IOException {
    if (next == end) {
      require(refill());
    }
    int value = piece[next++] & 0xff;
    header.update(value);
    return value;
  }

  private void endMember() throws IOException {
    next = end - inflater.getRemaining();
    long size = inflater.getBytesWritten() & 0xffff_ffffL;
    long expected = crc.getValue();
    if (takeWord() != expected || takeWord() != size) {
      throw new ZipException("a wrong checksum");
    }
    inMember = false;
  }

  private long takeWord() throws IOException {
    CRC32 unused = new CRC32();
    long word = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      word |= (long) take(unused) << shift;
    }
    return word;
  }

  private boolean refill() throws IOException {
    next = 0;
    end = Math.max(in.read(piece, 0, PIECE), 0);
    return end > 0;
  }

  private static void require(boolean more) throws EOFException {
    if (!more) {
      throw new EOFException("cut off");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
