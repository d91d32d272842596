package io.lepton.format.cleaning;

import io.lepton.data.ColumnType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The step that makes numbers of texts: see {@link CleaningStep#parseNumber}.
 *
 * <p>Immutable: every {@code with} method returns a changed copy.
 */
public final class ParseNumber extends CleaningStep {

  private final String column;
  private final Locale locale;
  private final @Nullable String pattern;
  private final ColumnType type;
  private final OnFailure onFailure;

  ParseNumber(
      String column,
      Locale locale,
      @Nullable String pattern,
      ColumnType type,
      OnFailure onFailure) {
    super("parse number " + column);
    this.column = column;
    this.locale = locale;
    this.pattern = pattern;
    this.type = type;
    this.onFailure = onFailure;
  }

  /**
   * Reads texts that have more than a number, such as a currency or a per cent sign.
   *
   * @param newPattern as {@link java.text.DecimalFormat} takes it, such as {@code #,##0.00 €}
   * @return a changed step
   */
  public ParseNumber withPattern(String newPattern) {
    return new ParseNumber(column, locale, newPattern, type, onFailure);
  }

  /**
   * Gives the column another type than {@link ColumnType#FP64}.
   *
   * @param newType an integer, floating point or decimal type; a number that it cannot hold exactly
   *     is a failure, except that floating point types round
   * @return a changed step
   */
  public ParseNumber withType(ColumnType newType) {
    return new ParseNumber(column, locale, pattern, newType, onFailure);
  }

  /**
   * Says what becomes of texts that are no numbers.
   *
   * @param newOnFailure in place of {@link OnFailure#MISSING}
   * @return a changed step
   */
  public ParseNumber withOnFailure(OnFailure newOnFailure) {
    return new ParseNumber(column, locale, pattern, type, newOnFailure);
  }

  @Override
  Operation plan(Draft draft) {
    boolean isType =
        type.width() == 1
            && (type.isInteger()
                || type.isFloatingPoint()
                || type.kind() == ColumnType.Kind.DECIMAL);
    if (!isType) {
      draft.problem("needs an integer, floating point or decimal type, found " + type);
    }
    NumberText numbers = numbers(draft);
    int position = draft.findText(column);
    if (position < 0 || numbers == null || !isType) {
      return Idle.OPERATION;
    }
    int from = draft.slot(position);
    if (onFailure == OnFailure.MISSING) {
      draft.mayBeMissing(position);
    }
    int to = draft.retype(position, type);
    return new ParseNumberOperation(position, from, to, numbers, type, onFailure);
  }

  private @Nullable NumberText numbers(Draft draft) {
    try {
      return new NumberText(locale, pattern);
    } catch (IllegalArgumentException e) {
      draft.problem("needs a pattern for decimal numbers: " + e.getMessage());
      return null;
    }
  }
}
