package io.lepton.format;

import io.lepton.format.canonical.DatasetDigest;
import java.time.Duration;
import java.util.Optional;

/** Counts what a conversion does. */
final class Totals {

  private final RejectionLog log;
  private final Intake intake;
  private final long totalBytes;
  private final long started;
  private long written;

  Totals(RejectionLog log, Intake intake, long totalBytes, long startedNanos) {
    this.log = log;
    this.intake = intake;
    this.totalBytes = totalBytes;
    this.started = startedNanos;
  }

  void add(long rows) {
    written += rows;
  }

  ConversionProgress progress() {
    long rejected = log.count();
    return new ConversionProgress(
        written + rejected + intake.rowsDropped(),
        written,
        rejected,
        intake.reader().bytesRead(),
        totalBytes);
  }

  ConversionReport report(Optional<DatasetDigest> digest) {
    long rejected = log.count();
    return new ConversionReport(
        written + rejected + intake.rowsDropped(),
        written,
        rejected,
        log.countsByCode(),
        log.first(),
        intake.validation(),
        intake.reader().bytesRead(),
        Duration.ofNanos(System.nanoTime() - started),
        digest);
  }
}
