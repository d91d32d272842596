package io.lepton.data;

import java.util.Objects;

/**
 * One difference between two versions of a schema.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param field the name of the field that differs
 * @param kind what became of it
 * @param reason before, after, and what that means for who reads; names and types, never values
 */
public record SchemaChange(String field, Kind kind, String reason) {

  /**
   * Checks the parts.
   *
   * @param field the name of the field that differs
   * @param kind what became of it
   * @param reason before, after, and what that means for who reads; names and types, never values
   */
  public SchemaChange {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
  }

  /** What can become of a field; what it means is tabled at {@link SchemaEvolution}. */
  public enum Kind {
    /** A field that may be missing came in. */
    ADDED_NULLABLE(true, true),
    /** A field that must be there came in. */
    ADDED_REQUIRED(false, true),
    /** A field that might be missing went away. */
    REMOVED_NULLABLE(true, true),
    /** A field that had to be there went away. */
    REMOVED_REQUIRED(true, false),
    /** The fields that both versions have stand in another order, from this one on. */
    REORDERED(true, true),
    /** The new type holds every value of the old one and more. */
    TYPE_WIDENED(true, false),
    /** The old type holds every value of the new one and more. */
    TYPE_NARROWED(false, true),
    /** Neither type holds every value of the other. */
    TYPE_CHANGED(false, false),
    /** A value that had to be there may be missing. */
    NULLABILITY_LOOSENED(true, false),
    /** A value that might be missing must be there. */
    NULLABILITY_TIGHTENED(false, true);

    private final boolean backward;
    private final boolean forward;

    Kind(boolean backward, boolean forward) {
      this.backward = backward;
      this.forward = forward;
    }

    /**
     * Says whether old data can be read with the new schema.
     *
     * @return true if no old record is refused for this change
     */
    public boolean isBackwardCompatible() {
      return backward;
    }

    /**
     * Says whether new data can be read with the old schema.
     *
     * @return true if no new record is refused for this change
     */
    public boolean isForwardCompatible() {
      return forward;
    }
  }

  /**
   * Returns how this change weighs on its own.
   *
   * @return COMPATIBLE, WIDENING or BREAKING
   */
  public SchemaEvolution.Verdict verdict() {
    if (!kind.backward) {
      return SchemaEvolution.Verdict.BREAKING;
    }
    return kind.forward ? SchemaEvolution.Verdict.COMPATIBLE : SchemaEvolution.Verdict.WIDENING;
  }

  /**
   * Returns the change on one line.
   *
   * @return for example {@code age: WIDENING: int32 became int64, which holds all of it}
   */
  @Override
  public String toString() {
    return field + ": " + verdict() + ": " + reason;
  }
}
