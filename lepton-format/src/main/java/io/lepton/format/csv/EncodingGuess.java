package io.lepton.format.csv;

import io.lepton.format.internal.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text, by its bytes.
 *
 * @param charset the most likely encoding
 * @param confidence how likely it is, 0 to 1
 * @param reason why, in words
 */
record EncodingGuess(Charset charset, double confidence, String reason) {

  private static final int HIGHEST_LEAD = 0xfe;

  /** Of the two-byte characters of a Chinese text, most are among GB 2312's 3,755 usual ones. */
  private static final double USUAL_SHARE = 0.6;

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Looks at the beginning of a text, which may end within a character. */
  static EncodingGuess of(byte[] sample, boolean whole) {
    EncodingGuess marked = marked(sample);
    if (marked != null) {
      return marked;
    }
    EncodingGuess wide = wide(sample);
    if (wide != null) {
      return wide;
    }
    int valid = Utf8.validUntil(sample, 0, sample.length);
    boolean cutOff = !whole && valid < sample.length && Utf8.isCutOff(sample, valid, sample.length);
    if (valid == sample.length || cutOff) {
      return new EncodingGuess(StandardCharsets.UTF_8, 1, "all bytes are UTF-8");
    }
    return narrow(sample);
  }

  private static @Nullable EncodingGuess marked(byte[] sample) {
    if (begins(sample, 0xef, 0xbb, 0xbf)) {
      return new EncodingGuess(StandardCharsets.UTF_8, 1, "a byte order mark");
    }
    if (begins(sample, 0xff, 0xfe) || begins(sample, 0xfe, 0xff)) {
      return new EncodingGuess(StandardCharsets.UTF_16, 1, "a byte order mark");
    }
    return null;
  }

  private static boolean begins(byte[] sample, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= sample.length || (sample[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  // Delimiters and line ends are ASCII: in UTF-16, one byte of each is zero.
  private static @Nullable EncodingGuess wide(byte[] sample) {
    int[] zeros = new int[2];
    for (int i = 0; i < sample.length; i++) {
      zeros[i & 1] += sample[i] == 0 ? 1 : 0;
    }
    if (zeros[1] * 10 > sample.length && zeros[0] * 10 < zeros[1]) {
      return new EncodingGuess(StandardCharsets.UTF_16LE, 0.9, "every second byte is often zero");
    }
    if (zeros[0] * 10 > sample.length && zeros[1] * 10 < zeros[0]) {
      return new EncodingGuess(StandardCharsets.UTF_16BE, 0.9, "every second byte is often zero");
    }
    return null;
  }

  private static EncodingGuess narrow(byte[] sample) {
    if (isChinese(sample)) {
      return new EncodingGuess(
          GB18030, 0.8, "not UTF-8; pairs of high bytes, most of them usual Chinese characters");
    }
    for (byte value : sample) {
      // The five codes without a character in windows-1252.
      int code = value & 0xff;
      if (code == 0x81 || code == 0x8d || code == 0x8f || code == 0x90 || code == 0x9d) {
        return new EncodingGuess(StandardCharsets.ISO_8859_1, 0.4, "neither UTF-8 nor another");
      }
    }
    return new EncodingGuess(WINDOWS_1252, 0.6, "not UTF-8; single high bytes");
  }

  private static boolean isChinese(byte[] sample) {
    int pairs = 0;
    int usual = 0;
    int at = 0;
    while (at + 1 < sample.length) {
      int lead = sample[at] & 0xff;
      int trail = sample[at + 1] & 0xff;
      if (lead < 0x80) {
        at++;
      } else if (lead == 0x80 || lead > HIGHEST_LEAD || trail < 0x30 || trail == 0x7f) {
        return false;
      } else {
        pairs++;
        usual += lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1 ? 1 : 0;
        // Four bytes where the second is a digit.
        at += trail < 0x40 ? 4 : 2;
      }
    }
    return pairs > 0 && usual >= pairs * USUAL_SHARE;
  }
}
