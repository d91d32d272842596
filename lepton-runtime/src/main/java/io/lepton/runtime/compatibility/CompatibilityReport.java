package io.lepton.runtime.compatibility;

import io.lepton.runtime.compatibility.ConfigurationResult.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a model answers the same in several configurations. Holds no value of any input or
 * output.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param model what the model is called
 * @param reference the configuration that the others are compared with
 * @param tolerance how far numbers may lie apart
 * @param testCases the names of the test cases that the reference answered
 * @param refused the test cases that the reference refused, with its reason; they compare nothing,
 *     unless another configuration answers them, which is a difference
 * @param results one result a configuration, in the caller's order
 */
public record CompatibilityReport(
    String model,
    String reference,
    Tolerance tolerance,
    List<String> testCases,
    Map<String, String> refused,
    List<ConfigurationResult> results) {

  /**
   * Copies the parts.
   *
   * @param model what the model is called
   * @param reference the configuration that the others are compared with
   * @param tolerance how far numbers may lie apart
   * @param testCases the names of the test cases that the reference answered
   * @param refused the test cases that the reference refused, with its reason; they compare
   *     nothing, unless another configuration answers them, which is a difference
   * @param results one result a configuration, in the caller's order
   */
  public CompatibilityReport {
    testCases = List.copyOf(testCases);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    results = List.copyOf(results);
  }

  /**
   * Says whether every configuration that could be tried answered as the reference does.
   *
   * @return false as well if nothing was compared: because the reference refused every test case,
   *     or every configuration was skipped
   */
  public boolean passed() {
    return !testCases.isEmpty()
        && results.stream().allMatch(ConfigurationResult::passed)
        && results.stream().anyMatch(result -> result.outcome() != Outcome.SKIPPED);
  }

  /**
   * Returns the report for people: a line a configuration, more where something differs.
   *
   * @return several lines, without a value of an element
   */
  @Override
  public String toString() {
    return ReportText.of(this);
  }
}
