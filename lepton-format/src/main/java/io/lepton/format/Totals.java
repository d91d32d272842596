package io.lepton.format;

import io.lepton.data.RecordReader;
import io.lepton.format.cleaning.CleaningReader;
import java.time.Duration;

/** Counts what a conversion does. */
final class Totals {

  private final RejectionLog log;
  private final RecordReader reader;
  private final long totalBytes;
  private final long started;
  private long written;

  Totals(RejectionLog log, RecordReader reader, long totalBytes, long startedNanos) {
    this.log = log;
    this.reader = reader;
    this.totalBytes = totalBytes;
    this.started = startedNanos;
  }

  void add(long rows) {
    written += rows;
  }

  ConversionProgress progress() {
    long rejected = log.count();
    return new ConversionProgress(
        written + rejected + dropped(), written, rejected, reader.bytesRead(), totalBytes);
  }

  /** Rows that a step of a cleaning left out without rejecting them. */
  private long dropped() {
    return reader instanceof CleaningReader cleaner ? cleaner.rowsDropped() : 0;
  }

  ConversionReport report() {
    long rejected = log.count();
    return new ConversionReport(
        written + rejected + dropped(),
        written,
        rejected,
        log.countsByCode(),
        log.first(),
        reader.bytesRead(),
        Duration.ofNanos(System.nanoTime() - started));
  }
}
