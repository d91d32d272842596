package io.lepton.format.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytePatternTest {

  private static boolean matches(String regex, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return BytePattern.compile(regex).matches(bytes, 0, bytes.length);
  }

  private static boolean finds(String regex, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return BytePattern.compile(regex).find(bytes, 0, bytes.length);
  }

  private static LeptonException refusal(String regex) {
    return catchThrowableOfType(LeptonException.class, () -> BytePattern.compile(regex));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "[A-Z]{1,3}-[A-Z]{1,2} [0-9]{1,4} ~ HH-AB 123 ~ true",
        "[A-Z]{1,3}-[A-Z]{1,2} [0-9]{1,4} ~ HH-AB 12345 ~ false",
        "(?<year>\\d{4})-(?:\\d\\d) ~ 2026-11 ~ true",
        "a{2,}?b ~ aaab ~ true",
        "a{2,}?b ~ ab ~ false",
        "x{0} ~ x ~ false",
        "[^a-c]+ ~ xyz ~ true",
        "[^a-c]+ ~ xaz ~ false",
        "[\\w.-]+ ~ a_b.c-d ~ true",
        "[]x]|y ~ y ~ refused",
        "\\p{Lu}\\p{Ll}+ ~ Zürich ~ true",
        "\\p{Lu}\\p{Ll}+ ~ zürich ~ false",
        "\\pL+ ~ éa ~ true",
        "\\p{Letter}+ ~ éa ~ true",
        "\\p{gc=Nd}+ ~ ৪২ ~ true",
        "\\p{digit}+ ~ ৪২ ~ true",
        "\\d+ ~ ৪২ ~ false",
        "\\p{Script=Greek}+ ~ αβγ ~ true",
        "\\p{IsGreek}+ ~ abc ~ false",
        "\\P{L}+ ~ 123 ~ true",
        "(?i)straße ~ STRAßE ~ true",
        "(?i:a)b ~ Ab ~ true",
        "(?i:a)b ~ AB ~ false",
        "a(?i)b|c ~ C ~ true",
        "(?i)a(?-i)b ~ AB ~ false",
        "(?i)i ~ İ ~ false",
        "a.c ~ a😀c ~ true",
        "\\u{1F600} ~ 😀 ~ true",
        "\\x{1F600} ~ 😀 ~ true",
        "\\uD83D\\uDE00 ~ 😀 ~ true",
        "[\\uD83D\\uDE00-\\uD83D\\uDE10] ~ 😁 ~ true",
        "[^\\uD800-\\uDFFF]+ ~ 😁é ~ true",
        "\\x41\\u0042 ~ AB ~ true",
        "\\{\\}\\/\\- ~ {}/- ~ true",
        "a]b} ~ a]b} ~ true",
        "\\bab\\b ~ ab ~ true",
        "^^a$$ ~ a ~ true",
        "\\Aa\\z ~ a ~ true",
        "(a|)(b|)c* ~ bcc ~ true",
        "(a*)*b ~ aab ~ true",
      })
  void matches_eachConstruct_asExpected(String regex, String value, String expected) {
    if (expected.equals("refused")) {
      assertThat(refusal(regex)).isNotNull();
    } else {
      assertThat(matches(regex, value)).isEqualTo(Boolean.parseBoolean(expected));
    }
  }

  @Test
  void find_matchInside_isFound() {
    assertThat(finds("[0-9]{3}", "ab123cd")).isTrue();
    assertThat(finds("[0-9]{3}", "ab12cd")).isFalse();
  }

  @Test
  void find_anchoredPattern_looksOnlyThere() {
    assertThat(finds("^b|^c", "ab")).isFalse();
    assertThat(finds("b$", "ab")).isTrue();
    assertThat(finds("(?i)^B", "ab")).isFalse();
  }

  @Test
  void find_emptyPattern_isFoundInEverything() {
    assertThat(finds("", "")).isTrue();
    assertThat(finds("", "a")).isTrue();
  }

  @Test
  void find_wordBoundary_countsOnlyAsciiAsWords() {
    assertThat(finds("\\bcat\\b", "a cat sat")).isTrue();
    assertThat(finds("\\bcat\\b", "concat")).isFalse();
    assertThat(finds("\\bcat\\b", "écaté")).isTrue();
  }

  @Test
  void find_noWordBoundary_isNotFoundWithinACharacter() {
    assertThat(finds("\\B", "aéa")).isFalse();
  }

  @Test
  void dot_lineEnds_stopsWhereEcmaScriptDoes() {
    for (String end : new String[] {"\n", "\r", "\u2028", "\u2029"}) {
      assertThat(matches(".", end)).isFalse();
      assertThat(matches("(?s).", end)).isTrue();
    }
    assertThat(matches(".", "\u0085")).isTrue();
  }

  @Test
  void dollar_valueWithLastLineEnd_isOnlyTheVeryEnd() {
    assertThat(finds("a$", "a\n")).isFalse();
  }

  @Test
  void space_unicodeWhiteSpace_matches() {
    assertThat(matches("\\s+", " \t\u00A0\u2003\u3000\uFEFF")).isTrue();
    assertThat(matches("\\S", "\u00A0")).isFalse();
  }

  @Test
  void matches_bytesThatAreNotUtf8_matchNothing() {
    byte[] bytes = {
      (byte) 0xC3, 'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xC0, (byte) 0x80
    };
    assertThat(BytePattern.compile("(?s).").matches(bytes, 0, 1)).isFalse();
    assertThat(BytePattern.compile("[^x]+").matches(bytes, 0, 2)).isFalse();
    assertThat(BytePattern.compile("(?s).*").matches(bytes, 2, 5)).isFalse();
    assertThat(BytePattern.compile("\\0|(?s:.)").matches(bytes, 5, 7)).isFalse();
    assertThat(BytePattern.compile("a").find(bytes, 0, 2)).isTrue();
  }

  @Test
  void matches_partOfAnArray_looksOnlyAtThat() {
    byte[] bytes = "xabcx".getBytes(StandardCharsets.UTF_8);
    assertThat(BytePattern.compile("^\\babc\\b$").matches(bytes, 1, 4)).isTrue();
    assertThat(BytePattern.compile("abc").matches(bytes, 1, 4)).isTrue();
    assertThat(BytePattern.compile("^abc$").find(bytes, 1, 4)).isTrue();
  }

  @Test
  void matches_outsideOfTheArray_isRefused() {
    BytePattern pattern = BytePattern.compile("a");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> pattern.matches(new byte[2], 1, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "ab(?=c) ~ look-ahead ~ 2",
        "ab(?!c) ~ look-ahead ~ 2",
        "(?<=a)b ~ look-behind ~ 0",
        "x(?<!a)b ~ look-behind ~ 1",
        "(a)\\1 ~ back-reference ~ 3",
        "(?<n>a)\\k<n> ~ back-reference ~ 7",
        "(?>a) ~ atomic group ~ 0",
        "ab*+c ~ possessive ~ 2",
        "a{1,2}+ ~ possessive ~ 1",
        "\\v ~ \\v ~ 0",
        "a\\h ~ \\h ~ 1",
        "\\Q.\\E ~ \\Q ~ 0",
        "\\01 ~ octal ~ 0",
        "[a[b]] ~ class within a class ~ 2",
        "[a&&b] ~ && ~ 2",
        "[] ~ empty class ~ 0",
        "[^]a] ~ empty class ~ 0",
        "\\p{Alpha} ~ \\p{Alpha} ~ 0",
      })
  void compile_refusedConstruct_isNamedWithItsPosition(String regex, String name, int position) {
    LeptonException refusal = refusal(regex);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_RULE);
    assertThat(refusal)
        .hasMessageContaining(name)
        .hasMessageContaining("position " + position + ":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "a(b ~ 3",
        "ab) ~ 2",
        "*a ~ 0",
        "a|+ ~ 2",
        "a** ~ 2",
        "a{2}{3} ~ 4",
        "{2} ~ 0",
        "a{ ~ 2",
        "a{x} ~ 2",
        "a{2 ~ 3",
        "a{3,2} ~ 1",
        "a{9999999999} ~ 2",
        "[a ~ 2",
        "[b-a] ~ 1",
        "[a-\\d] ~ 3",
        "\\ ~ 1",
        "\\x4 ~ 2",
        "\\x4g ~ 2",
        "\\u12 ~ 2",
        "\\u{110000} ~ 3",
        "\\u{} ~ 3",
        "\\p{Nonsense} ~ 0",
        "\\p{L ~ 4",
        "\\c1 ~ 2",
        "(?x)a ~ 2",
        "(?P<n>a) ~ 2",
        "(?<1>a) ~ 3",
        "(?<n>a)(?<n>b) ~ 10",
      })
  void compile_invalidSyntax_saysWhere(String regex, int position) {
    LeptonException refusal = refusal(regex);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_RULE);
    assertThat(refusal).hasMessageContaining("at position " + position + ",");
  }

  @Test
  void toString_anyPattern_isAsGiven() {
    assertThat(BytePattern.compile("a|b")).hasToString("a|b");
  }
}
