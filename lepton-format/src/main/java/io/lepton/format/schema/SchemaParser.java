package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads the JSON document of a schema. */
final class SchemaParser {

  // Fields nest three deep; one more level is enough to see that a document nests deeper.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private final String source;
  private final byte[] document;

  SchemaParser(String source, byte[] document, int maxBytes) {
    if (document.length > maxBytes) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A schema may have %d bytes; %s has more".formatted(maxBytes, source));
    }
    this.source = source;
    this.document = document;
  }

  Schema parse() {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
      require(json, json.nextToken() == JsonToken.START_OBJECT, "an object");
      require(json, "fields".equals(json.nextName()), "the name fields");
      require(json, json.nextToken() == JsonToken.START_ARRAY, "a list of fields");
      Schema schema = fields(json);
      require(json, json.nextToken() == JsonToken.END_OBJECT, "nothing after the list of fields");
      require(json, json.nextToken() == null, "the end of the document");
      return schema;
    } catch (JacksonException e) {
      // Its message quotes the document: only the place is kept.
      throw malformed(e.getLocation(), "well-formed JSON");
    }
  }

  private Schema fields(JsonParser json) {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json, json.currentToken() == JsonToken.START_OBJECT, "a field as an object");
      Field field = field(json);
      require(json, names.add(field.name()), "another name: two fields have the same");
      fields.add(field);
    }
    return Schema.of(fields);
  }

  private Field field(JsonParser json) {
    @Nullable String name = null;
    @Nullable ColumnType type = null;
    @Nullable Boolean nullable = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "name" -> {
          require(json, name == null, "name only once");
          name = name(json);
        }
        case "type" -> {
          require(json, type == null, "type only once");
          type = type(json);
        }
        case "nullable" -> {
          require(json, nullable == null, "nullable only once");
          nullable = nullable(json);
        }
        default -> require(json, false, "name, type or nullable");
      }
    }
    if (name == null || type == null) {
      throw malformed(json.currentTokenLocation(), "a field with a name and a type");
    }
    return new Field(name, type, nullable == null || nullable);
  }

  private String name(JsonParser json) {
    require(json, json.nextToken() == JsonToken.VALUE_STRING, "a name as a string");
    String name = json.getString();
    require(json, !name.isEmpty(), "a name that is not empty");
    return name;
  }

  private ColumnType type(JsonParser json) {
    require(json, json.nextToken() == JsonToken.VALUE_STRING, "a type as a string");
    try {
      return ColumnType.parse(json.getString());
    } catch (IllegalArgumentException e) {
      throw malformed(
          json.currentTokenLocation(), "a type such as int64, decimal(10,2) or fp32[2]");
    }
  }

  private Boolean nullable(JsonParser json) {
    JsonToken token = json.nextToken();
    require(json, token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, "true or false");
    return token == JsonToken.VALUE_TRUE;
  }

  private void require(JsonParser json, boolean condition, String expected) {
    if (!condition) {
      throw malformed(json.currentTokenLocation(), expected);
    }
  }

  private MalformedInputException malformed(
      @Nullable TokenStreamLocation location, String expected) {
    String place =
        location == null
            ? source
            : "%s, line %d, column %d"
                .formatted(source, location.getLineNr(), location.getColumnNr());
    return new MalformedInputException(ErrorCode.MALFORMED_SCHEMA, place + ": needs " + expected);
  }
}
