package io.lepton.format.schema;

import io.lepton.data.Schema;
import io.lepton.quality.Rules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a schema document says about records: the fields, the rules for their values, and how a
 * missing value is written.
 *
 * <pre>{@code
 * RecordSchema read = RecordSchemas.read(Path.of("customers.schema.json"));
 * Schema schema = read.schema();
 * Rules rules = read.rules();
 * CsvOptions csv =
 *     read.missingValues().map(CsvOptions.defaults()::withNullTokens).orElse(CsvOptions.defaults());
 * }</pre>
 *
 * <p>What the document demands beyond that is never dropped in silence: {@link #uncovered} lists
 * it.
 *
 * <p>Immutable and safe for use by many threads: every {@code with} method returns a changed copy.
 */
public final class RecordSchema {

  private final @Nullable SchemaForm form;
  private final Schema schema;
  private final Rules rules;
  private final @Nullable List<String> missingValues;
  private final List<ForeignKey> foreignKeys;
  private final List<String> uncovered;

  RecordSchema(
      @Nullable SchemaForm form,
      Schema schema,
      Rules rules,
      @Nullable List<String> missingValues,
      List<ForeignKey> foreignKeys,
      List<String> uncovered) {
    this.form = form;
    this.schema = Objects.requireNonNull(schema, "schema");
    this.rules = Objects.requireNonNull(rules, "rules");
    this.missingValues = missingValues == null ? null : List.copyOf(missingValues);
    this.foreignKeys = List.copyOf(foreignKeys);
    this.uncovered = List.copyOf(uncovered);
  }

  /**
   * Returns a schema with rules, written by hand.
   *
   * @param schema the fields
   * @param rules the rules for their values
   * @return both together
   */
  public static RecordSchema of(Schema schema, Rules rules) {
    return new RecordSchema(null, schema, rules, null, List.of(), List.of());
  }

  /**
   * Says how missing values are written where a format has only text.
   *
   * @param tokens for example {@code List.of("", "NA")}
   * @return a changed copy
   */
  public RecordSchema withMissingValues(List<String> tokens) {
    return new RecordSchema(form, schema, rules, tokens, foreignKeys, uncovered);
  }

  /**
   * Adds references to other data sets.
   *
   * @param keys in place of those there are
   * @return a changed copy
   */
  public RecordSchema withForeignKeys(List<ForeignKey> keys) {
    return new RecordSchema(form, schema, rules, missingValues, keys, uncovered);
  }

  /**
   * Returns the form that the document had.
   *
   * @return the form, or empty if the schema was written by hand
   */
  public Optional<SchemaForm> form() {
    return Optional.ofNullable(form);
  }

  /**
   * Returns the fields.
   *
   * @return the names and types, and which may be missing
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Returns the rules for the values of the fields.
   *
   * @return every rule is an error that rejects the record, unless the schema was written by hand
   */
  public Rules rules() {
    return rules;
  }

  /**
   * Returns how missing values are written where a format has only text.
   *
   * @return the tokens, as {@link io.lepton.format.csv.CsvOptions#withNullTokens} takes them; empty
   *     if the document leaves that to the format
   */
  public Optional<List<String>> missingValues() {
    return Optional.ofNullable(missingValues);
  }

  /**
   * Returns the references to other data sets. They are not among the rules: the document does not
   * say where the other data is. {@link ForeignKey#in} makes rules of them.
   *
   * @return the references, unmodifiable
   */
  public List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  /**
   * Returns what the document demands that the schema and the rules do not: values nested in lists,
   * alternatives, formats.
   *
   * @return the place of each such keyword in the document, as a URI reference such as {@code
   *     #/properties/lines/items}; unmodifiable
   */
  public List<String> uncovered() {
    return uncovered;
  }

  /**
   * Says whether the schema and the rules demand all that the document does. If not, documents of a
   * JSON Schema can be checked whole by {@link DocumentValidators#jsonSchema}.
   *
   * @return true if {@link #uncovered} is empty
   */
  public boolean isComplete() {
    return uncovered.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordSchema that
        && form == that.form
        && schema.equals(that.schema)
        && rules.equals(that.rules)
        && Objects.equals(missingValues, that.missingValues)
        && foreignKeys.equals(that.foreignKeys)
        && uncovered.equals(that.uncovered);
  }

  @Override
  public int hashCode() {
    return Objects.hash(form, schema, rules, missingValues, foreignKeys, uncovered);
  }

  /**
   * Returns the parts in words.
   *
   * @return the schema on the first line, then one rule a line
   */
  @Override
  public String toString() {
    return rules.isEmpty() ? schema.toString() : schema + System.lineSeparator() + rules;
  }
}
