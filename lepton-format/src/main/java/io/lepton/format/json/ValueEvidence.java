package io.lepton.format.json;

import io.lepton.data.ColumnType;
import io.lepton.format.internal.NumberParser;
import io.lepton.format.internal.TemporalParser;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of a field have been so far, and which type that makes. */
final class ValueEvidence {

  private enum Sort {
    BOOL,
    WHOLE,
    ABOVE_INT64,
    NUMBER,
    DATE,
    TIMESTAMP_UTC,
    TIMESTAMP_LOCAL,
    TEXT,
    LIST,
    OTHER
  }

  private static final Set<Sort> NUMBERS = EnumSet.of(Sort.WHOLE, Sort.ABOVE_INT64, Sort.NUMBER);

  private final Set<Sort> sorts = EnumSet.noneOf(Sort.class);
  private boolean negative;
  private boolean missing;
  private @Nullable ValueEvidence elements;
  private int width = -1;

  /** Takes note of a value. Returns the offset after it. */
  int add(JsonScanner in, byte[] bytes, int at) {
    int end = in.skip(at);
    switch (bytes[at]) {
      case '"' -> sorts.add(sortOfText(bytes, at + 1, end - 1));
      case '[' -> addList(in, bytes, at);
      case '{' -> sorts.add(Sort.OTHER);
      case 't', 'f' -> sorts.add(Sort.BOOL);
      case 'n' -> missing = true;
      default -> {
        sorts.add(sortOfNumber(in.isWhole(), bytes, at, end));
        negative |= bytes[at] == '-';
      }
    }
    return end;
  }

  private static Sort sortOfText(byte[] bytes, int start, int end) {
    if (TemporalParser.date(bytes, start, end) != TemporalParser.NO_DATE) {
      return Sort.DATE;
    }
    if (TemporalParser.timestamp(bytes, start, end, true) != TemporalParser.NO_TIMESTAMP) {
      return Sort.TIMESTAMP_UTC;
    }
    if (TemporalParser.timestamp(bytes, start, end, false) != TemporalParser.NO_TIMESTAMP) {
      return Sort.TIMESTAMP_LOCAL;
    }
    return Sort.TEXT;
  }

  private static Sort sortOfNumber(boolean whole, byte[] bytes, int start, int end) {
    if (!whole) {
      return Sort.NUMBER;
    }
    if (NumberParser.longProblem(bytes, start, end, false) == null) {
      return Sort.WHOLE;
    }
    boolean unsigned = NumberParser.longProblem(bytes, start, end, true) == null;
    return unsigned ? Sort.ABOVE_INT64 : Sort.NUMBER;
  }

  private void addList(JsonScanner in, byte[] bytes, int at) {
    sorts.add(Sort.LIST);
    ValueEvidence found = elements == null ? new ValueEvidence() : elements;
    int count = found.addElements(in, bytes, in.space(at + 1));
    boolean sameWidth = width == -1 || width == count;
    width = sameWidth ? count : 0;
    elements = found;
  }

  /** Takes note of the elements of a list that is well-formed. Returns how many there are. */
  private int addElements(JsonScanner in, byte[] bytes, int start) {
    int at = start;
    int count = 0;
    while (bytes[at] != ']') {
      count++;
      at = in.space(addElement(in, bytes, at));
      at = bytes[at] == ',' ? in.space(at + 1) : at;
    }
    return count;
  }

  // What lies deeper is not looked into: there is no type for it.
  private int addElement(JsonScanner in, byte[] bytes, int at) {
    if (bytes[at] != '[') {
      return add(in, bytes, at);
    }
    sorts.add(Sort.OTHER);
    return in.skip(at);
  }

  /** Returns the type that holds the values, or text if there is none. */
  ColumnType type() {
    if (sorts.equals(EnumSet.of(Sort.LIST)) && elements != null && width > 1) {
      return elements.isNumeric() ? elements.elementType().vector(width) : ColumnType.TEXT;
    }
    if (isNumeric()) {
      return numberType();
    }
    return sorts.size() == 1 ? typeOf(sorts.iterator().next()) : ColumnType.TEXT;
  }

  private boolean isNumeric() {
    return !sorts.isEmpty() && NUMBERS.containsAll(sorts);
  }

  // Only a floating point number can be missing from a list.
  private ColumnType elementType() {
    return missing ? ColumnType.FP64 : numberType();
  }

  private ColumnType numberType() {
    if (sorts.contains(Sort.NUMBER) || (sorts.contains(Sort.ABOVE_INT64) && negative)) {
      return ColumnType.FP64;
    }
    return sorts.contains(Sort.ABOVE_INT64) ? ColumnType.UINT64 : ColumnType.INT64;
  }

  private static ColumnType typeOf(Sort sort) {
    return switch (sort) {
      case BOOL -> ColumnType.BOOL;
      case DATE -> ColumnType.DATE;
      case TIMESTAMP_UTC -> ColumnType.TIMESTAMP_UTC;
      case TIMESTAMP_LOCAL -> ColumnType.TIMESTAMP_LOCAL;
      default -> ColumnType.TEXT;
    };
  }
}
