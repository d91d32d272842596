package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of an object of arrays lie in a document that is well-formed.
 *
 * @param columns the columns in the order of the document
 * @param rows how many elements each of them has
 */
record ColumnIndex(List<Entry> columns, long rows) {

  /**
   * A column.
   *
   * @param name the name of the member
   * @param offset where its array begins, in bytes of UTF-8 after a byte order mark
   */
  record Entry(String name, long offset) {}

  ColumnIndex {
    columns = List.copyOf(columns);
  }

  /**
   * Looks over the object where a scanner stands, and over the rest of the document.
   *
   * @return the columns, or null if the object is none of arrays; the scanner then stands somewhere
   */
  static @Nullable ColumnIndex read(DocumentScanner document, ReadLimits limits)
      throws IOException {
    List<Entry> columns = new ArrayList<>();
    long rows = -1;
    document.enter('{');
    for (boolean more = document.next(true); more; more = document.next(false)) {
      if (document.peek() != '[') {
        return null;
      }
      columns.add(entry(document, columns.size(), limits));
      long count = document.array();
      rows = rows < 0 ? count : rows;
      if (count != rows) {
        throw ragged(document, columns.size(), count, rows);
      }
    }
    document.rest();
    return columns.isEmpty() ? null : new ColumnIndex(columns, rows);
  }

  private static Entry entry(DocumentScanner document, int known, ReadLimits limits) {
    String name = document.name();
    if (name == null || known >= limits.maxColumns()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "%s: an object of arrays may have %d members, each with a name of at most %d bytes"
              .formatted(document.source(), limits.maxColumns(), DocumentScanner.MAX_NAME_BYTES));
    }
    return new Entry(name, document.offset());
  }

  private static MalformedInputException ragged(
      DocumentScanner document, int member, long found, long wanted) {
    return new MalformedInputException(
        ErrorCode.RAGGED_RECORD,
        "%s: needs arrays of the same length, one a column, but member 1 has %d elements and member"
                .formatted(document.source(), wanted)
            + " %d has %d; one record with lists in it needs JsonOptions.withShape(RECORD)"
                .formatted(member, found));
  }
}
