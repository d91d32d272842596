package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a schema document, which knows where it stands.
 *
 * @param kind what it is
 * @param text the text of a string, or a number as it is written; empty for the rest
 * @param members the members of an object, in order; empty for the rest
 * @param items the items of a list; empty for the rest
 * @param place where it stands
 */
record JsonValue(
    Kind kind, String text, Map<String, JsonValue> members, List<JsonValue> items, Place place) {

  enum Kind {
    OBJECT,
    LIST,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  /**
   * A place in a document.
   *
   * @param document what to call the document
   * @param line counted from 1
   * @param column counted from 1
   * @param pointer the JSON Pointer to it
   */
  record Place(String document, int line, int column, String pointer) {}

  boolean is(Kind expected) {
    return kind == expected;
  }

  boolean isTrue() {
    return kind == Kind.TRUE;
  }

  @Nullable JsonValue member(String name) {
    return members.get(name);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** Returns the place as a URI reference. */
  String reference() {
    return "#" + place.pointer();
  }

  JsonValue requireObject(String expected) {
    return require(Kind.OBJECT, expected);
  }

  List<JsonValue> requireItems(String expected) {
    return require(Kind.LIST, expected).items;
  }

  String requireString(String expected) {
    return require(Kind.STRING, expected).text;
  }

  List<String> requireStrings(String expected) {
    List<String> strings = new ArrayList<>();
    for (JsonValue item : requireItems(expected)) {
      strings.add(item.requireString(expected));
    }
    return strings;
  }

  boolean requireBoolean() {
    if (kind != Kind.TRUE && kind != Kind.FALSE) {
      throw malformed("true or false");
    }
    return isTrue();
  }

  BigDecimal requireNumber() {
    return decimal(require(Kind.NUMBER, "a number").text, "a number");
  }

  /** Returns a whole number from zero on, or the largest there is if it is larger. */
  int requireSize() {
    BigDecimal number = requireNumber();
    if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
      throw malformed("a whole number from 0 on");
    }
    boolean large = number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0;
    return large ? Integer.MAX_VALUE : number.intValue();
  }

  /** Reads a number of this document that is not so large that to write it out takes long. */
  BigDecimal decimal(String number, String expected) {
    try {
      BigDecimal value = new BigDecimal(number);
      if (Math.abs((long) value.scale()) <= 1_000) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Its message quotes the document.
    }
    throw malformed(expected);
  }

  private JsonValue require(Kind expected, String words) {
    if (kind != expected) {
      throw malformed(words);
    }
    return this;
  }

  MalformedInputException malformed(String expected) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_SCHEMA,
        "%s, line %d, column %d: needs %s"
            .formatted(place.document(), place.line(), place.column(), expected));
  }
}
