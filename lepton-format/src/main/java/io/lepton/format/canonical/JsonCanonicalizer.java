package io.lepton.format.canonical;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.format.internal.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Brings one JSON document into canonical form. */
final class JsonCanonicalizer {

  // The document is in memory already: only what would cost more than its size has a limit.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(CanonicalJson.MAX_DEPTH)
                  .maxNumberLength(10_000)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] document;
  private final SortableBytes out;

  JsonCanonicalizer(byte[] document) {
    this.document = document;
    this.out = new SortableBytes(document.length);
  }

  byte[] canonical() {
    // The parser would take UTF-16 as well, and bytes that are not quite UTF-8.
    int valid = Utf8.validUntil(document, 0, document.length);
    if (valid < document.length) {
      throw new MalformedInputException(
          ErrorCode.INVALID_ENCODING, "Needs UTF-8, found something else at byte " + valid);
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
      require(json, json.nextToken() != null && document[0] != (byte) 0xef, "a JSON value");
      value(json);
      require(json, json.nextToken() == null, "the end of the document");
      return out.toByteArray();
    } catch (JacksonException e) {
      // Its message quotes the document: only the place is kept.
      throw refused(e);
    }
  }

  private static LeptonException refused(JacksonException e) {
    return e instanceof StreamConstraintsException
        ? new LimitExceededException(
            ErrorCode.LIMIT_EXCEEDED,
            "%s: needs at most %d levels and 10,000 digits a number"
                .formatted(place(e.getLocation()), CanonicalJson.MAX_DEPTH))
        : malformed(ErrorCode.MALFORMED_JSON, e.getLocation(), "well-formed JSON");
  }

  private void value(JsonParser json) {
    switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> out.append(quoted(json));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
      case VALUE_TRUE -> out.append("true");
      case VALUE_FALSE -> out.append("false");
      case VALUE_NULL -> out.append("null");
      default -> require(json, false, "a JSON value");
    }
  }

  private void array(JsonParser json) {
    char before = '[';
    while (json.nextToken() != JsonToken.END_ARRAY) {
      out.append(before);
      value(json);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  // Members are printed as they come, each with a comma, and sorted afterwards if need be.
  private void object(JsonParser json) {
    int start = out.size();
    List<Member> members = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      int from = out.size();
      String name = json.currentName();
      out.append(',');
      out.append(quoted(json));
      out.append(':');
      json.nextToken();
      value(json);
      members.add(new Member(name, from, out.size()));
    }
    sort(json, members, start);
    if (members.isEmpty()) {
      out.append('{');
    } else {
      out.set(start, '{');
    }
    out.append('}');
  }

  private void sort(JsonParser json, List<Member> members, int start) {
    List<Member> sorted = members.stream().sorted(Member.BY_NAME).toList();
    for (int i = 1; i < sorted.size(); i++) {
      boolean distinct = !sorted.get(i).name().equals(sorted.get(i - 1).name());
      require(json, distinct, "an object whose names are distinct");
    }
    if (!sorted.equals(members)) {
      out.reorder(start, sorted);
    }
  }

  private byte[] quoted(JsonParser json) {
    byte[] quoted = JsonNames.quoted(json.getString());
    if (quoted == null) {
      throw malformed(
          ErrorCode.INVALID_ENCODING, json.currentTokenLocation(), "whole surrogate pairs");
    }
    return quoted;
  }

  private void number(JsonParser json) {
    double value = Double.parseDouble(json.getString());
    if (!Double.isFinite(value)) {
      throw malformed(
          ErrorCode.OUT_OF_RANGE, json.currentTokenLocation(), "a number that is a double");
    }
    byte[] text = new byte[EcmaNumber.ROOM];
    out.append(text, EcmaNumber.print(value, text, 0));
  }

  private static void require(JsonParser json, boolean condition, String expected) {
    if (!condition) {
      throw malformed(ErrorCode.MALFORMED_JSON, json.currentTokenLocation(), expected);
    }
  }

  private static MalformedInputException malformed(
      ErrorCode code, @Nullable TokenStreamLocation location, String expected) {
    return new MalformedInputException(code, place(location) + ": needs " + expected);
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null
        ? "JSON"
        : "JSON, line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /**
   * A member that is printed already.
   *
   * @param from where it begins, with its comma
   * @param to where it ends
   */
  record Member(String name, int from, int to) {
    // Strings compare by UTF-16 code units, as RFC 8785 has it.
    static final Comparator<Member> BY_NAME = Comparator.comparing(Member::name);
  }
}
