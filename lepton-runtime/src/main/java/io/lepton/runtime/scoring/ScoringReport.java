package io.lepton.runtime.scoring;

import io.lepton.ErrorCode;
import io.lepton.data.Rejection;
import io.lepton.model.DeviceReport;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of a scoring run.
 *
 * @param model the name of the model
 * @param rowsRead records in the source; scored and rejected ones add up to it
 * @param rowsScored records in the output
 * @param rowsRejected records left out
 * @param rejectionsByCode how many rejections of which code, unmodifiable; a record may be rejected
 *     for several reasons
 * @param firstRejections the first ten
 * @param bytesRead bytes of the source
 * @param elapsed from the first look at the source until the output was in place
 * @param device what the model ran on, and why
 * @param bindings which columns fed which input, and whether as codes, one sentence each
 */
public record ScoringReport(
    String model,
    long rowsRead,
    long rowsScored,
    long rowsRejected,
    Map<ErrorCode, Long> rejectionsByCode,
    List<Rejection> firstRejections,
    long bytesRead,
    Duration elapsed,
    DeviceReport device,
    List<String> bindings) {

  /** Copies the parts. */
  public ScoringReport {
    Map<ErrorCode, Long> counts = new EnumMap<>(ErrorCode.class);
    counts.putAll(rejectionsByCode);
    rejectionsByCode = Collections.unmodifiableMap(counts);
    firstRejections = List.copyOf(firstRejections);
    bindings = List.copyOf(bindings);
  }

  /**
   * Returns the speed of the whole run.
   *
   * @return records read a second
   */
  public double rowsPerSecond() {
    return rowsRead / Math.max(elapsed.toNanos() / 1e9, 1e-9);
  }

  /**
   * Returns the report for people.
   *
   * @return some lines
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d rows read, %,d scored, %,d rejected in %.2f s (%,.0f rows/s, %.1f MB/s)%n",
            model,
            rowsRead,
            rowsScored,
            rowsRejected,
            elapsed.toNanos() / 1e9,
            rowsPerSecond(),
            bytesRead / 1e6 / Math.max(elapsed.toNanos() / 1e9, 1e-9)));
    rejectionsByCode.forEach(
        (code, count) ->
            text.append(String.format(Locale.ROOT, "  rejected: %,d with %s%n", count, code.id())));
    firstRejections.forEach(rejection -> text.append("    ").append(rejection).append('\n'));
    text.append("  device: ").append(device.reason()).append('\n');
    bindings.forEach(binding -> text.append("  ").append(binding).append('\n'));
    return text.toString().stripTrailing();
  }
}
