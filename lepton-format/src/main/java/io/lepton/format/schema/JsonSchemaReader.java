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

  private static final Set<String> JSON_TYPES =
      Set.of("null", "boolean", "integer", "number", "string", "array", "object");

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
  private final List<Field> fields = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> uncovered = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int visits;

  JsonSchemaReader(JsonValue root) {
    this.root = root;
  }

  RecordSchema read() {
    Optional<JsonValue> record = resolved(root.requireObject("a JSON Schema as an object"));
    if (record.isPresent()) {
      JsonValue schema = record.get();
      Set<String> types = types(schema);
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

  /** Follows references inside the document; empty if there is one that leads elsewhere. */
  private Optional<JsonValue> resolved(JsonValue schema) {
    JsonValue at = schema;
    Set<JsonValue> met = new HashSet<>();
    while (at.has("$ref")) {
      JsonValue reference = at.members().get("$ref");
      if (!met.add(reference)) {
        throw reference.malformed("a reference that does not lead back to itself");
      }
      String text = reference.requireString("a reference as a string");
      if (!text.equals("#") && !text.startsWith("#/") || !saysNothingElse(at)) {
        uncovered.add(reference.reference());
        return Optional.empty();
      }
      at = target(text.substring(1), reference);
    }
    return Optional.of(at);
  }

  private static boolean saysNothingElse(JsonValue schema) {
    return schema.members().keySet().stream()
        .allMatch(
            keyword ->
                Set.of("$ref", "$defs", "$schema", "$comment", "title", "description", "default")
                        .contains(keyword)
                    || Set.of("examples", "deprecated", "readOnly", "writeOnly").contains(keyword));
  }

  private JsonValue target(String pointer, JsonValue reference) {
    JsonValue at = root;
    for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      JsonValue next = at.member(name);
      if (next == null) {
        throw reference.malformed("a reference to a schema in the document");
      }
      at = next;
    }
    return at;
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
    if (demanded != null && (!present && !required.isEmpty() || !members.keySet().containsAll(required))) {
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
    Set<String> types = types(schema);
    boolean nullable = types.remove("null") && allowsNull(schema) || !required;
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

  private static boolean allowsNull(JsonValue schema) {
    JsonValue values = schema.member("enum");
    JsonValue value = schema.member("const");
    return (values == null || values.items().stream().anyMatch(item -> item.is(Kind.NULL)))
        && (value == null || value.is(Kind.NULL));
  }

  /** Returns the JSON types that a schema allows, as far as it says so. */
  private static Set<String> types(JsonValue schema) {
    JsonValue type = schema.member("type");
    if (type == null) {
      return implied(schema);
    }
    Set<String> types =
        new LinkedHashSet<>(
            type.is(Kind.LIST)
                ? type.requireStrings("names of JSON types")
                : List.of(type.requireString("the name of a JSON type")));
    if (types.isEmpty() || !JSON_TYPES.containsAll(types)) {
      throw type.malformed("null, boolean, integer, number, string, array or object");
    }
    return types;
  }

  private static Set<String> implied(JsonValue schema) {
    Set<String> types = new LinkedHashSet<>();
    if (schema.has("properties")) {
      types.add("object");
      return types;
    }
    JsonValue values = schema.member("enum");
    JsonValue value = schema.member("const");
    List<JsonValue> all =
        values != null ? values.requireItems("a list of values") : value == null ? List.of() : List.of(value);
    all.forEach(each -> types.add(typeOf(each)));
    return types;
  }

  private static String typeOf(JsonValue value) {
    return switch (value.kind()) {
      case OBJECT -> "object";
      case LIST -> "array";
      case STRING -> "string";
      case NUMBER ->
          value.requireNumber().stripTrailingZeros().scale() <= 0 ? "integer" : "number";
      case TRUE, FALSE -> "boolean";
      case NULL -> "null";
    };
  }

  private void list(JsonValue schema, String name, boolean nullable) {
    JsonValue items = schema.member("items");
    JsonValue least = schema.member("minItems");
    JsonValue most = schema.member("maxItems");
    Optional<JsonValue> item =
        items == null || !items.is(Kind.OBJECT) ? Optional.empty() : resolved(items);
    int size = least == null || most == null ? 0 : most.requireSize();
    boolean fixed = size > 1 && least.requireSize() == size;
    Set<String> types = item.isPresent() ? types(item.get()) : Set.of();
    boolean single = types.size() == 1 && !Set.of("array", "object", "null").containsAll(types);
    if (!fixed || !single) {
      uncovered.add(schema.reference());
      return;
    }
    ColumnType element = JsonSchemaTypes.columnType(item.get(), types.iterator().next());
    add(name, element.vector(size), nullable, schema);
    ColumnRules elements = constrained(item.get(), name, element);
    if (!elements.rules().isEmpty()) {
      uncovered.add(items.reference());
    }
    report(schema, OF_ALL);
    report(schema, OF_LISTS);
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
