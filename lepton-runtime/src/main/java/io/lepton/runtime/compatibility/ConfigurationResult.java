package io.lepton.runtime.compatibility;

import io.lepton.model.DeviceReport;
import java.util.List;
import java.util.Optional;

/**
 * What one configuration answered beside the reference.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param configuration its name
 * @param outcome the answer in one word
 * @param detail what failed or why it was skipped, in words; empty text where there is nothing to
 *     say
 * @param device on which device it ran, or what was missing; empty if it did not come so far
 * @param outputs every output of the model, in its order; empty where nothing was compared
 */
public record ConfigurationResult(
    String configuration,
    Outcome outcome,
    String detail,
    Optional<DeviceReport> device,
    List<OutputComparison> outputs) {

  /** The answer in one word. */
  public enum Outcome {
    /** Every element is equal to the reference's. */
    EQUAL,
    /** Elements differ, all within the tolerance. */
    WITHIN_TOLERANCE,
    /** An element lies outside the tolerance, or an output has another type or shape. */
    DIFFERENT,
    /** The model could not be opened or run. */
    FAILED,
    /** The device cannot be used here. */
    SKIPPED
  }

  /**
   * Copies the parts.
   *
   * @param configuration its name
   * @param outcome the answer in one word
   * @param detail what failed or why it was skipped, in words; empty text where there is nothing to
   *     say
   * @param device on which device it ran, or what was missing; empty if it did not come so far
   * @param outputs every output of the model, in its order; empty where nothing was compared
   */
  public ConfigurationResult {
    outputs = List.copyOf(outputs);
  }

  /**
   * Says whether this configuration may be used in place of the reference, as far as is known.
   *
   * @return true if it answered within the tolerance, or was skipped
   */
  public boolean passed() {
    return outcome != Outcome.DIFFERENT && outcome != Outcome.FAILED;
  }
}
