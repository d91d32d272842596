package io.lepton.format.cleaning;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.CellBlock;
import io.lepton.format.internal.CellDecoder;
import io.lepton.format.internal.CellSyntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One thing that is done to a column, or to the rows. Each method makes one kind of step.
 *
 * <p>A missing value stays missing, except where the step fills it. Columns of lists are refused.
 *
 * <p>Immutable and safe for use by many threads.
 */
public abstract class CleaningStep {

  private final String name;

  CleaningStep(String name) {
    this.name = name;
  }

  /** Checks the step and makes its operation; what does not fit is a problem of the draft. */
  abstract Operation plan(Draft draft);

  /**
   * Cuts white space off both ends of texts: all that Unicode calls so, with no-break spaces, and
   * the byte order mark.
   *
   * @param column a text column
   * @return the step
   */
  public static CleaningStep trim(String column) {
    return text("trim " + column, column, TrimOperation::new);
  }

  /**
   * Writes texts in lower case, by the rules of no language.
   *
   * @param column a text column
   * @return the step
   */
  public static CleaningStep lowerCase(String column) {
    return lowerCase(column, Locale.ROOT);
  }

  /**
   * Writes texts in lower case.
   *
   * @param column a text column
   * @param locale the language: Turkish has two letters i
   * @return the step
   */
  public static CleaningStep lowerCase(String column, Locale locale) {
    return edit("lower case " + column, column, TextEdit.lowerCase(locale));
  }

  /**
   * Writes texts in upper case, by the rules of no language.
   *
   * @param column a text column
   * @return the step
   */
  public static CleaningStep upperCase(String column) {
    return upperCase(column, Locale.ROOT);
  }

  /**
   * Writes texts in upper case.
   *
   * @param column a text column
   * @param locale the language: Turkish has two letters i
   * @return the step
   */
  public static CleaningStep upperCase(String column, Locale locale) {
    return edit("upper case " + column, column, TextEdit.upperCase(locale));
  }

  /**
   * Brings texts to Unicode's form NFC (Standard Annex 15), in which the same characters are the
   * same bytes: {@code é} may be one code point or two.
   *
   * @param column a text column
   * @return the step
   */
  public static CleaningStep nfc(String column) {
    return edit("nfc " + column, column, TextEdit.nfc());
  }

  /**
   * Takes away texts that stand for no value, such as {@code n/a} or {@code -}.
   *
   * @param column a text column
   * @param texts the texts, compared exactly; the empty one may be among them
   * @return the step
   */
  public static CleaningStep missing(String column, String... texts) {
    List<byte[]> bytes =
        List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    return new Planned(
        "missing " + column,
        draft -> {
          int position = draft.findText(column);
          if (position < 0) {
            return Idle.OPERATION;
          }
          draft.mayBeMissing(position);
          return new MissingTextOperation(position, draft.slot(position), bytes);
        });
  }

  /**
   * Makes numbers of texts as they are written in some country: {@code 1.234,5} in Germany. The
   * whole text must be a number; blanks at its ends are not: trim first. A number has a sign or
   * none, digits with grouping separators between whole groups or without any, a decimal separator
   * and more digits or none, and an exponent ({@code E5}) or none. Any space stands for a grouping
   * separator that is a space.
   *
   * <p>The column becomes FP64, and missing where the text is no number; the step has methods for
   * other types and for rejecting.
   *
   * @param column a text column
   * @param locale the country and language
   * @return the step
   */
  public static ParseNumber parseNumber(String column, Locale locale) {
    return new ParseNumber(column, locale, null, ColumnType.FP64, OnFailure.MISSING);
  }

  /**
   * Makes dates of texts. The whole text must have the form of the pattern and be a day of the
   * calendar; names of months are read in any case.
   *
   * @param column a text column, which becomes DATE
   * @param pattern as {@link java.time.format.DateTimeFormatter} takes it, such as {@code
   *     dd.MM.yyyy}
   * @param locale the language of names in it
   * @return the step
   */
  public static ParseDate parseDate(String column, String pattern, Locale locale) {
    return new ParseDate(column, pattern, locale, false, null, OnFailure.MISSING);
  }

  /**
   * Makes timestamps of texts, as {@link #parseDate} makes dates. They are points in time if the
   * pattern reads an offset or a zone, otherwise readings of a clock. Parts of a microsecond are
   * cut off.
   *
   * @param column a text column, which becomes TIMESTAMP
   * @param pattern as {@link java.time.format.DateTimeFormatter} takes it, such as {@code
   *     dd.MM.yyyy HH:mm}
   * @param locale the language of names in it
   * @return the step
   */
  public static ParseDate parseTimestamp(String column, String pattern, Locale locale) {
    return new ParseDate(column, pattern, locale, true, null, OnFailure.MISSING);
  }

  /**
   * Puts values where none are.
   *
   * @param column any column; one of numbers, dates or timestamps for a mean or a median
   * @param fill which values
   * @return the step
   */
  public static CleaningStep fillMissing(String column, Fill fill) {
    return new Planned("fill " + column + " with " + fill, draft -> planFill(draft, column, fill));
  }

  /**
   * Leaves rows out whose key occurred in a row before. Keys are compared by a hash of 128 bits
   * with a random key: rows that differ are taken for the same with a probability below one in
   * 10<sup>20</sup>, whoever made them. Two missing values are the same, but a row whose whole key
   * is missing is always kept.
   *
   * @param columns the key; none for all columns
   * @return the step
   */
  public static Deduplicate deduplicate(String... columns) {
    return new Deduplicate(List.of(columns), Deduplicate.DEFAULT_MAX_KEYS);
  }

  /**
   * Makes numbers of one unit of texts such as {@code 12 kg} or {@code 0.5t}.
   *
   * @param column a text column, which becomes FP64
   * @param table the units
   * @return the step
   */
  public static CleaningStep units(String column, UnitTable table) {
    return new Planned(
        "units of " + column + " to " + table.target(),
        draft -> {
          int position = draft.findText(column);
          if (position < 0) {
            return Idle.OPERATION;
          }
          int from = draft.slot(position);
          if (table.onFailure() == OnFailure.MISSING) {
            draft.mayBeMissing(position);
          }
          int to = draft.retype(position, ColumnType.FP64);
          return new UnitOperation(position, from, to, table);
        });
  }

  /**
   * Brings numbers that lie too far out to the nearest bound; whole ones to the nearest whole
   * number within.
   *
   * @param column a column of numbers, dates or timestamps
   * @param rule what is too far
   * @return the step
   */
  public static CleaningStep clipOutliers(String column, Outliers rule) {
    return outliers("clip", column, rule, OutlierOperation.Action.CLIP);
  }

  /**
   * Takes numbers away that lie too far out.
   *
   * @param column a column of numbers, dates or timestamps
   * @param rule what is too far
   * @return the step
   */
  public static CleaningStep removeOutliers(String column, Outliers rule) {
    return outliers("remove", column, rule, OutlierOperation.Action.REMOVE);
  }

  /**
   * Leaves rows out with a number that lies too far out.
   *
   * @param column a column of numbers, dates or timestamps
   * @param rule what is too far
   * @return the step
   */
  public static CleaningStep dropOutliers(String column, Outliers rule) {
    return outliers("drop rows with", column, rule, OutlierOperation.Action.DROP);
  }

  private static CleaningStep outliers(
      String verb, String column, Outliers rule, OutlierOperation.Action action) {
    return new Planned(
        verb + " outliers of " + column + " by " + rule,
        draft -> {
          int position = draft.findNumber(column);
          if (position < 0) {
            return Idle.OPERATION;
          }
          if (action == OutlierOperation.Action.REMOVE) {
            draft.mayBeMissing(position);
          }
          return new OutlierOperation(position, draft.slot(position), rule, action);
        });
  }

  private static CleaningStep edit(String name, String column, TextEdit edit) {
    return text(name, column, (position, slot) -> new EditOperation(position, slot, edit));
  }

  private static CleaningStep text(
      String name, String column, BiFunction<Integer, Integer, Operation> operation) {
    return new Planned(
        name,
        draft -> {
          int position = draft.findText(column);
          return position < 0 ? Idle.OPERATION : operation.apply(position, draft.slot(position));
        });
  }

  private static Operation planFill(Draft draft, String column, Fill fill) {
    boolean isStatistic = fill.kind() == Fill.Kind.MEAN || fill.kind() == Fill.Kind.MEDIAN;
    int position =
        isStatistic ? draft.findNumber(column) : draft.find(column, type -> true, "single values");
    if (position < 0) {
      return Idle.OPERATION;
    }
    Field field = draft.field(position);
    Column value = Column.allocate(field.type(), 1);
    value.setNull(0);
    if (fill.kind() == Fill.Kind.CONSTANT && !read(fill.constant(), field, value)) {
      draft.problem("needs a constant of type " + field.type());
    }
    return new FillOperation(position, draft.slot(position), fill.kind(), value);
  }

  /** Reads a constant as a CSV file would hold it. */
  private static boolean read(String constant, Field field, Column value) {
    byte[] text = constant.getBytes(StandardCharsets.UTF_8);
    value.setPresent(0);
    if (field.type().kind() == ColumnType.Kind.TEXT) {
      ((TextColumn) value).append(0, text, 0, text.length);
      return true;
    }
    // The cell begins behind the mark before it, and has slack behind it.
    byte[] padded = new byte[text.length + 9];
    System.arraycopy(text, 0, padded, 1, text.length);
    CellBlock cells = new CellBlock();
    cells.begin(padded, 0, 1, false);
    cells.select(new int[] {0, text.length + 1}, 0, 1, 0);
    CellSyntax syntax = new CellSyntax(-1, List.of(""));
    CellDecoder.of(Field.required(field.name(), field.type()), 0, syntax).decode(cells, value);
    return !cells.hasProblems();
  }

  /** A step that is made by a method of this class and has no methods of its own. */
  private static final class Planned extends CleaningStep {

    private final Function<Draft, Operation> plan;

    Planned(String name, Function<Draft, Operation> plan) {
      super(name);
      this.plan = plan;
    }

    @Override
    Operation plan(Draft draft) {
      return plan.apply(draft);
    }
  }

  /**
   * Returns the step in words.
   *
   * @return for example {@code trim name}
   */
  @Override
  public String toString() {
    return name;
  }
}
