package io.lepton.format;

import io.lepton.ErrorCode;
import io.lepton.data.Rejection;
import io.lepton.format.canonical.DatasetDigest;
import io.lepton.quality.RuleResult;
import io.lepton.quality.ValidationReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversion did.
 *
 * @param rowsRead records read, whether they could be used or not
 * @param rowsWritten records written
 * @param rowsRejected records left out
 * @param rejectionsByCode how many were left out for which reason
 * @param firstRejections the first ten that were left out, or fewer
 * @param validation what became of the records that could be read under the rules; {@link
 *     ValidationReport#EMPTY} but for the number of rows if there were none
 * @param bytesRead size of the input in bytes
 * @param elapsed how long it took
 * @param digest the digest of the output, if it was read back and found to be what was written
 */
public record ConversionReport(
    long rowsRead,
    long rowsWritten,
    long rowsRejected,
    Map<ErrorCode, Long> rejectionsByCode,
    List<Rejection> firstRejections,
    ValidationReport validation,
    long bytesRead,
    Duration elapsed,
    Optional<DatasetDigest> digest) {

  /** Copies the parts. */
  public ConversionReport {
    rejectionsByCode = Map.copyOf(rejectionsByCode);
    firstRejections = List.copyOf(firstRejections);
  }

  /**
   * Returns some lines for people.
   *
   * @return counts, speed and, if there are any, the first records that were left out
   */
  @Override
  public String toString() {
    double seconds = Math.max(elapsed.toNanos(), 1) / 1e9;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d rows read, %,d written, %,d rejected%n%,d bytes in %.3f s, %.1f MB/s",
            rowsRead,
            rowsWritten,
            rowsRejected,
            bytesRead,
            seconds,
            bytesRead / seconds / 1e6));
    digest.ifPresent(same -> text.append(String.format("%nread back the same: %s", same)));
    rejectionsByCode.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                text.append(
                    String.format(
                        Locale.ROOT, "%n  %s: %,d rows", entry.getKey().id(), entry.getValue())));
    validation.rules().stream()
        .filter(result -> result.violated() > 0)
        .map(RuleResult::toString)
        .forEach(line -> text.append(String.format(Locale.ROOT, "%n  %s", line)));
    firstRejections.forEach(
        rejection -> text.append(String.format(Locale.ROOT, "%n  %s", rejection)));
    return text.toString();
  }
}
