package io.lepton.quality;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the values of two columns of one record are to be ordered. */
public enum Relation {
  /** The first comes before the second. */
  LESS("<"),
  /** The first comes before the second or is the same. */
  LESS_OR_EQUAL("<="),
  /** They are the same. */
  EQUAL("="),
  /** They differ. */
  NOT_EQUAL("!="),
  /** The first comes after the second or is the same. */
  GREATER_OR_EQUAL(">="),
  /** The first comes after the second. */
  GREATER(">");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  /**
   * Returns the sign of the relation.
   *
   * @return for example {@code <=}
   */
  public String sign() {
    return sign;
  }

  /**
   * Returns the relation of a sign.
   *
   * @param sign one of {@code < <= = != >= >}
   * @return the relation
   * @throws IllegalArgumentException if there is no such sign
   */
  public static Relation of(String sign) {
    for (Relation relation : values()) {
      if (relation.sign.equals(sign)) {
        return relation;
      }
    }
    String known = Arrays.stream(values()).map(Relation::sign).collect(Collectors.joining(" "));
    throw new IllegalArgumentException("A relation is one of %s, got %s".formatted(known, sign));
  }

  @Override
  public String toString() {
    return sign;
  }
}
