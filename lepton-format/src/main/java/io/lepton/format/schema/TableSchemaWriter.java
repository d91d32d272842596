package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a record schema as a Table Schema.
 *
 * <p><b>Threads.</b> For one document and one thread.
 */
final class TableSchemaWriter {

  private static final String FORM = "A Table Schema";

  private final RecordSchema record;
  private final Map<String, List<Rule>> rules = new TreeMap<>();
  private final Set<String> demanded = new LinkedHashSet<>();
  private final List<List<String>> uniqueKeys = new ArrayList<>();

  TableSchemaWriter(RecordSchema record) {
    this.record = record;
  }

  String write() {
    if (!record.isComplete()) {
      throw new LeptonException(
          ErrorCode.UNREPRESENTABLE,
          "A Table Schema cannot hold what the record schema does not cover");
    }
    record.rules().list().forEach(this::sort);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
    document.put("fields", record.schema().fields().stream().map(this::field).toList());
    record.missingValues().ifPresent(tokens -> document.put("missingValues", tokens));
    if (!uniqueKeys.isEmpty()) {
      document.put("uniqueKeys", uniqueKeys);
    }
    if (!record.foreignKeys().isEmpty()) {
      document.put(
          "foreignKeys", record.foreignKeys().stream().map(TableSchemaWriter::foreignKey).toList());
    }
    return JsonPrinter.print(document);
  }

  private void sort(Rule rule) {
    Constraint constraint = rule.constraint();
    List<String> columns = constraint.columns();
    boolean unique = constraint instanceof Constraint.Unique;
    if (!RuleKeywords.rejects(rule)
        || columns.size() > 1 && !unique
        || !record.schema().names().containsAll(columns)) {
      throw RuleKeywords.unrepresentable(rule, FORM);
    }
    if (constraint instanceof Constraint.Required) {
      demanded.add(columns.get(0));
    } else if (columns.size() > 1) {
      uniqueKeys.add(columns);
    } else {
      rules.computeIfAbsent(columns.get(0), name -> new ArrayList<>()).add(rule);
    }
  }

  private Map<String, Object> field(Field field) {
    ColumnType type = field.type();
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("name", field.name());
    member.put("type", TableSchemaTypes.name(type));
    if (type.equals(ColumnType.BYTES)) {
      member.put("format", "binary");
    }
    if (TableSchemaTypes.needsExtension(type)) {
      member.put(JsonSchemaTypes.EXTENSION, type.toString());
    }
    Map<String, Object> constraints = constraints(field);
    if (constraints.remove(JsonSchemaTypes.EXTENSION) != null) {
      member.put(JsonSchemaTypes.EXTENSION, type.toString());
    }
    if (!constraints.isEmpty()) {
      member.put("constraints", constraints);
    }
    return member;
  }

  private Map<String, Object> constraints(Field field) {
    Map<String, Object> constraints = new LinkedHashMap<>();
    if (!field.nullable() || demanded.contains(field.name())) {
      constraints.put("required", true);
    }
    for (Rule rule : rules.getOrDefault(field.name(), List.of())) {
      boolean unique = rule.constraint() instanceof Constraint.Unique;
      boolean single = unique || field.type().width() == 1;
      if (!single || !put(rule.constraint(), field, constraints)) {
        throw RuleKeywords.unrepresentable(rule, FORM);
      }
    }
    if (field.type().width() == 1) {
      JsonSchemaTypes.putBounds(field.type(), constraints);
    }
    return constraints;
  }

  /** Adds the constraints of a rule; false if there are none that hold it. */
  private static boolean put(Constraint constraint, Field field, Map<String, Object> constraints) {
    if (constraint instanceof Constraint.Unique) {
      return constraints.putIfAbsent("unique", true) == null;
    }
    if (constraint instanceof Constraint.Range range) {
      boolean ordered = !Set.of(ColumnType.TEXT, ColumnType.BOOL).contains(field.type());
      return ordered && RuleKeywords.putRange(field, range, constraints);
    }
    if (constraint instanceof Constraint.Length length) {
      return RuleKeywords.putLength(field, length, constraints);
    }
    if (constraint instanceof Constraint.Pattern pattern) {
      return pattern.whole()
          && field.type().equals(ColumnType.TEXT)
          && constraints.putIfAbsent("pattern", pattern.regex()) == null;
    }
    if (constraint instanceof Constraint.Enumeration enumeration) {
      Optional<List<Object>> values = RuleKeywords.values(field, enumeration);
      return values.isPresent() && constraints.putIfAbsent("enum", values.get()) == null;
    }
    return false;
  }

  private static Map<String, Object> foreignKey(ForeignKey key) {
    Map<String, Object> reference = new LinkedHashMap<>();
    if (!key.resource().isEmpty()) {
      reference.put("resource", key.resource());
    }
    reference.put("fields", key.referenced());
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("fields", key.columns());
    member.put("reference", reference);
    return member;
  }
}
