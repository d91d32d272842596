package io.lepton.format.profile;

/**
 * An estimate of how many distinct values a column has, in a fixed number of bytes.
 *
 * <p>The registers are those of HyperLogLog (Flajolet, Fusy, Gandouet, Meunier 2007), one byte
 * each. The estimate is the improved raw estimator of Ertl, <i>New cardinality estimation
 * algorithms for HyperLogLog sketches</i>, 2017, section 3, which needs no table of corrections and
 * is unbiased over the whole range. The standard error is 1.04 divided by the square root of the
 * number of registers.
 *
 * <p>The result depends on the set of keys alone, neither on their order nor on how often each
 * comes.
 */
final class HyperLogLog {

  private static final double ERROR_OF_ONE_REGISTER = 1.04;

  private final int precision;
  private final long seed;
  private final boolean hasHashes;
  private final byte[] registers;

  /**
   * Makes an estimate of no values.
   *
   * @param precision the binary logarithm of the number of registers
   * @param seed what the keys are mixed with
   * @param hasHashes whether the keys are hashes already, and need no mixing
   */
  HyperLogLog(int precision, long seed, boolean hasHashes) {
    this.hasHashes = hasHashes;
    this.precision = precision;
    this.seed = seed;
    this.registers = new byte[1 << precision];
  }

  void add(long key) {
    put(registers, hasHashes ? key : Mix.of(key, seed));
  }

  /**
   * Adds values.
   *
   * @param keys the values
   * @param from the first
   * @param to where to stop
   * @param scratch room for as many hashes as there are keys, another array
   */
  void addAll(long[] keys, int from, int to, long[] scratch) {
    if (hasHashes) {
      addHashes(keys, from, to);
    } else {
      mixAll(keys, from, to, seed, scratch);
      addHashes(scratch, from, to);
    }
  }

  // A loop of its own, which the compiler turns into vector instructions.
  private static void mixAll(long[] keys, int from, int to, long seed, long[] hashes) {
    for (int i = from; i < to; i++) {
      hashes[i] = Mix.of(keys[i], seed);
    }
  }

  private void addHashes(long[] keys, int from, int to) {
    byte[] bytes = registers;
    for (int i = from; i < to; i++) {
      put(bytes, keys[i]);
    }
  }

  // The register from the lowest bits and the rank from the highest: no shift by a number that is
  // not known. A register that may rise gets rarer and rarer, so that the branch is guessed right.
  private static void put(byte[] registers, long hash) {
    int index = (int) hash & registers.length - 1;
    int zeros = Long.numberOfLeadingZeros(hash);
    if (zeros >= registers[index]) {
      registers[index] = (byte) (zeros + 1);
    }
  }

  void merge(HyperLogLog other) {
    for (int i = 0; i < registers.length; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  double relativeError() {
    return ERROR_OF_ONE_REGISTER / Math.sqrt(registers.length);
  }

  double estimate() {
    int highest = Long.SIZE - precision + 1;
    int[] counts = new int[highest + 1];
    for (byte rank : registers) {
      // One that goes on into the bits of its register is as high as any can be.
      counts[Math.min(rank, highest)]++;
    }
    double m = registers.length;
    double sum = m * tau(1 - counts[highest] / m);
    for (int rank = highest - 1; rank >= 1; rank--) {
      sum = 0.5 * (sum + counts[rank]);
    }
    sum += m * sigma(counts[0] / m);
    return m * m / (2 * Math.log(2) * sum);
  }

  /** Ertl's sigma: what the registers that are still zero stand for. */
  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double z = share;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (z != before);
    return z;
  }

  /** Ertl's tau: what the registers that cannot rise any more stand for. */
  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double z = 1 - share;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (z != before);
    return z / 3;
  }
}
