package io.lepton.format.json;

import io.lepton.format.internal.ByteSink;
import io.lepton.format.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What comes between two values of a record, escaped once: {@code ,"name":}, and braces where
 * objects inside it begin and end.
 */
final class JsonName {

  private final long first;
  private final long second;
  private final long third;
  private final long[] rest;
  private final int length;

  /** Makes what is printed as this text. */
  JsonName(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = Arrays.copyOf(utf8, utf8.length + 4 * Long.BYTES);
    length = utf8.length;
    first = word(out, 0);
    second = word(out, 1);
    third = word(out, 2);
    rest = new long[Math.max(0, (length + 7) / 8 - 3)];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = word(out, i + 3);
    }
  }

  private static long word(byte[] bytes, int index) {
    return Swar.load(bytes, index * Long.BYTES);
  }

  /** Returns how many bytes {@link #print} may write to. */
  int room() {
    return (rest.length + 3) * Long.BYTES;
  }

  /** Prints the name. Returns the offset after the last byte. */
  int print(byte[] out, int at) {
    ByteSink.store(out, at, first);
    ByteSink.store(out, at + Long.BYTES, second);
    ByteSink.store(out, at + 2 * Long.BYTES, third);
    // Most names are short: no loop for them.
    if (rest.length > 0) {
      printRest(out, at + 3 * Long.BYTES);
    }
    return at + length;
  }

  private void printRest(byte[] out, int at) {
    for (int i = 0; i < rest.length; i++) {
      ByteSink.store(out, at + i * Long.BYTES, rest[i]);
    }
  }
}
