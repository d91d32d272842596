package io.lepton.format.fixed;

import io.lepton.format.fixed.FixedWidthOptions.Unit;
import io.lepton.format.internal.Swar;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is one place of a record: a character, or a byte of the encoding that the input has.
 *
 * <p>The text itself is UTF-8, whatever the input was; where bytes of another encoding count, a
 * character has as many places as it takes bytes there.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class Places {

  /** The place lies within a character. */
  static final int WITHIN = -2;

  private final boolean utf8Bytes;
  private final @Nullable CharsetEncoder encoder;
  private int[] offsets = new int[128];
  private int count;

  private Places(boolean utf8Bytes, @Nullable CharsetEncoder encoder) {
    this.utf8Bytes = utf8Bytes;
    this.encoder = encoder;
  }

  /**
   * Makes the measure for an input.
   *
   * @param unit what is counted
   * @param charset the encoding of the input
   * @throws IllegalArgumentException if bytes are counted and the encoding cannot be written
   */
  static Places of(Unit unit, Charset charset) {
    if (unit == Unit.CODE_POINT) {
      return new Places(false, null);
    }
    if (charset.equals(StandardCharsets.UTF_8)) {
      return new Places(true, null);
    }
    if (!charset.canEncode()) {
      throw new IllegalArgumentException("Bytes of " + charset.name() + " cannot be counted");
    }
    return new Places(false, unmarked(charset).newEncoder());
  }

  // An encoder of UTF-16 would put a mark before every character.
  private static Charset unmarked(Charset charset) {
    return charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
  }

  /** Whether bytes of the text are places, whatever it is. */
  boolean countsBytes() {
    return utf8Bytes;
  }

  /**
   * Finds the offset after so many places.
   *
   * @return the offset, or -1 if there are fewer
   */
  int after(byte[] text, int start, int end, int count) {
    if (utf8Bytes) {
      return end - start >= count ? start + count : -1;
    }
    int at = start;
    int left = count;
    while (left > 0 && at < end) {
      left -= placesOf(text, at);
      at += length(text[at]);
    }
    return left <= 0 && at <= end ? at : -1;
  }

  /** Says whether all of the text is ASCII and each byte of it a place. */
  boolean isSimple(byte[] text, int start, int end) {
    if (utf8Bytes) {
      return true;
    }
    if (encoder != null) {
      return false;
    }
    long any = 0;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      any |= Swar.load(text, at);
    }
    int rest = 0;
    for (; at < end; at++) {
      rest |= text[at];
    }
    return (any & Swar.HIGHS) == 0 && rest >= 0;
  }

  /**
   * Finds the offsets of all places of a text.
   *
   * @return the offset of each place in the text, {@link #WITHIN} where it lies within a character;
   *     to be read before the next call, up to {@link #count}
   */
  int[] offsets(byte[] text, int start, int end) {
    count = 0;
    for (int at = start; at < end; at += length(text[at])) {
      int places = placesOf(text, at);
      for (int i = 0; i < places; i++) {
        add(i == 0 ? at : WITHIN);
      }
    }
    return offsets;
  }

  /** How many places the text of the last call of {@link #offsets} has. */
  int count() {
    return count;
  }

  private void add(int offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
    }
    offsets[count++] = offset;
  }

  /** Returns how many places a text has. */
  int width(byte[] text, int start, int end) {
    if (utf8Bytes) {
      return end - start;
    }
    int width = 0;
    for (int at = start; at < end; at += length(text[at])) {
      width += placesOf(text, at);
    }
    return width;
  }

  private int placesOf(byte[] text, int at) {
    return encoder == null ? 1 : encodedLength(encoder, text, at);
  }

  private static int encodedLength(CharsetEncoder encoder, byte[] text, int at) {
    String character = new String(text, at, length(text[at]), StandardCharsets.UTF_8);
    try {
      return encoder.encode(CharBuffer.wrap(character)).remaining();
    } catch (CharacterCodingException e) {
      // It came from this encoding: at least it is one byte there.
      return 1;
    }
  }

  /** The bytes of a character in UTF-8, from its first one. */
  private static int length(byte first) {
    if (first >= 0) {
      return 1;
    }
    int b = first & 0xff;
    return b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
  }
}
