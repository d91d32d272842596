package io.lepton.format.internal;

import io.lepton.data.ColumnType;
import io.lepton.data.FieldEvidence.Alternative;
import java.util.ArrayList;
import java.util.List;

/**
 * A type that the values of a field may have: how many of them fit, and which rows do not.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class Candidate {

  private final ColumnType type;
  private final List<Long> counterExamples = new ArrayList<>();
  private long fitting;

  /**
   * Makes a candidate that nothing speaks for or against.
   *
   * @param type the type
   */
  public Candidate(ColumnType type) {
    this.type = type;
  }

  /**
   * Takes note of a value.
   *
   * @param fits whether it is of the type
   * @param row where it is: the first record is 1
   */
  public void add(boolean fits, long row) {
    if (fits) {
      fitting++;
    } else if (counterExamples.size() < Alternative.MAX_EXAMPLES) {
      counterExamples.add(row);
    }
  }

  /**
   * Says whether the type is worth naming beside the one that was chosen.
   *
   * @param values how many values there were
   * @return true if at least half of them fit, but not all
   */
  public boolean isAlternative(long values) {
    return fitting < values && fitting >= values - fitting;
  }

  /**
   * Returns what was found out.
   *
   * @return the type, how many values fit and the first rows that do not
   */
  public Alternative alternative() {
    return new Alternative(type, fitting, counterExamples);
  }
}
