package io.lepton.format.cleaning;

import io.lepton.data.ColumnType;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The step that makes dates or timestamps of texts: see {@link CleaningStep#parseDate} and {@link
 * CleaningStep#parseTimestamp}.
 *
 * <p>Immutable: every {@code with} method returns a changed copy.
 */
public final class ParseDate extends CleaningStep {

  private final String column;
  private final String pattern;
  private final Locale locale;
  private final boolean hasTime;
  private final @Nullable ZoneId zone;
  private final OnFailure onFailure;

  ParseDate(
      String column,
      String pattern,
      Locale locale,
      boolean hasTime,
      @Nullable ZoneId zone,
      OnFailure onFailure) {
    super((hasTime ? "parse timestamp " : "parse date ") + column);
    this.column = column;
    this.pattern = pattern;
    this.locale = locale;
    this.hasTime = hasTime;
    this.zone = zone;
    this.onFailure = onFailure;
  }

  /**
   * Takes the texts of timestamps for readings of the clock in a zone, and makes points in time of
   * them. A reading that the clock shows twice in autumn is the first of the two; one that it never
   * shows in spring is a failure.
   *
   * @param newZone the zone, where the pattern reads none itself
   * @return a changed step
   */
  public ParseDate withZone(ZoneId newZone) {
    return new ParseDate(column, pattern, locale, hasTime, newZone, onFailure);
  }

  /**
   * Says what becomes of texts that do not have the form of the pattern.
   *
   * @param newOnFailure in place of {@link OnFailure#MISSING}
   * @return a changed step
   */
  public ParseDate withOnFailure(OnFailure newOnFailure) {
    return new ParseDate(column, pattern, locale, hasTime, zone, newOnFailure);
  }

  @Override
  Operation plan(Draft draft) {
    boolean isInstant = DatePattern.hasZone(pattern);
    if (zone != null && (!hasTime || isInstant)) {
      draft.problem("needs no zone where there is no time, or where the pattern reads one");
    }
    DatePattern dates = dates(draft);
    int position = draft.findText(column);
    if (position < 0 || dates == null) {
      return Idle.OPERATION;
    }
    int from = draft.slot(position);
    if (onFailure == OnFailure.MISSING) {
      draft.mayBeMissing(position);
    }
    ColumnType time =
        isInstant || zone != null ? ColumnType.TIMESTAMP_UTC : ColumnType.TIMESTAMP_LOCAL;
    int to = draft.retype(position, hasTime ? time : ColumnType.DATE);
    ParseDateOperation.Reading reading =
        hasTime
            ? (bytes, start, end) -> dates.timestamp(bytes, start, end, zone, isInstant)
            : dates::date;
    return new ParseDateOperation(position, from, to, reading, onFailure);
  }

  private @Nullable DatePattern dates(Draft draft) {
    try {
      return new DatePattern(pattern, locale);
    } catch (IllegalArgumentException e) {
      draft.problem("needs a pattern for dates: " + e.getMessage());
      return null;
    }
  }
}
