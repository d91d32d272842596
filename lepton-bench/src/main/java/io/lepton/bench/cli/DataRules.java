package io.lepton.bench.cli;

import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.schema.SchemaFile;
import io.lepton.quality.Action;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import io.lepton.quality.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What data is expected to be.
 *
 * @param schema the columns and their types
 * @param rules what the values must be
 */
record DataRules(Schema schema, Rules rules) {

  /**
   * Reads what data is expected to be.
   *
   * @param schema a document with columns, and perhaps rules
   * @param more a document whose rules are added
   * @return both
   * @throws IOException if a document cannot be read
   */
  static DataRules read(Path schema, Optional<Path> more) throws IOException {
    DataRules base = read(schema);
    return more.isEmpty()
        ? base
        : new DataRules(base.schema, base.rules.and(read(more.get()).asChecks().rules));
  }

  /** Reads one document: the only place that knows in which forms schemas are written. */
  private static DataRules read(Path document) throws IOException {
    return new DataRules(SchemaFile.read(document), Rules.none());
  }

  /**
   * Returns the same expectations as rules that look at every row: a field that needs a value
   * becomes a rule, and no rule ends the work or changes a row.
   *
   * @return rules of which those of severity error reject, and a schema in which nothing is
   *     required
   */
  DataRules asChecks() {
    List<Rule> checks = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      fields.add(Field.of(field.name(), field.type()));
      if (!field.nullable() && !hasRequired(field.name())) {
        checks.add(Rule.required(field.name()));
      }
    }
    rules.list().forEach(rule -> checks.add(rule.withAction(check(rule))));
    return new DataRules(Schema.of(fields), Rules.of(checks));
  }

  private boolean hasRequired(String column) {
    return rules.list().stream()
        .anyMatch(rule -> rule.constraint().equals(new Constraint.Required(column)));
  }

  private static Action check(Rule rule) {
    return rule.severity() == Severity.ERROR ? Action.REJECT : Action.KEEP;
  }
}
