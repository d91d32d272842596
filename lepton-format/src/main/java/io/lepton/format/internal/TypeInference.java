package io.lepton.format.internal;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.FieldEvidence;
import io.lepton.data.FieldEvidence.Alternative;
import io.lepton.data.TextColumn;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the narrowest type that fits every text of a column. A text that is blank is missing and
 * fits every type; blanks around a text do not count.
 *
 * <p>In this order, the first that fits all:
 *
 * <ol>
 *   <li>{@code bool}: {@code true} and {@code false} in any case. 0 and 1 are numbers.
 *   <li>{@code int64}: digits, perhaps with a minus sign, without leading zeros, within 64 bits.
 *   <li>{@code fp64}: whole numbers as above, and numbers with a point or an exponent, without
 *       leading zeros; {@code NaN}, {@code Inf}, {@code Infinity} in any case, if there is also a
 *       number.
 *   <li>{@code date}: {@code yyyy-MM-dd}.
 *   <li>{@code timestamp(utc)}: a date and a time with {@code Z} or an offset.
 *   <li>{@code timestamp(local)}: a date and a time without.
 *   <li>{@code text}: everything else.
 * </ol>
 *
 * <p>Digits that are no quantity stay text: {@code 007} and {@code +4930123456} are codes, and a
 * whole number beyond 64 bits is one too long for {@code fp64} to tell from its neighbours. A
 * column with no text at all is text.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class TypeInference {

  // Each bit is that of the candidate in the same place.
  private static final int BOOL = 1;
  private static final int INT64 = 2;
  private static final int FP64 = 4;
  private static final int DATE = 8;
  private static final int UTC = 16;
  private static final int LOCAL = 32;

  /** Fits only beside numbers. */
  private static final int NO_NUMBER = 64;

  private final List<Candidate> candidates =
      List.of(
          new Candidate(ColumnType.BOOL),
          new Candidate(ColumnType.INT64),
          new Candidate(ColumnType.FP64),
          new Candidate(ColumnType.DATE),
          new Candidate(ColumnType.TIMESTAMP_UTC),
          new Candidate(ColumnType.TIMESTAMP_LOCAL));

  private int fits = BOOL | INT64 | FP64 | DATE | UTC | LOCAL;
  private boolean sawNumber;
  private long values;

  /** Makes an inference that has seen nothing. */
  public TypeInference() {}

  /**
   * Looks at some texts of the column.
   *
   * @param column the texts, with eight bytes of slack after the last
   * @param rowNumbers which row of the source each one is in
   * @param rows how many
   */
  public void look(TextColumn column, long[] rowNumbers, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!column.isNull(row)) {
        int start = column.starts()[row];
        look(column.heap(), start, start + column.lengths()[row], rowNumbers[row]);
      }
    }
  }

  /**
   * Looks at a text.
   *
   * @param bytes where it lies, with eight bytes of slack after it
   * @param start its first byte
   * @param end the end of it
   * @param row which row of the source it is in
   */
  public void look(byte[] bytes, int start, int end, long row) {
    int from = start;
    int to = end;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (from < to && isBlank(bytes[to - 1])) {
      to--;
    }
    if (from == to) {
      return;
    }
    values++;
    int found = kinds(bytes, from, to);
    sawNumber |= (found & FP64) != 0 && (found & NO_NUMBER) == 0;
    fits &= found;
    for (int i = 0; i < candidates.size(); i++) {
      candidates.get(i).add((found >>> i & 1) != 0, row);
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static int kinds(byte[] bytes, int from, int to) {
    byte first = bytes[from];
    if (first >= '0' && first <= '9' || first == '-' || first == '.') {
      int number = number(bytes, from, to);
      return number != 0 ? number : time(bytes, from, to);
    }
    if (NumberParser.equals(bytes, from, to, "true")
        || NumberParser.equals(bytes, from, to, "false")) {
      return BOOL;
    }
    return isNoNumber(bytes, from, to) ? FP64 | NO_NUMBER : 0;
  }

  private static int number(byte[] bytes, int from, int to) {
    int first = bytes[from] == '-' ? from + 1 : from;
    boolean leadingZero = to - first > 1 && bytes[first] == '0' && isDigit(bytes[first + 1]);
    if (leadingZero) {
      return 0;
    }
    if (isWhole(bytes, first, to)) {
      return NumberParser.longProblem(bytes, from, to, false) == null ? INT64 | FP64 : 0;
    }
    double value = NumberParser.doubleValue(bytes, from, to);
    if (!Double.isNaN(value) && (isDigit(bytes[first]) || bytes[first] == '.')) {
      return FP64;
    }
    return isNoNumber(bytes, from, to) ? FP64 | NO_NUMBER : 0;
  }

  private static boolean isWhole(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!isDigit(bytes[at])) {
        return false;
      }
    }
    return from < to;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isNoNumber(byte[] bytes, int from, int to) {
    double value = NumberParser.doubleValue(bytes, from, to);
    return Double.isInfinite(value) || NumberParser.isNan(bytes, from, to);
  }

  private static int time(byte[] bytes, int from, int to) {
    if (TemporalParser.date(bytes, from, to) != TemporalParser.NO_DATE) {
      return DATE;
    }
    if (TemporalParser.timestamp(bytes, from, to, true) != TemporalParser.NO_TIMESTAMP) {
      return UTC;
    }
    boolean local = TemporalParser.timestamp(bytes, from, to, false) != TemporalParser.NO_TIMESTAMP;
    return local ? LOCAL : 0;
  }

  /**
   * Returns the type.
   *
   * @return the narrowest type that fits all texts so far
   */
  public ColumnType type() {
    if (values == 0) {
      return ColumnType.TEXT;
    }
    if ((fits & BOOL) != 0) {
      return ColumnType.BOOL;
    }
    if ((fits & FP64) != 0 && sawNumber) {
      return (fits & INT64) != 0 ? ColumnType.INT64 : ColumnType.FP64;
    }
    return temporalType();
  }

  private ColumnType temporalType() {
    if ((fits & DATE) != 0) {
      return ColumnType.DATE;
    }
    if ((fits & UTC) != 0) {
      return ColumnType.TIMESTAMP_UTC;
    }
    return (fits & LOCAL) != 0 ? ColumnType.TIMESTAMP_LOCAL : ColumnType.TEXT;
  }

  /**
   * Returns how many values there were.
   *
   * @return the texts that were not blank
   */
  public long values() {
    return values;
  }

  /**
   * Returns the type, and how sure it is.
   *
   * @param name the name of the field
   * @param rows how many rows were looked at, those without a value among them
   * @return the evidence; the field is nullable
   */
  public FieldEvidence evidence(String name, long rows) {
    ColumnType type = type();
    return new FieldEvidence(
        Field.of(name, type),
        values,
        rows - values,
        Confidence.lowerBound(values, values),
        candidates.stream()
            .filter(candidate -> candidate.isAlternative(values))
            .map(Candidate::alternative)
            .sorted(Comparator.comparingLong(Alternative::fitting).reversed())
            .toList());
  }
}
