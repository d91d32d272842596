package io.lepton.format.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many values at once have the answers of one value at a time. */
class ByteMatcherTest {

  private static final String LETTERS = "abzAZ059-_:+. é\u0000\u007f{}/@[`";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "[0-9]{3}",
        "C-[0-9a-z]{6}",
        "[A-Z]{2}[0-9]{6}",
        "[A-Za-z0-9_]{9}",
        "\\d{4}-\\d{2}-\\d{2}",
        "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}",
        "[\\x00-\\x7f]{8}",
        "[ac-eg-ik-m]{5}",
        "[acegikmo]{5}",
        "[^a]{4}",
        "é{2}",
        "x{64}",
        "x{65}",
        "a{0}",
        "a|bc",
        "(ab|cd)e",
        "[A-Z]{2}\\d+",
        "^\\d{5}$",
        "\\d{3}"
      })
  void mismatches_ofManyValues_areThoseOfEach(String regex) {
    BytePattern pattern = BytePattern.compile(regex);
    for (long seed = 0; seed < 40; seed++) {
      TextColumn column = column(regex, new Random(seed));
      for (boolean whole : new boolean[] {true, false}) {
        long wanted = new Random(seed).nextLong() | seed << 60;
        assertThat(pattern.matcher().mismatches(column, whole, 7, wanted))
            .as("seed %d, whole %s", seed, whole)
            .isEqualTo(oneByOne(pattern, whole, column, 7, wanted));
      }
    }
  }

  @Test
  void mismatches_nothingWanted_areNone() {
    TextColumn column = column("a", new Random(1));
    assertThat(BytePattern.compile("b").matcher().mismatches(column, true, 0, 0)).isZero();
  }

  private static long oneByOne(
      BytePattern pattern, boolean whole, TextColumn column, int first, long wanted) {
    long mismatches = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      int start = column.starts()[first + i];
      int end = start + column.lengths()[first + i];
      boolean isMatch =
          whole
              ? pattern.matches(column.heap(), start, end)
              : pattern.find(column.heap(), start, end);
      mismatches |= isMatch ? 0 : 1L << i;
    }
    return mismatches & wanted;
  }

  /** Values like those the pattern is for, and others, packed to the last byte of the array. */
  private static TextColumn column(String regex, Random random) {
    List<byte[]> values = new ArrayList<>();
    int size = 0;
    for (int i = 0; i < 80; i++) {
      byte[] value = value(regex, random).getBytes(StandardCharsets.UTF_8);
      values.add(value);
      size += value.length;
    }
    TextColumn column = (TextColumn) Column.allocate(ColumnType.TEXT, values.size());
    byte[] heap = new byte[size];
    column.shareHeap(heap);
    int at = 0;
    for (int row = 0; row < values.size(); row++) {
      byte[] value = values.get(row);
      System.arraycopy(value, 0, heap, at, value.length);
      column.set(row, at, value.length);
      at += value.length;
    }
    return column;
  }

  private static String value(String regex, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> text(random, LETTERS, random.nextInt(12));
      case 2 -> changed(example(regex, random), random);
      default -> example(regex, random);
    };
  }

  private static String example(String regex, Random random) {
    return switch (regex) {
      case "C-[0-9a-z]{6}" -> "C-" + text(random, "09az5m", 6);
      case "[A-Z]{2}[0-9]{6}" -> text(random, "AZM", 2) + text(random, "059", 6);
      case "[A-Za-z0-9_]{9}" -> text(random, "AZaz09_", 9);
      case "\\d{4}-\\d{2}-\\d{2}" -> "2024-0%d-1%d".formatted(random.nextInt(10), 3);
      case "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}" ->
          text(random, "09afAF", 8) + "-" + text(random, "09af", 4) + "-" + text(random, "af", 4);
      case "x{64}", "x{65}" -> "x".repeat(63 + random.nextInt(4));
      case "a", "a{0}", "a|bc", "(ab|cd)e" ->
          List.of("a", "", "bc", "abe", "cde").get(random.nextInt(5));
      case "[\\x00-\\x7f]{8}" -> text(random, "\u0000\u007faZ", 8);
      case "é{2}" -> "é".repeat(1 + random.nextInt(3));
      case "[A-Z]{2}\\d+" -> "AZ" + text(random, "09", 1 + random.nextInt(9));
      case "[^a]{4}" -> text(random, LETTERS, 4);
      case "^\\d{5}$", "\\d{3}", "[0-9]{3}" -> text(random, "059", 3 + random.nextInt(3));
      default -> text(random, "acdegikmo", 5);
    };
  }

  private static String changed(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    return text.substring(0, at) + text(random, LETTERS, 1) + text.substring(at + 1);
  }

  private static String text(Random random, String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
