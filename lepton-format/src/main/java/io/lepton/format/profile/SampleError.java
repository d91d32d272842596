package io.lepton.format.profile;

/**
 * How far a count of a sample may be off.
 *
 * <p>A count of {@code c} that was made of sampled values of weight {@code w} has a standard
 * deviation of at most the square root of {@code c * w}; three of them are taken, and what the
 * table has taken from every count is added.
 *
 * <p>Stateless.
 */
final class SampleError {

  private static final double DEVIATIONS = 3;

  private SampleError() {}

  static long of(long count, ValueTable table) {
    double chance =
        table.heaviest() == 1 ? 0 : DEVIATIONS * Math.sqrt((double) count * table.heaviest());
    return (long) Math.ceil(chance) + table.lost();
  }
}
