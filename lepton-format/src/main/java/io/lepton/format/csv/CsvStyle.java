package io.lepton.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * How cells are written.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class CsvStyle {

  private final byte delimiter;
  private final byte[] missing;
  private final CsvText text;
  private final boolean unusual;

  /**
   * Makes a style.
   *
   * @param columns how many cells a record has
   */
  CsvStyle(CsvOptions options, int columns) {
    delimiter = (byte) options.delimiter().charAt(0);
    text = new CsvText(options);
    String token = options.nullTokens().stream().findFirst().orElse("");
    // A record of one empty cell would be a blank line, which is no record.
    boolean blank = token.isEmpty() && columns == 1 && options.quote().isPresent();
    String quote = options.quote().map(String::valueOf).orElse("");
    missing = (blank ? quote + quote : token).getBytes(StandardCharsets.UTF_8);
    unusual =
        options.nullTokens().stream().anyMatch(t -> !t.isEmpty())
            || Stream.of(options.quote(), options.comment())
                .anyMatch(mark -> mark.isPresent() && occursInValues(mark.get()))
            || occursInValues(options.delimiter().charAt(0));
  }

  private static boolean occursInValues(char c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || "+-.:".indexOf(c) >= 0;
  }

  byte delimiter() {
    return delimiter;
  }

  /** Returns what stands for a missing value. */
  byte[] missing() {
    return missing;
  }

  CsvText text() {
    return text;
  }

  /** Says whether numbers and dates may need quotes, too. */
  boolean isUnusual() {
    return unusual;
  }
}
