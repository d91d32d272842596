package io.lepton.format.schema;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.ColumnType.TimeZoneRule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a column type is in JSON Schema, both ways.
 *
 * <p>Stateless.
 */
final class JsonSchemaTypes {

  /** The annotation for types that JSON Schema has no words for. */
  static final String EXTENSION = "x-lepton-type";

  private JsonSchemaTypes() {}

  /** Returns the type of the JSON values of a column. */
  static String jsonType(ColumnType type) {
    if (type.width() > 1) {
      return "array";
    }
    if (type.isInteger()) {
      return "integer";
    }
    return switch (type.kind()) {
      case BOOL -> "boolean";
      case FP16, BF16, FP32, FP64, DECIMAL -> "number";
      default -> "string";
    };
  }

  /**
   * Returns the type of the column for single values.
   *
   * @param schema an object
   * @param jsonType boolean, integer, number or string
   */
  static ColumnType columnType(JsonValue schema, String jsonType) {
    JsonValue named = schema.member(EXTENSION);
    if (named != null) {
      return named(named, jsonType);
    }
    return switch (jsonType) {
      case "boolean" -> ColumnType.BOOL;
      case "integer" -> WholeTypes.between(number(schema, "minimum"), number(schema, "maximum"));
      case "number" -> ColumnType.FP64;
      default -> stringType(text(schema, "format"), text(schema, "contentEncoding"));
    };
  }

  private static ColumnType named(JsonValue named, String jsonType) {
    String expected = "a type such as int64, decimal(10,2) or fp32 that fits the JSON type";
    ColumnType type;
    try {
      type = ColumnType.parse(named.requireString(expected));
    } catch (IllegalArgumentException e) {
      throw named.malformed(expected);
    }
    // A decimal is read from each of the three.
    boolean decimal = type.kind() == Kind.DECIMAL && !jsonType.equals("boolean");
    if (type.width() > 1 || !decimal && !jsonType(type).equals(jsonType)) {
      throw named.malformed(expected);
    }
    return type;
  }

  private static @Nullable BigDecimal number(JsonValue schema, String keyword) {
    JsonValue value = schema.member(keyword);
    return value == null ? null : value.requireNumber();
  }

  private static String text(JsonValue schema, String keyword) {
    JsonValue value = schema.member(keyword);
    return value == null ? "" : value.requireString("a string");
  }

  private static ColumnType stringType(String format, String encoding) {
    if (encoding.equals("base64")) {
      return ColumnType.BYTES;
    }
    return switch (format) {
      case "date" -> ColumnType.DATE;
      case "date-time" -> ColumnType.TIMESTAMP_UTC;
      default -> ColumnType.TEXT;
    };
  }

  /** Returns the keywords for a type, but for {@code type} and the bounds of integers. */
  static Map<String, Object> keywords(ColumnType type) {
    Map<String, Object> keywords = new LinkedHashMap<>();
    switch (type.kind()) {
      case BYTES -> keywords.put("contentEncoding", "base64");
      case DATE -> keywords.put("format", "date");
      case TIMESTAMP -> putTimestamp(type, keywords);
      case FP16, BF16, FP32, DECIMAL -> keywords.put(EXTENSION, type.toString());
      default -> {
        // The JSON type says it all.
      }
    }
    return keywords;
  }

  private static void putTimestamp(ColumnType type, Map<String, Object> keywords) {
    if (type.zone() == TimeZoneRule.UTC) {
      keywords.put("format", "date-time");
    } else {
      keywords.put(EXTENSION, type.toString());
    }
  }

  /**
   * Adds the bounds of an integer type where no tighter ones are, and names the type where the
   * bounds would not tell it.
   */
  static void putBounds(ColumnType type, Map<String, Object> keywords) {
    WholeTypes.range(type)
        .filter(range -> !type.equals(ColumnType.INT64))
        .ifPresent(
            range -> {
              keywords.putIfAbsent("minimum", range.lowest());
              keywords.putIfAbsent("maximum", range.highest());
            });
    if (type.isInteger() && !type.equals(told(keywords))) {
      keywords.put(EXTENSION, type.toString());
    }
  }

  private static ColumnType told(Map<String, Object> keywords) {
    return WholeTypes.between(
        (BigDecimal) keywords.get("minimum"), (BigDecimal) keywords.get("maximum"));
  }
}
