package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GapsTest {

  private final Gaps gaps = new Gaps();

  @Test
  void close_someMissing_bringsTheOthersTogether() {
    Random random = new Random(1);
    for (int rows = 1; rows < 400; rows++) {
      assertClosed(validity(rows, random), rows);
    }
  }

  @Test
  void close_allMissing_leavesNothing() {
    assertClosed(new long[16], 1000);
  }

  @Test
  void close_mostMissing_bringsTheOthersTogether() {
    long[] validity = new Random(3).longs(16).map(a -> a & a << 7 & a << 19).toArray();
    assertClosed(validity, 1000);
  }

  private void assertClosed(long[] validity, int rows) {
    int[] present = present(validity, rows);
    long[] values = LongStream.range(0, rows).toArray();
    int[] sizes = IntStream.range(0, rows).toArray();
    assertThat(gaps.find(validity, rows)).isEqualTo(present.length);
    gaps.close(values);
    gaps.close(sizes);
    assertThat(Arrays.copyOf(sizes, present.length)).containsExactlyInAnyOrder(present);
    assertThat(IntStream.range(0, present.length).mapToLong(gaps::element).toArray())
        .isEqualTo(Arrays.copyOf(values, present.length))
        .isEqualTo(IntStream.of(sizes).limit(present.length).asLongStream().toArray());
  }

  /** Up to one in ten is missing, at both ends, too. */
  private static long[] validity(int rows, Random random) {
    long[] validity = new long[(rows + 63) / 64];
    Arrays.fill(validity, -1L);
    for (int i = 0; i < rows / 10; i++) {
      int row = i == 0 ? 0 : i == 1 ? rows - 1 : random.nextInt(rows);
      validity[row >>> 6] &= ~(1L << row);
    }
    return validity;
  }

  private static int[] present(long[] validity, int rows) {
    return IntStream.range(0, rows).filter(row -> (validity[row >>> 6] >>> row & 1) != 0).toArray();
  }
}
