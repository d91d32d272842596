package io.lepton.format.json;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.FieldEvidence;
import io.lepton.data.FieldEvidence.Alternative;
import io.lepton.format.internal.Confidence;
import io.lepton.format.internal.NumberParser;
import io.lepton.format.internal.TemporalParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of a field have been so far, and which type that makes. */
final class ValueEvidence {

  private enum Sort {
    BOOL,
    WHOLE,
    ABOVE_INT64,
    NUMBER,
    NON_FINITE,
    DATE,
    TIMESTAMP_UTC,
    TIMESTAMP_LOCAL,
    TEXT,
    LIST,
    OTHER
  }

  private static final Set<Sort> NUMBERS = EnumSet.of(Sort.WHOLE, Sort.ABOVE_INT64, Sort.NUMBER);
  private static final Set<Sort> FLOATING =
      EnumSet.of(Sort.WHOLE, Sort.ABOVE_INT64, Sort.NUMBER, Sort.NON_FINITE);
  private static final Set<Sort> STRINGS =
      EnumSet.of(Sort.NON_FINITE, Sort.DATE, Sort.TIMESTAMP_UTC, Sort.TIMESTAMP_LOCAL, Sort.TEXT);

  private final Map<Sort, Seen> sorts = new EnumMap<>(Sort.class);
  private boolean negative;
  private boolean missing;
  private @Nullable ValueEvidence elements;
  private int width = -1;

  /** How often there was a sort of value, and in which rows first. */
  private static final class Seen {
    private final long[] rows = new long[Alternative.MAX_EXAMPLES];
    private long count;

    void add(long row) {
      if (count < rows.length) {
        rows[(int) count] = row;
      }
      count++;
    }
  }

  private void saw(Sort sort, long row) {
    sorts.computeIfAbsent(sort, s -> new Seen()).add(row);
  }

  /** Takes note of a value of a row. Returns the offset after it. */
  int add(JsonScanner in, byte[] bytes, int at, long row) {
    int end = in.skip(at);
    switch (bytes[at]) {
      case '"' -> saw(sortOfText(bytes, at + 1, end - 1), row);
      case '[' -> addList(in, bytes, at, row);
      case '{' -> saw(Sort.OTHER, row);
      case 't', 'f' -> saw(Sort.BOOL, row);
      case 'n' -> missing = true;
      default -> {
        saw(sortOfNumber(in.isWhole(), bytes, at, end), row);
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
    return NonFiniteText.valueOf(bytes, start, end) == 0 ? Sort.TEXT : Sort.NON_FINITE;
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

  private void addList(JsonScanner in, byte[] bytes, int at, long row) {
    saw(Sort.LIST, row);
    ValueEvidence found = elements == null ? new ValueEvidence() : elements;
    int count = found.addElements(in, bytes, in.space(at + 1), row);
    boolean sameWidth = width == -1 || width == count;
    width = sameWidth ? count : 0;
    elements = found;
  }

  /** Takes note of the elements of a list that is well-formed. Returns how many there are. */
  private int addElements(JsonScanner in, byte[] bytes, int start, long row) {
    int at = start;
    int count = 0;
    while (bytes[at] != ']') {
      count++;
      at = in.space(addElement(in, bytes, at, row));
      at = bytes[at] == ',' ? in.space(at + 1) : at;
    }
    return count;
  }

  // What lies deeper is not looked into: there is no type for it.
  private int addElement(JsonScanner in, byte[] bytes, int at, long row) {
    if (bytes[at] != '[') {
      return add(in, bytes, at, row);
    }
    saw(Sort.OTHER, row);
    return in.skip(at);
  }

  /**
   * Returns the type that holds the values, or text if there is none, and why.
   *
   * @param name the name of the field
   * @param records how many records there were
   */
  FieldEvidence evidence(String name, long records) {
    ColumnType type = type();
    long values = sorts.values().stream().mapToLong(seen -> seen.count).sum();
    long fitting = type.width() > 1 ? values : count(sortsOf(type));
    return new FieldEvidence(
        Field.of(name, type),
        values,
        Math.max(records - values, 0),
        Confidence.lowerBound(fitting, values),
        alternatives(type, values));
  }

  private long count(Set<Sort> wanted) {
    long count = 0;
    for (Map.Entry<Sort, Seen> entry : sorts.entrySet()) {
      count += wanted.contains(entry.getKey()) ? entry.getValue().count : 0;
    }
    return count;
  }

  private static Set<Sort> sortsOf(ColumnType type) {
    return switch (type.kind()) {
      case BOOL -> EnumSet.of(Sort.BOOL);
      case INT64 -> EnumSet.of(Sort.WHOLE);
      case UINT64 -> EnumSet.of(Sort.WHOLE, Sort.ABOVE_INT64);
      case FP64 -> FLOATING;
      case DATE -> EnumSet.of(Sort.DATE);
      case TIMESTAMP ->
          EnumSet.of(
              type.equals(ColumnType.TIMESTAMP_UTC) ? Sort.TIMESTAMP_UTC : Sort.TIMESTAMP_LOCAL);
      default -> STRINGS;
    };
  }

  private List<Alternative> alternatives(ColumnType chosen, long values) {
    List<Alternative> found = new ArrayList<>();
    for (ColumnType type : narrower(chosen)) {
      Set<Sort> fit = sortsOf(type);
      long fitting = count(fit);
      if (2 * fitting >= values && fitting > 0 && fitting < values) {
        found.add(new Alternative(type, fitting, counterExamples(fit)));
      }
    }
    // The sort is stable: of two that fit equally well, the narrower one stays first.
    found.sort(Comparator.comparingLong(Alternative::fitting).reversed());
    return found;
  }

  private static List<ColumnType> narrower(ColumnType type) {
    if (type.width() > 1) {
      return List.of();
    }
    return switch (type.kind()) {
      case TEXT ->
          List.of(
              ColumnType.BOOL,
              ColumnType.INT64,
              ColumnType.FP64,
              ColumnType.DATE,
              ColumnType.TIMESTAMP_UTC,
              ColumnType.TIMESTAMP_LOCAL);
      case FP64, UINT64 -> List.of(ColumnType.INT64);
      default -> List.of();
    };
  }

  private List<Long> counterExamples(Set<Sort> fit) {
    return sorts.entrySet().stream()
        .filter(entry -> !fit.contains(entry.getKey()))
        .flatMap(entry -> Arrays.stream(entry.getValue().rows).boxed())
        .filter(row -> row > 0)
        .sorted()
        .limit(Alternative.MAX_EXAMPLES)
        .toList();
  }

  private ColumnType type() {
    Set<Sort> seen = sorts.keySet();
    if (seen.equals(EnumSet.of(Sort.LIST)) && elements != null && width > 1) {
      return elements.isNumeric() ? elements.elementType().vector(width) : ColumnType.TEXT;
    }
    if (isNumeric()) {
      return numberType();
    }
    return seen.size() == 1 ? typeOf(seen.iterator().next()) : ColumnType.TEXT;
  }

  // Strings such as "NaN" are numbers among numbers, and otherwise strings.
  private boolean isNumeric() {
    return FLOATING.containsAll(sorts.keySet())
        && sorts.keySet().stream().anyMatch(NUMBERS::contains);
  }

  // Only a floating point number can be missing from a list.
  private ColumnType elementType() {
    return missing ? ColumnType.FP64 : numberType();
  }

  private ColumnType numberType() {
    boolean large = sorts.containsKey(Sort.ABOVE_INT64);
    if (sorts.containsKey(Sort.NUMBER)
        || sorts.containsKey(Sort.NON_FINITE)
        || (large && negative)) {
      return ColumnType.FP64;
    }
    return large ? ColumnType.UINT64 : ColumnType.INT64;
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
