package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.schema.JsonValue.Kind;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes a record schema of a JSON Schema, as far as it goes.
 *
 * <p><b>Threads.</b> For one document and one thread.
 */
final class JsonSchemaReader {

  private static final int MAX_FIELDS = 16_384;
  private static final int MAX_VISITS = 4 * MAX_FIELDS;
  private static final int MAX_LEVELS = 64;
  private static final int MAX_NAME = 4_000;

  // What demands something. A keyword that is about values of another type demands nothing, and one
  // that no draft has is an annotation.
  private static final List<String> OF_ALL =
      List.of("allOf", "anyOf", "oneOf", "not", "if", "$dynamicRef", "$recursiveRef");
  private static final List<String> OF_OBJECTS =
      List.of(
          "patternProperties",
          "propertyNames",
          "minProperties",
          "maxProperties",
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "additionalProperties",
          "unevaluatedProperties",
          "enum",
          "const");
  private static final List<String> OF_LISTS =
      List.of(
          "prefixItems",
          "additionalItems",
          "contains",
          "uniqueItems",
          "unevaluatedItems",
          "enum",
          "const");

  private static final Set<String> OPEN_IF_ANYTHING =
      Set.of(
          "patternProperties",
          "propertyNames",
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "additionalProperties",
          "unevaluatedProperties",
          "additionalItems",
          "unevaluatedItems");

  private final JsonValue root;
  private final JsonReferences references;
  private final List<Field> fields = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> uncovered = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int visits;

  JsonSchemaReader(JsonValue root) {
    this.root = root;
    this.references = new JsonReferences(root);
  }

  RecordSchema read() {
    Optional<JsonValue> record = resolved(root.requireObject("a JSON Schema as an object"));
    if (record.isPresent()) {
      JsonValue schema = record.get();
      Set<String> types = JsonTypes.of(schema);
      if (!types.isEmpty() && !types.contains("object")) {
        throw schema.malformed("a schema for objects: a record is one");
      }
      object(schema, "", true);
    }
    return new RecordSchema(
        SchemaForm.JSON_SCHEMA,
        Schema.of(fields),
        Rules.of(rules),
        null,
        List.of(),
        List.copyOf(uncovered));
  }

  private Optional<JsonValue> resolved(JsonValue schema) {
    return references.resolve(schema, at -> uncovered.add(at.reference()));
  }

  private void object(JsonValue schema, String prefix, boolean present) {
    open.push(schema.reference());
    JsonValue demanded = schema.member("required");
    Set<String> required =
        demanded == null
            ? Set.of()
            : new LinkedHashSet<>(demanded.requireStrings("a list of names"));
    JsonValue properties = schema.member("properties");
    Map<String, JsonValue> members =
        properties == null
            ? Map.of()
            : properties.requireObject("properties as an object").members();
    // A member may be demanded that is no column, or only where the object around it is there.
    if (demanded != null
        && (!present && !required.isEmpty() || !members.keySet().containsAll(required))) {
      uncovered.add(demanded.reference());
    }
    members.forEach(
        (name, member) -> property(member, prefix + name, present && required.contains(name)));
    report(schema, OF_ALL);
    report(schema, OF_OBJECTS);
    open.pop();
  }

  private void property(JsonValue member, String name, boolean required) {
    boolean large = ++visits > MAX_VISITS || fields.size() >= MAX_FIELDS;
    if (large || open.size() > MAX_LEVELS || name.length() > MAX_NAME) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A schema may have %d fields, %d levels deep, with names of %d characters; %s has more"
              .formatted(MAX_FIELDS, MAX_LEVELS, MAX_NAME, root.place().document()));
    }
    if (member.is(Kind.TRUE) || member.is(Kind.FALSE)) {
      uncovered.add(member.reference());
      return;
    }
    resolved(member.requireObject("a schema")).ifPresent(schema -> typed(schema, name, required));
  }

  private void typed(JsonValue schema, String name, boolean required) {
    Set<String> types = JsonTypes.of(schema);
    boolean nullable = types.remove("null") && JsonTypes.allowsNull(schema) || !required;
    if (types.contains("number")) {
      types.remove("integer");
    }
    if (types.size() != 1 || open.contains(schema.reference())) {
      uncovered.add(schema.reference());
      return;
    }
    String type = types.iterator().next();
    if (type.equals("object") && schema.has("properties")) {
      object(schema, name + ".", !nullable);
    } else if (type.equals("array")) {
      list(schema, name, nullable);
    } else if (type.equals("object")) {
      uncovered.add(schema.reference());
    } else {
      single(schema, name, type, nullable);
    }
  }

  private void list(JsonValue schema, String name, boolean nullable) {
    JsonValue items = schema.member("items");
    Optional<JsonValue> item =
        items == null || !items.is(Kind.OBJECT) ? Optional.empty() : resolved(items);
    int size = fixedSize(schema);
    Set<String> types = item.map(JsonTypes::of).orElse(Set.of());
    boolean single = types.size() == 1 && !Set.of("array", "object", "null").containsAll(types);
    if (items == null || item.isEmpty() || size < 2 || !single) {
      uncovered.add(schema.reference());
      return;
    }
    ColumnType element = JsonSchemaTypes.columnType(item.get(), types.iterator().next());
    add(name, element.vector(size), nullable, schema);
    if (!constrained(item.get(), name, element).rules().isEmpty()) {
      uncovered.add(items.reference());
    }
    report(schema, OF_ALL);
    report(schema, OF_LISTS);
  }

  private static int fixedSize(JsonValue schema) {
    JsonValue least = schema.member("minItems");
    JsonValue most = schema.member("maxItems");
    int size = least == null ? -1 : least.requireSize();
    return most != null && most.requireSize() == size ? size : -1;
  }

  private void single(JsonValue schema, String name, String jsonType, boolean nullable) {
    ColumnType type = JsonSchemaTypes.columnType(schema, jsonType);
    add(name, type, nullable, schema);
    rules.addAll(constrained(schema, name, type).rules());
  }

  private void add(String name, ColumnType type, boolean nullable, JsonValue schema) {
    if (name.isEmpty() || !names.add(name)) {
      throw schema.malformed("names of fields that are distinct and not empty");
    }
    fields.add(new Field(name, type, nullable));
  }

  private ColumnRules constrained(JsonValue schema, String name, ColumnType type) {
    ColumnRules column = new ColumnRules(name, type);
    String jsonType = JsonSchemaTypes.jsonType(type);
    if (jsonType.equals("integer") || jsonType.equals("number")) {
      take(schema, "minimum", v -> column.minimum(v.requireNumber(), true));
      take(schema, "exclusiveMinimum", v -> column.minimum(v.requireNumber(), false));
      take(schema, "maximum", v -> column.maximum(v.requireNumber(), true));
      take(schema, "exclusiveMaximum", v -> column.maximum(v.requireNumber(), false));
      take(schema, "multipleOf", v -> column.multipleOf(v.requireNumber()));
    } else if (jsonType.equals("string")) {
      take(schema, "minLength", v -> column.minLength(v.requireSize()));
      take(schema, "maxLength", v -> column.maxLength(v.requireSize()));
      take(schema, "pattern", v -> column.containing(v.requireString("a pattern as a string")));
    }
    take(schema, "enum", v -> column.oneOf(v.requireItems("a list of values")));
    take(schema, "const", v -> column.oneOf(List.of(v)));
    report(schema, OF_ALL);
    return column;
  }

  private void take(JsonValue schema, String keyword, Predicate<JsonValue> into) {
    JsonValue value = schema.member(keyword);
    if (value != null && !into.test(value)) {
      uncovered.add(value.reference());
    }
  }

  private void report(JsonValue schema, List<String> keywords) {
    for (String keyword : keywords) {
      take(schema, keyword, value -> demandsNothing(keyword, value));
    }
  }

  private static boolean demandsNothing(String keyword, JsonValue value) {
    boolean anything = value.isTrue() || value.is(Kind.OBJECT) && value.members().isEmpty();
    return keyword.equals("uniqueItems")
        ? value.is(Kind.FALSE)
        : anything && OPEN_IF_ANYTHING.contains(keyword);
  }
}
