package io.lepton.format.schema;

import io.lepton.format.schema.JsonValue.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which JSON types a schema allows.
 *
 * <p>Stateless.
 */
final class JsonTypes {

  private static final Set<String> ALL =
      Set.of("null", "boolean", "integer", "number", "string", "array", "object");

  private JsonTypes() {}

  /** Returns the types, as far as the schema says so, in a set of its own. */
  static Set<String> of(JsonValue schema) {
    JsonValue type = schema.member("type");
    if (type == null) {
      return implied(schema);
    }
    Set<String> types =
        new LinkedHashSet<>(
            type.is(Kind.LIST)
                ? type.requireStrings("names of JSON types")
                : List.of(type.requireString("the name of a JSON type")));
    if (types.isEmpty() || !ALL.containsAll(types)) {
      throw type.malformed("null, boolean, integer, number, string, array or object");
    }
    return types;
  }

  private static Set<String> implied(JsonValue schema) {
    Set<String> types = new LinkedHashSet<>();
    if (schema.has("properties")) {
      types.add("object");
    } else {
      values(schema).forEach(value -> types.add(typeOf(value)));
    }
    return types;
  }

  private static List<JsonValue> values(JsonValue schema) {
    JsonValue values = schema.member("enum");
    JsonValue value = schema.member("const");
    if (values != null) {
      return values.requireItems("a list of values");
    }
    return value == null ? List.of() : List.of(value);
  }

  private static String typeOf(JsonValue value) {
    return switch (value.kind()) {
      case OBJECT -> "object";
      case LIST -> "array";
      case STRING -> "string";
      case NUMBER -> value.requireNumber().stripTrailingZeros().scale() <= 0 ? "integer" : "number";
      case TRUE, FALSE -> "boolean";
      case NULL -> "null";
    };
  }

  /** Says whether the values that a schema lists, if it does, include null. */
  static boolean allowsNull(JsonValue schema) {
    JsonValue values = schema.member("enum");
    JsonValue value = schema.member("const");
    return (values == null || values.items().stream().anyMatch(item -> item.is(Kind.NULL)))
        && (value == null || value.is(Kind.NULL));
  }
}
