package io.lepton.format.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns text of another encoding into UTF-8.
 *
 * <p>Where the text is not valid, the stream goes on with one byte that is not valid in UTF-8, and
 * ends. Whoever checks the UTF-8 then finds the fault where it is, which this class cannot: it
 * knows nothing of rows.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class Transcoder extends FilterInputStream {

  private static final int PIECE = 16 << 10;
  private static final byte INVALID = (byte) 0xff;

  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final ByteBuffer raw = ByteBuffer.allocate(PIECE).flip();
  private final CharBuffer text = CharBuffer.allocate(PIECE).flip();
  private final ByteBuffer utf8 = ByteBuffer.allocate(4 * PIECE).flip();
  private boolean ended;
  private boolean finished;

  /**
   * Makes a stream of UTF-8.
   *
   * @param in the text, without a byte order mark; closed with this stream
   * @param charset its encoding
   */
  public Transcoder(InputStream in, Charset charset) {
    super(in);
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (!utf8.hasRemaining()) {
      if (finished) {
        return -1;
      }
      advance();
    }
    int count = Math.min(length, utf8.remaining());
    utf8.get(bytes, offset, count);
    return count;
  }

  private void advance() throws IOException {
    raw.compact();
    int count = ended ? -1 : in.read(raw.array(), raw.position(), raw.remaining());
    ended = count < 0;
    raw.position(raw.position() + Math.max(count, 0)).flip();
    text.compact();
    CoderResult result = decoder.decode(raw, text, ended);
    if (result.isUnderflow() && ended) {
      result = decoder.flush(text);
      finished = result.isUnderflow();
    }
    encode();
    if (result.isError()) {
      utf8.limit(utf8.limit() + 1).put(utf8.limit() - 1, INVALID);
      finished = true;
    }
  }

  // A piece of text has at most three bytes a char, so that it all fits. Only the first half of a
  // surrogate pair may stay behind.
  private void encode() {
    text.flip();
    utf8.clear();
    encoder.encode(text, utf8, false);
    utf8.flip();
  }
}
