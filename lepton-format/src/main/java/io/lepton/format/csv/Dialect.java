package io.lepton.format.csv;

/**
 * The bytes that mean something in a CSV file.
 *
 * @param delimiter what stands between two cells
 * @param quote what encloses cells; 0, which is no text, if nothing does
 * @param comment what a line to be skipped begins with; 0 if none is
 * @param lineEnd the last byte of a line end: LF, or CR where CR alone ends lines
 */
record Dialect(byte delimiter, byte quote, byte comment, byte lineEnd) {

  static final byte LF = '\n';
  static final byte CR = '\r';

  static Dialect of(CsvOptions options, byte lineEnd) {
    return new Dialect(
        (byte) options.delimiter().charAt(0),
        (byte) (char) options.quote().orElse('\0'),
        (byte) (char) options.comment().orElse('\0'),
        lineEnd);
  }

  boolean hasQuote() {
    return quote != 0;
  }

  boolean hasComment() {
    return comment != 0;
  }
}
