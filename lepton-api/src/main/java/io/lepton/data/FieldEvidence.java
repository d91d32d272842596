package io.lepton.data;

import java.util.List;

/**
 * Why a field was given its type: what its values in the sample are like.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param field the name and the inferred type
 * @param values how many values of the sample were looked at, missing ones left out
 * @param missing how many were missing
 * @param confidence how sure the type is, 0 to 1: a lower bound (Wilson, 95 %) for the share of all
 *     values of the source that are of this type, given those of the sample. Few values make it
 *     low; 0 if there was no value at all.
 * @param alternatives narrower types that most values fit, but not all, the best fitting first:
 *     often the type that was meant, and the rows that need repair
 */
public record FieldEvidence(
    Field field, long values, long missing, double confidence, List<Alternative> alternatives) {

  /**
   * Copies the alternatives.
   *
   * @param field the name and the inferred type
   * @param values how many values of the sample were looked at
   * @param missing how many were missing
   * @param confidence how sure the type is, 0 to 1
   * @param alternatives narrower types that most values fit
   */
  public FieldEvidence {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * A type that was not chosen, because some values do not fit it.
   *
   * @param type the type
   * @param fitting how many values of the sample fit it
   * @param counterExamples the first rows whose value does not, at most {@value #MAX_EXAMPLES}; the
   *     first record is 1
   */
  public record Alternative(ColumnType type, long fitting, List<Long> counterExamples) {

    /** How many rows are named at most. */
    public static final int MAX_EXAMPLES = 5;

    /**
     * Copies the rows.
     *
     * @param type the type
     * @param fitting how many values of the sample fit it
     * @param counterExamples the first rows whose value does not
     */
    public Alternative {
      counterExamples = List.copyOf(counterExamples);
    }
  }
}
