package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  private static final int SEED = 20_260_119;

  @Test
  void write_everyControlCharacter_isEscaped() throws IOException {
    for (char c = 0; c < ' '; c++) {
      String expected =
          switch (c) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> "\\u%04x".formatted((int) c);
          };
      assertThat(escaped(String.valueOf(c))).isEqualTo(expected);
    }
  }

  @Test
  void write_quoteAndBackslash_areEscaped() throws IOException {
    assertThat(escaped("a\"b\\c/d")).isEqualTo("a\\\"b\\\\c/d");
  }

  @Test
  void write_otherCharacters_areCopied() throws IOException {
    String text = "\u007f é € 𝄞 \u2028 plain";
    assertThat(escaped(text)).isEqualTo(text);
  }

  @Test
  void write_specialAtEveryPlace_isEscaped() throws IOException {
    for (int length = 1; length < 40; length++) {
      for (int place = 0; place < length; place++) {
        String text = "é".repeat(place) + '"' + "x".repeat(length - place - 1);
        assertThat(escaped(text)).isEqualTo(text.replace("\"", "\\\""));
      }
    }
  }

  @Test
  void write_neighboursAtTheEndOfTheArray_areNotLookedAt() throws IOException {
    byte[] heap = "abc\"\"\"\"\"\"\"\"".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink = new ByteSink(out);
    JsonText.write(heap, 0, 3, sink);
    sink.flush();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
  }

  @Test
  void write_longText_isWrittenInPieces() throws IOException {
    String text = "x\ny".repeat(100_000);
    assertThat(escaped(text)).isEqualTo(text.replace("\n", "\\n"));
  }

  @Test
  void base64_everyLength_isThatOfTheJdk() throws IOException {
    Random random = new Random(SEED);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(base64(bytes)).isEqualTo(Base64.getEncoder().encodeToString(bytes));
    }
  }

  @Test
  void base64_longBytes_areThatOfTheJdk() throws IOException {
    byte[] bytes = new byte[1_000_003];
    new Random(SEED).nextBytes(bytes);
    assertThat(base64(bytes)).isEqualTo(Base64.getEncoder().encodeToString(bytes));
  }

  private static String escaped(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink = new ByteSink(out);
    JsonText.write(bytes, 0, bytes.length, sink);
    sink.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink = new ByteSink(out);
    Base64Printer.write(bytes, 0, bytes.length, sink);
    sink.flush();
    return out.toString(StandardCharsets.US_ASCII);
  }
}
