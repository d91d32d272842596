package io.lepton.format.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns and values that are meant to hurt: they take linear time and bounded memory. */
@Timeout(30)
class BytePatternLimitsTest {

  private static final int MEGABYTE = 1 << 20;

  private static byte[] repeated(String piece) {
    return piece.repeat(MEGABYTE / piece.length()).getBytes(StandardCharsets.UTF_8);
  }

  /** As and bs of which every window is new: each byte leads to states that were not met before. */
  private static byte[] random() {
    Random random = new Random(7);
    byte[] bytes = new byte[MEGABYTE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
    }
    return bytes;
  }

  private static void assertRefused(String regex, String part) {
    assertThatExceptionOfType(LeptonException.class)
        .isThrownBy(() -> BytePattern.compile(regex))
        .withMessageContaining(part)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RULE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+b",
        "(a|aa)*b",
        "(a|a)*b",
        "(a+a+)+y",
        "(.*){1,32}[bc]",
        "(.*a){12}b",
        "a*a*a*a*a*a*a*a*a*a*b",
        "(?:a?){500}a{500}b",
        "((a*)*)*b",
      })
  void matchesAndFind_catastrophicForBacktracking_isLinear(String regex) {
    byte[] bytes = repeated("a");
    BytePattern pattern = BytePattern.compile(regex);
    assertThat(pattern.matches(bytes, 0, bytes.length)).isFalse();
    assertThat(pattern.find(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void matches_catastrophicAndMatching_isLinear() {
    byte[] bytes = repeated("a");
    assertThat(BytePattern.compile("(a+)+$").matches(bytes, 0, bytes.length)).isTrue();
  }

  @Test
  void matches_exponentiallyManyStates_staysWithinItsMemory() {
    byte[] bytes = random();
    BytePattern pattern = BytePattern.compile("[ab]*a[ab]{20}");
    DfaCache cache = pattern.whole().newCache();
    boolean expected = bytes[bytes.length - 21] == 'a';
    assertThat(pattern.whole().dfa()).isNull();
    assertThat(cache.accepts(bytes, 0, bytes.length)).isEqualTo(expected);
    assertThat(cache.bytes()).isLessThan(2 * DfaCache.MAX_BYTES);
    // The states of the last value are of use to the next one, or forgotten, but never wrong.
    assertThat(cache.accepts(bytes, 0, bytes.length)).isEqualTo(expected);
    assertThat(cache.accepts(bytes, 0, 10)).isFalse();
  }

  @Test
  void find_exponentiallyManyStates_isFound() {
    byte[] bytes = random();
    bytes[bytes.length - 1] = 'c';
    bytes[bytes.length - 22] = 'a';
    BytePattern pattern = BytePattern.compile("a[ab]{20}c");
    assertThat(pattern.find(bytes, 0, bytes.length)).isTrue();
    assertThat(pattern.find(bytes, 0, bytes.length - 1)).isFalse();
  }

  @Test
  void compile_countedRepetition_isBoundedByStates() {
    assertThat(BytePattern.compile("[a-z]{0,4000}").find(new byte[0], 0, 0)).isTrue();
    assertRefused("((a{100}){100}){100}", "60000 states");
    assertRefused("a{999999999}", "60000 states");
    assertRefused("((a*)*){999999999}", "60000 states");
  }

  @Test
  void compile_repetitionOfNothing_costsNothing() {
    assertThat(BytePattern.compile("(?:){999999999}a").matches(new byte[] {'a'}, 0, 1)).isTrue();
    assertThat(BytePattern.compile("((?:){99999999}){99999999}").find(new byte[0], 0, 0)).isTrue();
  }

  @Test
  void compile_deepNesting_isRefusedWithoutOverflow() {
    assertThat(BytePattern.compile("(".repeat(250) + ")".repeat(250)).find(new byte[0], 0, 0))
        .isTrue();
    assertRefused("(".repeat(100_000) + ")".repeat(100_000), "250 groups");
  }

  @Test
  void compile_longPattern_isNoProblem() {
    String word = "abcdefghij".repeat(1000);
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    assertThat(BytePattern.compile(word).matches(bytes, 0, bytes.length)).isTrue();
    assertThat(BytePattern.compile("(?:" + "ab|".repeat(5000) + "x)").matches(bytes, 0, 2))
        .isTrue();
  }

  @Test
  void matches_largeUnicodeClassOftenRepeated_matches() {
    byte[] bytes = "Żółć".repeat(25).getBytes(StandardCharsets.UTF_8);
    BytePattern name = BytePattern.compile("\\p{L}{1,100}");
    assertThat(name.matches(bytes, 0, bytes.length)).isTrue();
    assertThat(BytePattern.compile("\\p{L}{1,99}").matches(bytes, 0, bytes.length)).isFalse();
  }
}
