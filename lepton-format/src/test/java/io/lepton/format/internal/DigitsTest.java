package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  private static long load(String text) {
    return Digits.load(text.getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  @ParameterizedTest
  @CsvSource({"12345678,8", "1234567x,7", "1.345678,1", "x2345678,0", "123:5678,3", "12/45678,2"})
  void bits_eightForEachDigitInFront(String text, int digits) {
    assertThat(Digits.bits(load(text))).isEqualTo(8 * digits);
  }

  @Test
  void bits_everyByteThatIsNoDigit_endsThem() {
    for (int b = 0; b < 256; b++) {
      boolean digit = b >= '0' && b <= '9';
      assertThat(Digits.bits(load("99" + (char) b + "99999")))
          .as("byte %d", b)
          .isEqualTo(digit ? 64 : 16);
    }
  }

  @Test
  void append_anyNumberOfDigits_theLongerNumber() {
    String text = "90817263";
    for (int count = 0; count <= 8; count++) {
      long expected = Long.parseLong("5" + text.substring(0, count));
      assertThat(Digits.append(5, load(text), 8 * count)).as("%d", count).isEqualTo(expected);
    }
  }

  @Test
  void first_someDigits_theirNumber() {
    String text = "90817263";
    for (int count = 1; count <= 8; count++) {
      long expected = Long.parseLong(text.substring(0, count));
      assertThat(Digits.first(load(text), 8 * count)).as("%d", count).isEqualTo(expected);
    }
  }

  @Test
  void filled_someDigits_theirNumberWithZeros() {
    String text = "90817263";
    for (int count = 0; count < 8; count++) {
      long expected = Long.parseLong(text.substring(0, count) + "0".repeat(8 - count));
      assertThat(Digits.filled(load(text), 8 * count)).as("%d", count).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.......,false",
    "00......,true",
    "01......,true",
    "10......,false",
    "9.......,false"
  })
  void arePadded_aZeroBeforeOthers(String text, boolean padded) {
    long digits = load(text);
    assertThat(Digits.arePadded(digits, Digits.bits(digits))).isEqualTo(padded);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ',', '.', '/', '0', '9', 'e', 255})
  void minus_otherCharacters_none(int character) {
    assertThat(Digits.minus(character)).isZero();
    assertThat(Digits.minus('-')).isOne();
  }

  @Test
  void after_minusSign_sevenDigitsAtMost() {
    long word = Swar.load("-7654321".getBytes(StandardCharsets.ISO_8859_1), 0);
    long digits = Digits.after(word, 1);
    assertThat(Digits.bits(digits)).isEqualTo(56);
    assertThat(Digits.first(digits, 56)).isEqualTo(7_654_321);
  }
}
