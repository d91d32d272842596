package io.lepton.format.profile;

import io.lepton.quality.Constraint;
import io.lepton.quality.RuleResult;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the checks of rules, by the dimension they belong to.
 *
 * @param tallies checks passed and made
 */
record RuleTally(Map<QualityDimension, Tally> tallies) {

  static RuleTally of(Rules rules, ValidationReport report) {
    if (rules.size() != report.rules().size()) {
      throw new IllegalArgumentException(
          "Needs a report on %d rules, got one on %d"
              .formatted(rules.size(), report.rules().size()));
    }
    Map<QualityDimension, Tally> tallies = new EnumMap<>(QualityDimension.class);
    for (int i = 0; i < rules.size(); i++) {
      RuleResult result = report.rules().get(i);
      dimension(rules.list().get(i).constraint())
          .ifPresent(dimension -> tallies.merge(dimension, tally(result), Tally::plus));
    }
    return new RuleTally(tallies);
  }

  private static Tally tally(RuleResult result) {
    return new Tally(result.checked() - result.violated(), result.checked(), 0);
  }

  Tally of(QualityDimension dimension) {
    return tallies.getOrDefault(dimension, Tally.NOTHING);
  }

  private static Optional<QualityDimension> dimension(Constraint constraint) {
    if (constraint instanceof Constraint.Required) {
      return Optional.empty();
    }
    if (constraint instanceof Constraint.Unique) {
      return Optional.of(QualityDimension.UNIQUENESS);
    }
    boolean isAcross =
        constraint instanceof Constraint.Reference
            || constraint instanceof Constraint.RequiredIf
            || constraint.columns().size() > 1;
    return Optional.of(isAcross ? QualityDimension.CONSISTENCY : QualityDimension.VALIDITY);
  }
}
