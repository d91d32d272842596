package io.lepton.format.quality;

import io.lepton.quality.Relation;

/** Relations of compared values. */
final class Relations {

  private Relations() {}

  /**
   * Says whether a relation holds.
   *
   * @param relation the relation
   * @param comparison below, at or above zero, as the first value is below, at or above the second
   * @return true if it does
   */
  static boolean holds(Relation relation, int comparison) {
    return switch (relation) {
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      case GREATER -> comparison > 0;
    };
  }
}
