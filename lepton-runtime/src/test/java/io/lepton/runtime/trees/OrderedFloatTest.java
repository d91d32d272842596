package io.lepton.runtime.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedFloatTest {

  private static final float[] ASCENDING = {
    Float.NEGATIVE_INFINITY,
    -Float.MAX_VALUE,
    -1,
    -Float.MIN_NORMAL,
    -Float.MIN_VALUE,
    0,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY
  };

  @Test
  void key_ascendingNumbers_ascending() {
    int[] keys = new int[ASCENDING.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = OrderedFloat.key(ASCENDING[i]);
    }

    assertThat(keys).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void key_negativeZero_asZero() {
    assertThat(OrderedFloat.key(-0f)).isEqualTo(OrderedFloat.key(0f));
  }

  @Test
  void key_everyKindOfNaN_theKeyAskedFor() {
    for (int bits : new int[] {0x7fc00000, 0x7f800001, 0x7fffffff, 0xffc00000, 0xff800001, -1}) {
      assertThat(OrderedFloat.key(bits, Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
      assertThat(OrderedFloat.key(bits, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void key_infinity_theConstant() {
    assertThat(OrderedFloat.key(Float.POSITIVE_INFINITY)).isEqualTo(OrderedFloat.INFINITY);
  }

  @Test
  void value_keyOfANumber_theNumber() {
    for (float number : ASCENDING) {
      assertThat(OrderedFloat.value(OrderedFloat.key(number))).isEqualTo(number);
    }
  }

  @Test
  void isGreater_differencesThatOverflow_asCompared() {
    int[] ints = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE};
    for (int key : ints) {
      for (int threshold : ints) {
        assertThat(OrderedFloat.isGreater(key, threshold)).isEqualTo(key > threshold ? 1 : 0);
      }
    }
  }

  @Test
  void isGreater_randomFloats_asFloatsCompare() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float a = Float.intBitsToFloat(random.nextInt());
      float b = Float.intBitsToFloat(random.nextInt());
      int keyOfA = OrderedFloat.key(Float.floatToRawIntBits(a), Integer.MIN_VALUE);
      int keyOfB = OrderedFloat.key(Float.floatToRawIntBits(b), Integer.MAX_VALUE);
      assertThat(OrderedFloat.isGreater(keyOfA, keyOfB)).isEqualTo(a > b ? 1 : 0);
    }
  }
}
