package io.lepton.format.json;

import io.lepton.format.internal.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Goes from element to element of one array of a document that is known to be well-formed. */
final class ColumnCursor {

  private final ColumnText text;
  private final byte[] name;
  private final byte[] window;
  private long offset;
  private int at;
  private int limit;

  /**
   * Makes a cursor before the first element.
   *
   * @param separator what comes before the name of the member in a record
   */
  ColumnCursor(ColumnText text, ColumnIndex.Entry entry, String separator, int windowBytes) {
    this.text = text;
    this.name = (separator + JsonText.quoted(entry.name()) + ':').getBytes(StandardCharsets.UTF_8);
    this.window = new byte[windowBytes];
    this.offset = entry.offset() + 1;
  }

  private byte peek() throws IOException {
    if (at == limit) {
      offset += limit;
      at = 0;
      limit = text.read(offset, window);
    }
    return window[at];
  }

  /** Appends the next element as a member of a record, on the same line. */
  void next(LineBuffer line) throws IOException {
    line.append(name, 0, name.length);
    int depth = 0;
    boolean inString = false;
    while (true) {
      byte b = peek();
      if (!inString && depth == 0 && (b == ',' || b == ']')) {
        at++;
        return;
      }
      if (inString && b == '\\') {
        line.append(b);
        at++;
        b = peek();
      } else if (b == '"') {
        inString = !inString;
      } else if (!inString) {
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        b = b == '\n' ? (byte) ' ' : b;
      }
      line.append(b);
      at++;
    }
  }
}
