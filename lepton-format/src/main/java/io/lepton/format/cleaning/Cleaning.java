package io.lepton.format.cleaning;

import io.lepton.data.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that make data fit for use, in the order in which they are done.
 *
 * <pre>{@code
 * Cleaning cleaning =
 *     Cleaning.of(
 *         CleaningStep.trim("name"),
 *         CleaningStep.nfc("name"),
 *         CleaningStep.parseNumber("price", Locale.GERMANY),
 *         CleaningStep.fillMissing("age", Fill.median()),
 *         CleaningStep.deduplicate("id"),
 *         CleaningStep.clipOutliers("price", Outliers.iqr(1.5)));
 * }</pre>
 *
 * <p>Each step sees what those before it left. A {@link CleaningReader} does the work.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Cleaning {

  private final List<CleaningStep> steps;

  private Cleaning(List<CleaningStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Returns a cleaning of these steps.
   *
   * @param steps the steps in order; none leaves the data as it is
   * @return the cleaning
   */
  public static Cleaning of(CleaningStep... steps) {
    return new Cleaning(List.of(steps));
  }

  /**
   * Adds a step at the end.
   *
   * @param step the step
   * @return a changed cleaning
   */
  public Cleaning then(CleaningStep step) {
    List<CleaningStep> more = new ArrayList<>(steps);
    more.add(step);
    return new Cleaning(more);
  }

  /**
   * Returns the steps.
   *
   * @return the steps in order, unmodifiable
   */
  public List<CleaningStep> steps() {
    return steps;
  }

  /**
   * Checks that every step fits the data, and says what will come out.
   *
   * @param source the fields of the data before the first step
   * @return the fields behind the last step: of the same names in the same order
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#INVALID_RULE} if steps do not
   *     fit; the message lists all of them
   */
  public Schema schema(Schema source) {
    return new CleaningRun(this, source).schema();
  }
}
