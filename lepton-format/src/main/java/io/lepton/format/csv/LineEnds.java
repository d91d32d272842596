package io.lepton.format.csv;

/** Finds out how the lines of a file end, from the first of them. */
final class LineEnds {

  /** What is returned when there is no line end among the bytes. */
  static final byte UNKNOWN = 0;

  private LineEnds() {}

  /**
   * Finds the first line end that is not quoted.
   *
   * @return LF, also for CR LF; CR if it stands alone; or {@link #UNKNOWN}
   */
  static byte find(Dialect dialect, byte[] bytes, int from, int limit) {
    boolean comment = from < limit && dialect.hasComment() && bytes[from] == dialect.comment();
    boolean cellStart = !comment;
    for (int at = from; at < limit; at++) {
      byte b = bytes[at];
      if (b == Dialect.LF) {
        return Dialect.LF;
      }
      if (b == Dialect.CR) {
        return at + 1 == limit ? UNKNOWN : bytes[at + 1] == Dialect.LF ? Dialect.LF : Dialect.CR;
      }
      if (cellStart && b == dialect.quote()) {
        at = closingQuote(bytes, at + 1, limit, dialect.quote());
      }
      cellStart = b == dialect.delimiter() && !comment;
    }
    return UNKNOWN;
  }

  private static int closingQuote(byte[] bytes, int from, int limit, byte quote) {
    for (int at = from; at < limit; at++) {
      if (bytes[at] == quote) {
        if (at + 1 == limit || bytes[at + 1] != quote) {
          return at;
        }
        at++;
      }
    }
    return limit;
  }
}
