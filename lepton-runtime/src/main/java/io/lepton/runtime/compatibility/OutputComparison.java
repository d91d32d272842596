package io.lepton.runtime.compatibility;

import io.lepton.tensor.DataType;
import java.util.Optional;

/**
 * How one output of a configuration differs from that of the reference, over all test cases.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param output its name
 * @param type the type of its elements; in a map, of the values
 * @param elements how many elements were compared
 * @param differing how many of them are not equal; NaN equals NaN, and the two zeros are equal
 * @param failing how many of them lie further apart than the tolerance allows
 * @param maxAbsolute the largest distance; infinite if one side is NaN or infinite and the other is
 *     not; 0 for texts
 * @param maxUlps the largest distance in units in the last place, for whole numbers in ones; {@link
 *     Long#MAX_VALUE} if one side is NaN and the other is not; 0 for texts
 * @param worstCase the test case with the largest absolute distance, or the first that differs;
 *     empty text if none does
 * @param mismatch what could not be compared, in words: another type or shape, or no such output
 */
public record OutputComparison(
    String output,
    DataType type,
    long elements,
    long differing,
    long failing,
    double maxAbsolute,
    long maxUlps,
    String worstCase,
    Optional<String> mismatch) {

  /**
   * Says whether every element is within the tolerance.
   *
   * @return false as well if something could not be compared
   */
  public boolean passed() {
    return failing == 0 && mismatch.isEmpty();
  }

  /**
   * Says whether every element is equal.
   *
   * @return false as well if something could not be compared
   */
  public boolean equal() {
    return differing == 0 && mismatch.isEmpty();
  }

  /**
   * Returns the comparison on one line, without a value of an element.
   *
   * @return for example {@code probabilities: 3 of 20 elements differ, by at most 1.2e-07 (2 ULPs)}
   */
  @Override
  public String toString() {
    return ReportText.line(this);
  }
}
