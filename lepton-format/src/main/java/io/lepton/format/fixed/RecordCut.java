package io.lepton.format.fixed;

import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.internal.CellRows;
import io.lepton.format.internal.VectorCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts records into cells.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class RecordCut {

  private static final String BEYOND = "needs blanks after the last column, found text";
  private static final String BETWEEN = "needs blanks between the columns, found text";
  private static final String SPLIT =
      "needs columns that end between two characters, found one that ends within a character";

  private static final int[] SIMPLE = {};

  private final Places places;
  private final ColumnCut[] cuts;
  private final boolean found;
  private final int width;

  /** Which column of the layout each cell is. */
  private final int[] sources;

  // The places of the columns: those of the layout, or those of a record where values may reach
  // beyond them.
  private final int[] froms;
  private final int[] tos;
  private final int[] layoutFroms;
  private final int[] layoutTos;

  // The record.
  private byte[] bytes = {};
  private int start;
  private int end;
  private int[] offsets = SIMPLE;
  private int count;

  /**
   * Makes the cuts of a layout.
   *
   * @param anyWidth whether text after the last column is no fault
   */
  RecordCut(Layout layout, Schema schema, Places places, boolean anyWidth) {
    this.places = places;
    this.found = layout.found();
    this.cuts = new ColumnCut[schema.fields().stream().mapToInt(f -> f.type().width()).sum()];
    this.sources = new int[cuts.length];
    List<FixedWidthColumn> columns = layout.columns();
    List<String> names = layout.names();
    int cell = 0;
    for (Field field : schema.fields()) {
      int width = field.type().width();
      for (int i = 0; i < width; i++, cell++) {
        sources[cell] = names.indexOf(VectorCells.name(field, i));
        cuts[cell] = new ColumnCut(columns.get(sources[cell]), field.type().kind());
      }
    }
    this.layoutFroms = columns.stream().mapToInt(column -> column.start() - 1).toArray();
    this.layoutTos = columns.stream().mapToInt(column -> column.end() - 1).toArray();
    if (found && layoutTos.length > 0) {
      layoutTos[layoutTos.length - 1] = Integer.MAX_VALUE;
    }
    this.froms = layoutFroms.clone();
    this.tos = layoutTos.clone();
    this.width = found || anyWidth ? Integer.MAX_VALUE : layout.width();
  }

  /** Puts the cells of a record into a row. Returns what is wrong with it, or null. */
  @Nullable String cut(byte[] newBytes, int newStart, int newEnd, CellRows rows) {
    bytes = newBytes;
    start = newStart;
    end = newEnd;
    boolean simple = places.isSimple(bytes, start, end);
    offsets = simple ? SIMPLE : places.offsets(bytes, start, end);
    count = simple ? end - start : places.count();
    if (simple && !found && width >= count && !places.countsBytes()) {
      putPlain(rows);
      return null;
    }
    if (found && !fit()) {
      return BETWEEN;
    }
    for (int place = width; place < count; place++) {
      if (isText(place)) {
        return BEYOND;
      }
    }
    return putAll(rows) ? null : SPLIT;
  }

  // What most records are like: nothing to look for but the padding.
  private void putPlain(CellRows rows) {
    for (int i = 0; i < cuts.length; i++) {
      int from = layoutFroms[sources[i]];
      if (from < count) {
        put(i, start + from, start + Math.min(layoutTos[sources[i]], count), rows);
      }
    }
  }

  // A value may be longer than those that the layout was found by: then its text goes on without a
  // blank, from within the column to the left or to the right. All other text between columns
  // belongs to neither.
  private boolean fit() {
    int before = 0;
    for (int i = 0; i < froms.length; i++) {
      int from = layoutFroms[i];
      if (from > before && isText(from)) {
        from = textStart(from, before);
      }
      if (hasText(before, from) || i > 0 && isJoined(i)) {
        return false;
      }
      froms[i] = from;
      tos[i] = i + 1 < tos.length ? textEnd(layoutTos[i], layoutFroms[i + 1]) : layoutTos[i];
      before = tos[i];
    }
    return true;
  }

  private int textStart(int from, int before) {
    int at = from;
    while (at > before && isText(at - 1)) {
      at--;
    }
    return at;
  }

  private int textEnd(int to, int next) {
    int at = to;
    while (at < next && isText(at - 1) && isText(at)) {
      at++;
    }
    return at;
  }

  private boolean hasText(int from, int to) {
    for (int place = from; place < Math.min(to, count); place++) {
      if (isText(place)) {
        return true;
      }
    }
    return false;
  }

  private boolean isJoined(int column) {
    int at = layoutFroms[column];
    return tos[column - 1] == at && tos[column - 1] > layoutTos[column - 1] && isText(at);
  }

  private boolean isText(int place) {
    if (place >= count) {
      return false;
    }
    int at = offsets == SIMPLE ? start + place : offsets[place];
    return at == Places.WITHIN || !FixedWidthReader.isBlank(bytes[at]);
  }

  private boolean putAll(CellRows rows) {
    for (int i = 0; i < cuts.length; i++) {
      int from = offset(froms[sources[i]]);
      int to = offset(tos[sources[i]]);
      if (from == Places.WITHIN || to == Places.WITHIN) {
        return false;
      }
      put(i, from, to, rows);
    }
    return true;
  }

  private int offset(int place) {
    if (place >= count) {
      return end;
    }
    if (offsets != SIMPLE) {
      return offsets[place];
    }
    int at = start + place;
    return places.countsBytes() && (bytes[at] & 0xc0) == 0x80 ? Places.WITHIN : at;
  }

  private void put(int cell, int from, int to, CellRows rows) {
    int last = cuts[cell].end(bytes, from, to);
    int first = cuts[cell].start(bytes, from, last);
    if (first < last && (bytes[first] > ' ' || !isBlank(first, last))) {
      rows.put(cell, first, last);
    }
  }

  // Only where something else than a blank is the padding is there anything left to look at.
  private boolean isBlank(int from, int to) {
    int at = from;
    while (at < to && FixedWidthReader.isBlank(bytes[at])) {
      at++;
    }
    return at == to;
  }
}
