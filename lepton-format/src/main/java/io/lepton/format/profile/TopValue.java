package io.lepton.format.profile;

/**
 * A frequent value.
 *
 * @param value the value, of the class that {@link ValueRange} names for the column's type; a
 *     {@link Boolean} for truth values; of a long text the beginning and three dots
 * @param count how often it occurs, or an estimate of it
 * @param error how far the estimate may be off in either direction, with a chance of 99.7 %; 0 if
 *     the count is exact
 */
public record TopValue(Object value, long count, long error) {}
