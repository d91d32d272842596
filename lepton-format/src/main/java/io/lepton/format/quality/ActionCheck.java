package io.lepton.format.quality;

import io.lepton.data.Schema;
import io.lepton.quality.Action;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds rules whose action contradicts the schema or another rule. */
final class ActionCheck {

  private final Schema schema;
  private final Problems problems;
  private final Set<String> demanded = new HashSet<>();

  ActionCheck(Rules rules, Schema schema, Problems problems) {
    this.schema = schema;
    this.problems = problems;
    for (Rule rule : rules.list()) {
      boolean isStrict = rule.action() == Action.REJECT || rule.action() == Action.FAIL;
      if (isStrict && rule.constraint() instanceof Constraint.Required required) {
        demanded.add(required.column());
      }
    }
  }

  /** Returns the positions of a rule's columns, all of which are in the schema. */
  int[] columns(Rule rule) {
    List<String> columns = rule.constraint().columns();
    if (rule.action() == Action.NULL) {
      requireRemovable(rule.constraint(), columns);
    }
    return columns.stream().mapToInt(schema::indexOf).toArray();
  }

  private void requireRemovable(Constraint constraint, List<String> columns) {
    boolean isAboutMissing =
        constraint instanceof Constraint.Required || constraint instanceof Constraint.RequiredIf;
    problems.require(!isAboutMissing, () -> "a value that is missing cannot be removed");
    problems.require(!columns.isEmpty(), () -> "there is no column whose value could be removed");
    for (String column : columns) {
      boolean isNullable = schema.field(schema.indexOf(column)).nullable();
      problems.require(
          isNullable && !demanded.contains(column),
          () -> "column %s needs a value, so none can be removed".formatted(column));
    }
  }
}
