package io.lepton.format;

import io.lepton.ErrorCode;
import io.lepton.data.DataTarget;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of rejected records: counts them by code, keeps the first few and, given a target,
 * writes them all there as CSV.
 *
 * <p>With a target, every rejection becomes a line {@code row,column,code,reason} under a header of
 * these names, and the work goes on. Without one, the first rejection stops the work as {@link
 * RejectionHandler#FAIL} does: nothing is lost in silence.
 *
 * <p>The file holds no values of the rejected records, only where they stand and what was expected.
 * It appears under its name at {@link #commit}, also when nothing was rejected: then it holds just
 * the header, so that an old file is not taken for the result of this run.
 *
 * <p><b>Threads.</b> Any number of threads may call the methods; lines are written in the order of
 * the calls.
 */
public final class RejectionLog implements RejectionHandler, AutoCloseable {

  private static final int FIRST = 10;

  private final @Nullable DataTarget target;
  private final Writer lines;
  private final Map<ErrorCode, Long> counts = new EnumMap<>(ErrorCode.class);
  private final List<Rejection> first = new ArrayList<>();
  private long total;

  /**
   * Opens the log.
   *
   * @param target where the lines go, closed by this log; empty to stop at the first rejection
   * @throws IOException if the target cannot be written
   */
  public RejectionLog(Optional<DataTarget> target) throws IOException {
    this.target = target.orElse(null);
    this.lines = target.isPresent() ? open(target.get()) : Writer.nullWriter();
  }

  private static Writer open(DataTarget target) throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(target.open(), StandardCharsets.UTF_8));
    writer.write("row,column,code,reason\r\n");
    return writer;
  }

  /**
   * Takes note of a rejection.
   *
   * @param rejection the record and the reason
   * @throws io.lepton.MalformedInputException if there is no target
   * @throws UncheckedIOException if the target cannot be written
   */
  @Override
  public synchronized void reject(Rejection rejection) {
    total++;
    counts.merge(rejection.code(), 1L, Long::sum);
    if (first.size() < FIRST) {
      first.add(rejection);
    }
    if (target == null) {
      FAIL.reject(rejection);
    }
    try {
      write(rejection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Rejection rejection) throws IOException {
    lines.write(Long.toString(rejection.row()));
    lines.write(',');
    lines.write(cell(rejection.column()));
    lines.write(',');
    lines.write(rejection.code().id());
    lines.write(',');
    lines.write(cell(rejection.reason()));
    lines.write("\r\n");
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * Returns how many records were rejected.
   *
   * @return the number of calls of {@link #reject}
   */
  public synchronized long count() {
    return total;
  }

  /**
   * Returns how many records were rejected for which reason.
   *
   * @return one entry a code that occurred, in the order of the codes; a copy
   */
  public synchronized Map<ErrorCode, Long> countsByCode() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /**
   * Returns the first rejections.
   *
   * @return the first ten, or fewer; a copy
   */
  public synchronized List<Rejection> first() {
    return List.copyOf(first);
  }

  /**
   * Makes the lines appear under the target's name. Without a target it does nothing.
   *
   * @throws IOException if that fails; then the old content is still there
   */
  public synchronized void commit() throws IOException {
    if (target != null) {
      lines.flush();
      target.commit();
    }
  }

  /**
   * Closes the target. What was not committed is deleted.
   *
   * @throws IOException if that fails
   */
  @Override
  public synchronized void close() throws IOException {
    if (target != null) {
      target.close();
    }
  }
}
