package io.lepton.format.json;

import java.util.ArrayList;
import java.util.List;

/**
 * A way into a JSON document (RFC 6901).
 *
 * @param tokens the name of a member or the index of an element for each level, unescaped
 */
record JsonPointer(List<String> tokens) {

  static final JsonPointer ROOT = new JsonPointer(List.of());

  JsonPointer {
    tokens = List.copyOf(tokens);
  }

  static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    if (text.charAt(0) != '/') {
      throw new IllegalArgumentException("A JSON Pointer needs to be empty or to begin with /");
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(unescape(token));
    }
    return new JsonPointer(tokens);
  }

  private static String unescape(String token) {
    if (token.replace("~0", "").replace("~1", "").indexOf('~') >= 0) {
      throw new IllegalArgumentException("A ~ in a JSON Pointer needs a 0 or a 1 after it");
    }
    // In this order: ~01 is ~1, not /.
    return token.replace("~1", "/").replace("~0", "~");
  }

  /** Returns the index that a token is, or -1 if it is none. */
  static long index(String token) {
    boolean plain = token.matches("0|[1-9][0-9]{0,17}");
    return plain ? Long.parseLong(token) : -1;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
