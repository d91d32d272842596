package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  private static final int SEED = 20_261_121;

  private static int validUntil(byte... bytes) {
    return Utf8.validUntil(bytes, 0, bytes.length);
  }

  private static boolean isValidForTheJdk(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void validUntil_everyCharacter_isValid() {
    for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        assertThat(validUntil(bytes)).isEqualTo(bytes.length);
      }
    }
  }

  @Test
  void validUntil_everyTwoAndThreeBytes_agreesWithTheJdk() {
    byte[] two = new byte[2];
    byte[] three = new byte[3];
    for (int first = 1; first < 256; first++) {
      for (int second = 1; second < 256; second++) {
        two[0] = (byte) first;
        two[1] = (byte) second;
        assertThat(validUntil(two) == 2).isEqualTo(isValidForTheJdk(two));
        for (int third = 0x7f; third <= 0xc0; third += 13) {
          three[0] = two[0];
          three[1] = two[1];
          three[2] = (byte) third;
          assertThat(validUntil(three) == 3).isEqualTo(isValidForTheJdk(three));
        }
      }
    }
  }

  @Test
  void validUntil_random_agreesWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(80)];
      Arrays.fill(bytes, (byte) 'a');
      for (int hits = random.nextInt(4); hits > 0; hits--) {
        byte[] c =
            random.nextInt(4) == 0
                ? new byte[] {(byte) (128 + random.nextInt(128))}
                : Character.toString(random.nextInt(0xd7ff) + 1).getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        System.arraycopy(c, 0, bytes, at, Math.min(c.length, bytes.length - at));
      }
      assertThat(validUntil(bytes) == bytes.length)
          .as("seed %d, %s", SEED, Arrays.toString(bytes))
          .isEqualTo(isValidForTheJdk(bytes));
    }
  }

  @Test
  void validUntil_nulAnywhere_isFound() {
    for (int at = 0; at < 100; at++) {
      byte[] bytes = new byte[100];
      Arrays.fill(bytes, (byte) 'a');
      bytes[at] = 0;
      assertThat(validUntil(bytes)).isEqualTo(at);
      assertThat(Utf8.isCutOff(bytes, at, 100)).isFalse();
    }
  }

  @Test
  void isCutOff_everyBeginningOfACharacter_is() {
    byte[] bytes = "\ud834\udd1e".getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length < bytes.length; length++) {
      byte[] begun = Arrays.copyOf(bytes, length);
      assertThat(validUntil(begun)).isZero();
      assertThat(Utf8.isCutOff(begun, 0, length)).isTrue();
    }
  }

  @Test
  void isCutOff_wrongSecondByte_isNot() {
    assertThat(Utf8.isCutOff(new byte[] {(byte) 0xe0, (byte) 0x80}, 0, 2)).isFalse();
    assertThat(Utf8.isCutOff(new byte[] {(byte) 0xf4, (byte) 0x90}, 0, 2)).isFalse();
    assertThat(Utf8.isCutOff(new byte[] {(byte) 0xed, (byte) 0xa0}, 0, 2)).isFalse();
    assertThat(Utf8.isCutOff(new byte[] {(byte) 0xff}, 0, 1)).isFalse();
  }
}
