package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Says whether a document is well-formed JSON, whatever it holds.
 *
 * <pre>{@code
 * JsonDocuments.check(DataSource.of(Path.of("answer.json")), ReadLimits.defaults());
 * }</pre>
 *
 * <p>Well-formed is what RFC 8259 has, to the letter: one value and white space around it. Where
 * the RFC leaves a choice: a byte order mark of UTF-8 or UTF-16 is passed over, numbers may be of
 * any size, an escape must not be half of a surrogate pair, and objects may have members of the
 * same name.
 *
 * <p>Memory does not grow with the document, nor the stack with its depth. Stateless.
 */
public final class JsonDocuments {

  private JsonDocuments() {}

  /**
   * Reads a document to its end.
   *
   * @param source the document, in UTF-8, or in UTF-16 with a byte order mark
   * @param limits how deep it may be; the other limits do not matter here
   * @throws IOException if the source cannot be read
   * @throws MalformedInputException if it is not well-formed: {@code MALFORMED_JSON}, {@code
   *     INVALID_ENCODING}, {@code NUL_BYTE}, {@code EMPTY_INPUT}, with the byte where
   * @throws LimitExceededException if it is deeper than the limit
   */
  public static void check(DataSource source, ReadLimits limits) throws IOException {
    JsonInput in = JsonInput.open(source, StandardCharsets.UTF_8);
    try (DocumentScanner document = new DocumentScanner(source.name(), in, limits.maxDepth())) {
      if (document.space() < 0 && !in.isBroken()) {
        throw new MalformedInputException(
            ErrorCode.EMPTY_INPUT, source.name() + ": needs a JSON value, found none");
      }
      document.value();
      document.rest();
    }
  }
}
