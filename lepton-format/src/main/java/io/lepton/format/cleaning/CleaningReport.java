package io.lepton.format.cleaning;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a cleaning did.
 *
 * @param rowsRead rows that came from the source; those that the source rejected are not among them
 * @param rowsKept rows that came out
 * @param steps the steps, in order
 */
public record CleaningReport(long rowsRead, long rowsKept, List<Step> steps) {

  /**
   * Copies the steps.
   *
   * @param rowsRead rows that came from the source
   * @param rowsKept rows that came out
   * @param steps the steps, in order
   */
  public CleaningReport {
    steps = List.copyOf(steps);
  }

  /**
   * What one step did.
   *
   * @param name the step in words, such as {@code trim name}
   * @param values how many values it looked at: those that were there, or, for filling, those that
   *     were missing; for a step about rows, how many rows
   * @param changed how many values it changed to another value
   * @param nulled how many values it took away
   * @param rowsDropped how many rows it left out, rejected ones among them
   */
  public record Step(String name, long values, long changed, long nulled, long rowsDropped) {

    /**
     * Returns the counts on one line.
     *
     * @return for example {@code trim name: 1,000 looked at, 12 changed}
     */
    @Override
    public String toString() {
      String line =
          String.format(Locale.ROOT, "%s: %,d looked at, %,d changed", name, values, changed);
      line += nulled == 0 ? "" : String.format(Locale.ROOT, ", %,d taken away", nulled);
      return rowsDropped == 0
          ? line
          : line + String.format(Locale.ROOT, ", %,d rows dropped", rowsDropped);
    }
  }

  /**
   * Returns some lines for people.
   *
   * @return the rows, then a line a step
   */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d rows read, %,d kept", rowsRead, rowsKept)
        + steps.stream()
            .map(step -> System.lineSeparator() + "  " + step)
            .collect(Collectors.joining());
  }
}
