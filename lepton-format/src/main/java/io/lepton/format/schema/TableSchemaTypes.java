package io.lepton.format.schema;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.TimeZoneRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a column type is in a Table Schema, both ways.
 *
 * <p>Stateless.
 */
final class TableSchemaTypes {

  /** Types that Lepton has no columns for; their cells are kept as text. */
  private static final Set<String> TEXTUAL =
      Set.of(
          "time",
          "year",
          "yearmonth",
          "duration",
          "geopoint",
          "geojson",
          "object",
          "array",
          "list");

  /** What the formats of strptime say that Lepton's own timestamps are. */
  private static final Map<String, ColumnType> DATETIMES =
      Map.of(
          "default", ColumnType.TIMESTAMP_UTC,
          "%Y-%m-%dT%H:%M:%S%z", ColumnType.TIMESTAMP_UTC,
          "%Y-%m-%d %H:%M:%S%z", ColumnType.TIMESTAMP_UTC,
          "%Y-%m-%dT%H:%M:%SZ", ColumnType.TIMESTAMP_UTC,
          "%Y-%m-%d %H:%M:%SZ", ColumnType.TIMESTAMP_UTC,
          "%Y-%m-%dT%H:%M:%S", ColumnType.TIMESTAMP_LOCAL,
          "%Y-%m-%d %H:%M:%S", ColumnType.TIMESTAMP_LOCAL);

  /**
   * A type that was found.
   *
   * @param type the column's
   * @param uncovered what of the field says more than that; null if nothing does
   */
  record Found(ColumnType type, @Nullable JsonValue uncovered) {}

  private TableSchemaTypes() {}

  static String name(ColumnType type) {
    if (type.width() > 1) {
      return "array";
    }
    return switch (JsonSchemaTypes.jsonType(type)) {
      case "boolean" -> "boolean";
      case "integer" -> "integer";
      case "number" -> "number";
      default ->
          switch (type.kind()) {
            case DATE -> "date";
            case TIMESTAMP -> "datetime";
            default -> "string";
          };
    };
  }

  /** Says whether the name does not tell the type. */
  static boolean needsExtension(ColumnType type) {
    return switch (type.kind()) {
      case FP16, BF16, FP32, DECIMAL -> true;
      case TIMESTAMP -> type.zone() == TimeZoneRule.LOCAL || type.width() > 1;
      default -> type.width() > 1;
    };
  }

  static Found find(JsonValue field) {
    JsonValue type = field.member("type");
    String name = type == null ? "any" : type.requireString("the name of a type");
    JsonValue named = field.member(JsonSchemaTypes.EXTENSION);
    if (named != null) {
      return new Found(named(named, name), null);
    }
    if (type != null && TEXTUAL.contains(name)) {
      return new Found(ColumnType.TEXT, type);
    }
    return switch (name) {
      case "any" -> new Found(ColumnType.TEXT, null);
      case "string" -> string(field);
      case "number" -> plain(field, ColumnType.FP64);
      case "integer" -> plain(field, whole(field));
      case "boolean" -> bool(field);
      case "date" ->
          temporal(field, Map.of("default", ColumnType.DATE, "%Y-%m-%d", ColumnType.DATE));
      case "datetime" -> temporal(field, DATETIMES);
      default ->
          throw (type == null ? field : type)
              .malformed("a type of Table Schema, such as string, integer, number or date");
    };
  }

  private static ColumnType named(JsonValue named, String name) {
    String expected = "a type such as int64, decimal(10,2) or fp32[2] that fits the field's type";
    try {
      ColumnType type = ColumnType.parse(named.requireString(expected));
      if (name(type).equals(name)) {
        return type;
      }
    } catch (IllegalArgumentException e) {
      // Its message quotes the document.
    }
    throw named.malformed(expected);
  }

  private static String format(JsonValue field) {
    JsonValue format = field.member("format");
    String text = format == null ? "default" : format.requireString("a format as a string");
    return text.startsWith("fmt:") ? text.substring(4) : text;
  }

  private static Found string(JsonValue field) {
    return switch (format(field)) {
      case "default" -> new Found(ColumnType.TEXT, null);
      case "binary" -> new Found(ColumnType.BYTES, null);
      default -> new Found(ColumnType.TEXT, field.member("format"));
    };
  }

  // Numbers written in other ways than Lepton reads them.
  private static Found plain(JsonValue field, ColumnType type) {
    JsonValue point = field.member("decimalChar");
    JsonValue bare = field.member("bareNumber");
    if (point != null && !point.requireString("a decimal point as a string").equals(".")) {
      return new Found(ColumnType.TEXT, point);
    }
    if (bare != null && !bare.requireBoolean()) {
      return new Found(ColumnType.TEXT, bare);
    }
    JsonValue group = field.member("groupChar");
    return group == null ? new Found(type, null) : new Found(ColumnType.TEXT, group);
  }

  private static ColumnType whole(JsonValue field) {
    JsonValue constraints = field.member("constraints");
    return constraints == null
        ? ColumnType.INT64
        : WholeTypes.between(number(constraints, "minimum"), number(constraints, "maximum"));
  }

  private static @Nullable BigDecimal number(JsonValue constraints, String keyword) {
    JsonValue value = constraints.member(keyword);
    return value == null ? null : value.decimal(value.text(), "a number");
  }

  private static Found bool(JsonValue field) {
    for (String keyword : List.of("trueValues", "falseValues")) {
      JsonValue values = field.member(keyword);
      String word = keyword.equals("trueValues") ? "true" : "false";
      String digit = keyword.equals("trueValues") ? "1" : "0";
      if (values != null
          && !values.requireStrings("a list of strings").stream()
              .allMatch(value -> value.equalsIgnoreCase(word) || value.equals(digit))) {
        return new Found(ColumnType.TEXT, values);
      }
    }
    return new Found(ColumnType.BOOL, null);
  }

  private static Found temporal(JsonValue field, Map<String, ColumnType> formats) {
    return Optional.ofNullable(formats.get(format(field)))
        .map(type -> new Found(type, null))
        .orElseGet(() -> new Found(ColumnType.TEXT, field.member("format")));
  }
}
