package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunsTest {

  private final Runs runs = new Runs();

  @Test
  void closeUp_someMissing_movesTheOthersTogether() {
    Random random = new Random(1);
    for (int rows = 1; rows < 400; rows++) {
      long[] validity = validity(rows, random);
      int[] present = present(validity, rows);
      long[] values = LongStream.range(0, rows).toArray();
      int[] sizes = IntStream.range(0, rows).toArray();
      assertThat(runs.find(validity, rows)).isTrue();
      assertThat(runs.closeUp(values)).isEqualTo(present.length);
      runs.closeUp(sizes);
      assertThat(sizes).startsWith(present);
      assertThat(values).startsWith(IntStream.of(present).asLongStream().toArray());
    }
  }

  @Test
  void element_ofEveryPosition_isItsRow() {
    int rows = 1000;
    long[] validity = validity(rows, new Random(2));
    int[] present = present(validity, rows);
    assertThat(runs.find(validity, rows)).isTrue();
    assertThat(IntStream.range(0, present.length).map(runs::element))
        .containsExactly(boxed(present));
  }

  @Test
  void find_manyMissing_givesUp() {
    assertThat(runs.find(new long[16], 1000)).isFalse();
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

  private static Integer[] boxed(int[] values) {
    return IntStream.of(values).boxed().toArray(Integer[]::new);
  }
}
