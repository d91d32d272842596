package io.lepton.bench.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line on a terminal that is written over again and again. It is wiped out in the end, so that
 * what follows stands alone.
 */
final class ProgressBar implements AutoCloseable {

  private static final long NANOS_BETWEEN = 100_000_000;
  private static final int BAR_WIDTH = 30;
  private static final int LINE_WIDTH = 79;

  private final PrintStream out;
  private final long started = System.nanoTime();
  private long next = started;
  private boolean drawn;

  ProgressBar(PrintStream out) {
    this.out = out;
  }

  /**
   * Draws the line anew, unless that was done a moment ago.
   *
   * @param rows read so far
   * @param bytes read so far
   * @param totalBytes of the source, or -1 if that is not known
   */
  synchronized void update(long rows, long bytes, long totalBytes) {
    long now = System.nanoTime();
    if (now - next >= 0) {
      next = now + NANOS_BETWEEN;
      double share = totalBytes <= 0 ? -1 : Math.min(1, (double) bytes / totalBytes);
      draw(line(rows, share, (now - started) / 1e9));
    }
  }

  private void draw(String line) {
    out.print('\r' + line + " ".repeat(Math.max(0, LINE_WIDTH - line.length())));
    out.flush();
    drawn = true;
  }

  /**
   * Returns what the line says.
   *
   * @param rows read so far
   * @param share of the work that is done, 0 to 1, or less than 0 if that is not known
   * @param seconds since when
   * @return for example {@code [===== ] 50 % 1,000 rows 2.00 M rows/s}
   */
  static String line(long rows, double share, double seconds) {
    double rate = seconds <= 0 ? 0 : rows / seconds / 1e6;
    String text = String.format(Locale.ROOT, "%,d rows  %.2f M rows/s", rows, rate);
    return share < 0 ? text : bar(share) + "  " + text;
  }

  private static String bar(double share) {
    int full = (int) (share * BAR_WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%",
        "=".repeat(full),
        " ".repeat(BAR_WIDTH - full),
        (int) (share * 100));
  }

  @Override
  public synchronized void close() {
    if (drawn) {
      out.print('\r' + " ".repeat(LINE_WIDTH) + '\r');
      out.flush();
    }
  }
}
