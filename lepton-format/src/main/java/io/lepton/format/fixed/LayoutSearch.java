package io.lepton.format.fixed;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.format.fixed.FixedWidthColumn.Alignment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the columns of a file by the places that are blank in all of its first records. The rule is
 * written at {@link FixedWidthFormat}.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class LayoutSearch {

  private static final int MAX_RECORDS = 1_000;
  private static final int MAX_BYTES = 1 << 20;

  /** The places from {@code from} on, up to {@code to}, counted from 0. */
  private record Run(int from, int to) {}

  private final String source;
  private final Places places;
  private final boolean header;
  private final int maxColumns;
  private final BitSet used = new BitSet();
  private byte[] first = {};
  private boolean sawRecord;

  LayoutSearch(String source, Places places, boolean header, int maxColumns) {
    this.source = source;
    this.places = places;
    this.header = header;
    this.maxColumns = maxColumns;
  }

  /** Looks at the first records. */
  void look(RecordWindow window) throws IOException {
    int records = 0;
    while (records < MAX_RECORDS && window.consumed() < MAX_BYTES && window.next()) {
      if (!sawRecord) {
        first = Arrays.copyOfRange(window.bytes(), window.start(), window.limit());
        sawRecord = true;
      }
      mark(window.bytes(), window.start(), window.limit());
      records++;
    }
  }

  private void mark(byte[] text, int start, int end) {
    if (places.isSimple(text, start, end)) {
      for (int at = start; at < end; at++) {
        markPlace(at - start, text[at]);
      }
      return;
    }
    int[] offsets = places.offsets(text, start, end);
    for (int place = 0; place < places.count(); place++) {
      markPlace(place, offsets[place] == Places.WITHIN ? 0 : text[offsets[place]]);
    }
  }

  private void markPlace(int place, byte b) {
    if (!FixedWidthReader.isBlank(b)) {
      used.set(place);
    }
  }

  /** Returns what was found. */
  Layout layout() {
    if (!sawRecord) {
      throw new MalformedInputException(
          ErrorCode.EMPTY_INPUT, source + ": needs a header or a record, found none");
    }
    List<Run> runs = runs();
    List<FixedWidthColumn> columns = new ArrayList<>();
    for (Run run : runs) {
      String name = header ? text(run) : "";
      columns.add(
          new FixedWidthColumn(
              name.isEmpty() ? "column_" + (columns.size() + 1) : name,
              run.from + 1,
              run.to - run.from,
              Alignment.CENTER,
              ' '));
    }
    checkDistinct(columns);
    return new Layout(columns, true);
  }

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int from = used.nextSetBit(0);
        from >= 0;
        from = used.nextSetBit(runs.get(runs.size() - 1).to)) {
      Run run = new Run(from, used.nextClearBit(from));
      // A blank place within the values of a column has no name above what follows it.
      boolean goesOn = header && !runs.isEmpty() && text(run).isEmpty();
      runs.add(goesOn ? new Run(runs.remove(runs.size() - 1).from, run.to) : run);
      if (runs.size() > maxColumns) {
        throw new LimitExceededException(
            ErrorCode.LIMIT_EXCEEDED,
            "%s: needs at most %d columns, found more".formatted(source, maxColumns));
      }
    }
    return runs;
  }

  /** The text of the first record in a run. */
  private String text(Run run) {
    int from = offset(run.from);
    return new String(first, from, offset(run.to) - from, StandardCharsets.UTF_8).strip();
  }

  private int offset(int place) {
    int offset = places.after(first, 0, first.length, place);
    return offset < 0 ? first.length : offset;
  }

  private void checkDistinct(List<FixedWidthColumn> columns) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Integer before = seen.putIfAbsent(columns.get(i).name(), i);
      if (before != null) {
        throw new MalformedInputException(
            ErrorCode.DUPLICATE_COLUMN,
            "%s, header: needs distinct names, but columns %d and %d have the same"
                .formatted(source, before + 1, i + 1));
      }
    }
  }
}
