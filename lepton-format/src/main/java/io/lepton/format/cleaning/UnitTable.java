package io.lepton.format.cleaning;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How quantities in several units become numbers in one of them.
 *
 * <pre>{@code
 * UnitTable kilograms =
 *     UnitTable.to("kg").with("g", 0.001).with("t", 1000).with("lb", 0.45359237).assuming("kg");
 * UnitTable celsius = UnitTable.to("°C").with("°F", 5 / 9.0, -160 / 9.0).with("K", 1, -273.15);
 * }</pre>
 *
 * <p>Units are compared exactly, case and all: {@code mW} is not {@code MW}. Give a unit that is
 * written in several ways once for each.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class UnitTable {

  private final String target;
  private final Map<String, Conversion> units;
  private final @Nullable String assumed;
  private final Locale locale;
  private final OnFailure onFailure;

  /**
   * How a number of one unit becomes one of the target unit.
   *
   * @param factor what it is multiplied by
   * @param offset what is added then
   */
  record Conversion(double factor, double offset) {

    double apply(double value) {
      return value * factor + offset;
    }
  }

  private UnitTable(
      String target,
      Map<String, Conversion> units,
      @Nullable String assumed,
      Locale locale,
      OnFailure onFailure) {
    this.target = target;
    this.units = units;
    this.assumed = assumed;
    this.locale = locale;
    this.onFailure = onFailure;
  }

  /**
   * Begins with the unit of the result.
   *
   * @param unit the unit, which the table knows from now on
   * @return a table
   */
  public static UnitTable to(String unit) {
    Map<String, Conversion> units = Map.of(unit, new Conversion(1, 0));
    return new UnitTable(unit, units, null, Locale.ROOT, OnFailure.MISSING);
  }

  /**
   * Adds a unit.
   *
   * @param unit the unit
   * @param factor how many of the target unit one of it is; finite and not 0
   * @return a changed table
   * @throws IllegalArgumentException if the factor is 0 or not finite, or the unit begins or ends
   *     with white space
   */
  public UnitTable with(String unit, double factor) {
    return with(unit, factor, 0);
  }

  /**
   * Adds a unit with another zero.
   *
   * @param unit the unit
   * @param factor what its numbers are multiplied by; finite and not 0
   * @param offset what is added then; finite
   * @return a changed table
   * @throws IllegalArgumentException if the factor is 0, either is not finite, or the unit begins
   *     or ends with white space
   */
  public UnitTable with(String unit, double factor, double offset) {
    if (!Double.isFinite(factor) || factor == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "Unit %s needs a finite factor but 0 and a finite offset".formatted(unit));
    }
    if (!unit.equals(unit.strip())) {
      throw new IllegalArgumentException("A unit needs to be without white space at its ends");
    }
    Map<String, Conversion> more = new LinkedHashMap<>(units);
    more.put(unit, new Conversion(factor, offset));
    return new UnitTable(target, more, assumed, locale, onFailure);
  }

  /**
   * Says which unit a number without one is in. Without this, such a text is a failure.
   *
   * @param unit a unit of the table
   * @return a changed table
   * @throws IllegalArgumentException if the table does not know it yet
   */
  public UnitTable assuming(String unit) {
    if (!units.containsKey(unit)) {
      throw new IllegalArgumentException(
          "Needs a unit of the table, one of %s, found %s".formatted(units.keySet(), unit));
    }
    return new UnitTable(target, units, unit, locale, onFailure);
  }

  /**
   * Says how the numbers are written.
   *
   * @param newLocale in place of {@link Locale#ROOT}, with a decimal point
   * @return a changed table
   */
  public UnitTable withLocale(Locale newLocale) {
    return new UnitTable(target, units, assumed, newLocale, onFailure);
  }

  /**
   * Says what becomes of texts without a number or with a unit that the table does not know.
   *
   * @param newOnFailure in place of {@link OnFailure#MISSING}
   * @return a changed table
   */
  public UnitTable withOnFailure(OnFailure newOnFailure) {
    return new UnitTable(target, units, assumed, locale, newOnFailure);
  }

  String target() {
    return target;
  }

  Locale locale() {
    return locale;
  }

  OnFailure onFailure() {
    return onFailure;
  }

  /** Returns how a unit is converted, or null if the table does not know it. */
  @Nullable Conversion conversion(String unit) {
    String name = unit.isEmpty() && assumed != null ? assumed : unit;
    return units.get(name);
  }
}
