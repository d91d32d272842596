package io.lepton.bench.cli;

import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.schema.RecordSchema;
import io.lepton.format.schema.RecordSchemas;
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
 * @param missing how missing values are written, or empty if that is left to the format
 * @param uncovered what the document demands beyond that, by its place there
 */
record DataRules(
    Schema schema, Rules rules, Optional<List<String>> missing, List<String> uncovered) {

  /**
   * Makes expectations that say nothing more.
   *
   * @param schema the columns and their types
   * @param rules what the values must be
   */
  DataRules(Schema schema, Rules rules) {
    this(schema, rules, Optional.empty(), List.of());
  }

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
    return more.isEmpty() ? base : base.and(read(more.get()).asChecks());
  }

  /** Reads one document, in any of the forms that schemas are written in. */
  private static DataRules read(Path document) throws IOException {
    RecordSchema read = RecordSchemas.read(document);
    return new DataRules(read.schema(), read.rules(), read.missingValues(), read.uncovered());
  }

  private DataRules and(DataRules more) {
    List<String> both = new ArrayList<>(uncovered);
    both.addAll(more.uncovered);
    return new DataRules(schema, rules.and(more.rules), missing, both);
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
    return new DataRules(Schema.of(fields), Rules.of(checks), missing, uncovered);
  }

  private boolean hasRequired(String column) {
    return rules.list().stream()
        .anyMatch(rule -> rule.constraint().equals(new Constraint.Required(column)));
  }

  private static Action check(Rule rule) {
    return rule.severity() == Severity.ERROR ? Action.REJECT : Action.KEEP;
  }
}
