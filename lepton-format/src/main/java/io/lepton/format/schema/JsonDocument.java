package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.format.schema.JsonValue.Kind;
import io.lepton.format.schema.JsonValue.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads a schema document as a tree of values that know where they stand. */
final class JsonDocument {

  static final int MAX_BYTES = 16 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(1_000)
                  .maxNumberLength(1_000)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private final String name;
  private final JsonParser json;

  private JsonDocument(String name, JsonParser json) {
    this.name = name;
    this.json = json;
  }

  static byte[] bytes(DataSource source) throws IOException {
    try (InputStream in = source.open()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new LimitExceededException(
            ErrorCode.LIMIT_EXCEEDED,
            "A schema may have %d bytes; %s has more".formatted(MAX_BYTES, source.name()));
      }
      return bytes;
    }
  }

  static JsonValue parse(String name, byte[] document) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
      return new JsonDocument(name, json).parse();
    } catch (JacksonException e) {
      // Its message quotes the document: only the place is kept.
      throw malformed(name, e.getLocation(), "well-formed JSON");
    }
  }

  private JsonValue parse() {
    if (json.nextToken() == null) {
      throw malformed(name, json.currentLocation(), "well-formed JSON");
    }
    JsonValue value = value("");
    if (json.nextToken() != null) {
      throw malformed(name, json.currentTokenLocation(), "the end of the document");
    }
    return value;
  }

  // As deep as the parser allows.
  private JsonValue value(String pointer) {
    TokenStreamLocation at = json.currentTokenLocation();
    Place place = new Place(name, at.getLineNr(), at.getColumnNr(), pointer);
    return switch (json.currentToken()) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> list(place);
      case VALUE_STRING -> plain(Kind.STRING, json.getString(), place);
      case VALUE_TRUE -> plain(Kind.TRUE, "", place);
      case VALUE_FALSE -> plain(Kind.FALSE, "", place);
      case VALUE_NULL -> plain(Kind.NULL, "", place);
      default -> plain(Kind.NUMBER, json.getString(), place);
    };
  }

  private static JsonValue plain(Kind kind, String text, Place place) {
    return new JsonValue(kind, text, Map.of(), List.of(), place);
  }

  private JsonValue object(Place place) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      if (members.containsKey(member)) {
        throw malformed(name, json.currentTokenLocation(), "each name only once in an object");
      }
      json.nextToken();
      members.put(member, value(place.pointer() + "/" + escaped(member)));
    }
    return new JsonValue(Kind.OBJECT, "", Collections.unmodifiableMap(members), List.of(), place);
  }

  private JsonValue list(Place place) {
    List<JsonValue> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(place.pointer() + "/" + items.size()));
    }
    return new JsonValue(Kind.LIST, "", Map.of(), List.copyOf(items), place);
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static MalformedInputException malformed(
      String name, @Nullable TokenStreamLocation at, String expected) {
    String place =
        at == null
            ? name
            : "%s, line %d, column %d".formatted(name, at.getLineNr(), at.getColumnNr());
    return new MalformedInputException(ErrorCode.MALFORMED_SCHEMA, place + ": needs " + expected);
  }
}
