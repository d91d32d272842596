package io.lepton.format.schema;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.schema.JsonValue.Kind;
import io.lepton.quality.Bound;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record schema of a Table Schema.
 *
 * <p><b>Threads.</b> For one document and one thread.
 */
final class TableSchemaReader {

  private final JsonValue root;
  private final List<Field> fields = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> key = new LinkedHashSet<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> uncovered = new ArrayList<>();

  TableSchemaReader(JsonValue root) {
    this.root = root;
  }

  RecordSchema read() {
    JsonValue list = root.requireObject("a Table Schema as an object").member("fields");
    if (list == null) {
      throw root.malformed("a list of fields");
    }
    JsonValue primary = root.member("primaryKey");
    if (primary != null) {
      key.addAll(strings(primary));
    }
    List<JsonValue> members = list.requireItems("a list of fields");
    members.forEach(member -> names.add(name(member)));
    if (names.size() < members.size()) {
      throw list.malformed("fields with distinct names");
    }
    members.forEach(this::field);
    keys(primary);
    JsonValue match = root.member("fieldsMatch");
    if (match != null && !match.text().equals("subset")) {
      uncovered.add(match.reference());
    }
    return new RecordSchema(
        SchemaForm.TABLE_SCHEMA,
        Schema.of(fields),
        Rules.of(rules),
        missingValues(root.member("missingValues")),
        foreignKeys(),
        uncovered);
  }

  private static String name(JsonValue field) {
    JsonValue name = field.requireObject("a field as an object").member("name");
    if (name == null || name.requireString("a name as a string").isEmpty()) {
      throw (name == null ? field : name).malformed("a field with a name");
    }
    return name.text();
  }

  private void field(JsonValue member) {
    String name = name(member);
    TableSchemaTypes.Found found = TableSchemaTypes.find(member);
    JsonValue constraints = member.member("constraints");
    if (constraints != null) {
      constraints.requireObject("constraints as an object");
    }
    boolean required = isTrue(constraints, "required") || key.contains(name);
    fields.add(new Field(name, found.type(), !required));
    if (isTrue(constraints, "unique")) {
      rules.add(Rule.unique(name));
    }
    if (found.uncovered() != null) {
      uncovered.add(found.uncovered().reference());
      reportAll(constraints);
    } else {
      constrain(member, new ColumnRules(name, found.type()), found.type(), constraints);
    }
    JsonValue missing = member.member("missingValues");
    if (missing != null
        && !Objects.equals(missingValues(missing), missingValues(root.member("missingValues")))) {
      uncovered.add(missing.reference());
    }
  }

  private static boolean isTrue(@Nullable JsonValue constraints, String keyword) {
    JsonValue value = constraints == null ? null : constraints.member(keyword);
    return value != null && value.requireBoolean();
  }

  // A value that is kept as text is not what they are about.
  private void reportAll(@Nullable JsonValue constraints) {
    if (constraints != null) {
      constraints.members().entrySet().stream()
          .filter(entry -> !Set.of("required", "unique").contains(entry.getKey()))
          .forEach(entry -> uncovered.add(entry.getValue().reference()));
    }
  }

  private void constrain(
      JsonValue member, ColumnRules column, ColumnType type, @Nullable JsonValue constraints) {
    boolean temporal = isTemporal(type);
    if (constraints != null && temporal) {
      column.range(bound(constraints, type, "minimum"), bound(constraints, type, "maximum"));
    }
    Map<String, JsonValue> all = constraints == null ? Map.of() : constraints.members();
    all.forEach(
        (keyword, value) -> {
          if (!(temporal && keyword.matches("(minimum|maximum|exclusiveM.*)"))
              && !holds(column, type, keyword, value)) {
            uncovered.add(value.reference());
          }
        });
    JsonValue categories = member.member("categories");
    if (categories != null && !column.oneOf(categories(categories, type))) {
      uncovered.add(categories.reference());
    }
    rules.addAll(column.rules());
  }

  private static boolean holds(
      ColumnRules column, ColumnType type, String keyword, JsonValue value) {
    return switch (keyword) {
      case "required", "unique" -> true;
      case "minimum" -> column.minimum(value.decimal(value.text(), "a number"), true);
      case "exclusiveMinimum" -> column.minimum(value.decimal(value.text(), "a number"), false);
      case "maximum" -> column.maximum(value.decimal(value.text(), "a number"), true);
      case "exclusiveMaximum" -> column.maximum(value.decimal(value.text(), "a number"), false);
      case "minLength" -> column.minLength(value.requireSize());
      case "maxLength" -> column.maxLength(value.requireSize());
      case "pattern" -> column.matching(value.requireString("a pattern as a string"));
      case "enum" ->
          column.oneOf(
              value.requireItems("a list of values").stream().map(v -> cast(v, type)).toList());
      default -> false;
    };
  }

  private static List<JsonValue> categories(JsonValue categories, ColumnType type) {
    return categories.requireItems("a list of values").stream()
        .map(category -> category.is(Kind.OBJECT) ? category.member("value") : category)
        .flatMap(value -> Optional.ofNullable(value).stream())
        .map(value -> cast(value, type))
        .toList();
  }

  /**
   * Takes a value that is written as a string for one of the column's type, as the rules have it.
   */
  private static JsonValue cast(JsonValue value, ColumnType type) {
    String jsonType = JsonSchemaTypes.jsonType(type);
    boolean number = jsonType.equals("integer") || jsonType.equals("number");
    if (value.is(Kind.STRING) && number) {
      value.decimal(value.text(), "a number");
      return as(Kind.NUMBER, value);
    }
    if (value.is(Kind.STRING) && jsonType.equals("boolean")) {
      boolean truth = value.text().equalsIgnoreCase("true") || value.text().equals("1");
      return as(truth ? Kind.TRUE : Kind.FALSE, value);
    }
    return value.is(Kind.NUMBER) && type.equals(ColumnType.TEXT) ? as(Kind.STRING, value) : value;
  }

  private static JsonValue as(Kind kind, JsonValue value) {
    return new JsonValue(kind, value.text(), Map.of(), List.of(), value.place());
  }

  private static boolean isTemporal(ColumnType type) {
    return type.width() == 1
        && (type.kind() == ColumnType.Kind.DATE || type.kind() == ColumnType.Kind.TIMESTAMP);
  }

  private static Optional<Bound> bound(JsonValue constraints, ColumnType type, String end) {
    JsonValue inclusive = constraints.member(end);
    JsonValue exclusive =
        constraints.member(end.equals("minimum") ? "exclusiveMinimum" : "exclusiveMaximum");
    if (inclusive != null && exclusive != null) {
      throw exclusive.malformed("only one " + end);
    }
    if (exclusive != null) {
      return Optional.of(Bound.of(time(exclusive, type)).exclusive());
    }
    return Optional.ofNullable(inclusive).map(value -> Bound.of(time(value, type)));
  }

  private static String time(JsonValue value, ColumnType type) {
    String text = value.requireString("a date or time as a string");
    try {
      if (type.equals(ColumnType.DATE)) {
        LocalDate.parse(text);
      } else if (type.equals(ColumnType.TIMESTAMP_UTC)) {
        OffsetDateTime.parse(text);
      } else {
        LocalDateTime.parse(text);
      }
      return text;
    } catch (DateTimeException e) {
      throw value.malformed("a value of " + type);
    }
  }

  private void keys(@Nullable JsonValue primary) {
    if (primary != null) {
      rules.add(unique(primary));
    }
    JsonValue unique = root.member("uniqueKeys");
    if (unique != null) {
      unique.requireItems("a list of keys").forEach(each -> rules.add(unique(each)));
    }
  }

  private Rule unique(JsonValue columns) {
    return Rule.unique(columns(columns).toArray(String[]::new));
  }

  private List<String> columns(JsonValue value) {
    List<String> columns = strings(value);
    if (columns.isEmpty() || !names.containsAll(columns)) {
      throw value.malformed("names of fields");
    }
    return columns;
  }

  // Version 1 has a string for a key of one field.
  private static List<String> strings(JsonValue value) {
    return value.is(Kind.STRING) ? List.of(value.text()) : value.requireStrings("names of fields");
  }

  private static @Nullable List<String> missingValues(@Nullable JsonValue values) {
    if (values == null) {
      return null;
    }
    List<String> tokens = new ArrayList<>();
    for (JsonValue value : values.requireItems("a list of strings")) {
      JsonValue token = value.is(Kind.OBJECT) ? value.member("value") : value;
      tokens.add((token == null ? value : token).requireString("a missing value as a string"));
    }
    return tokens;
  }

  private List<ForeignKey> foreignKeys() {
    JsonValue keys = root.member("foreignKeys");
    return keys == null
        ? List.of()
        : keys.requireItems("a list of foreign keys").stream().map(this::foreignKey).toList();
  }

  private ForeignKey foreignKey(JsonValue key) {
    JsonValue columns = key.requireObject("a foreign key as an object").member("fields");
    JsonValue reference = key.member("reference");
    JsonValue referenced = reference == null ? null : reference.member("fields");
    if (columns == null || reference == null || referenced == null) {
      throw key.malformed("a foreign key with fields and a reference to fields");
    }
    List<String> here = columns(columns);
    List<String> there = strings(referenced);
    if (here.size() != there.size()) {
      throw referenced.malformed("as many fields as the foreign key has");
    }
    JsonValue resource = reference.member("resource");
    return new ForeignKey(
        here, resource == null ? "" : resource.requireString("a resource as a string"), there);
  }
}
