package io.lepton.format.schema;

import io.lepton.data.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Checks whole documents against a schema that is more than a list of columns: nested objects,
 * lists of any length, alternatives.
 *
 * <p>For records of plain values there is something faster: a {@link io.lepton.data.Schema} and
 * {@link io.lepton.quality.Rules}, checked by column.
 *
 * <p><b>Threads.</b> Any number of threads may call it at once.
 *
 * @see DocumentValidators
 */
public interface DocumentValidator {

  /**
   * Checks a document.
   *
   * @param document one JSON text in UTF-8
   * @return where it breaks the schema; empty if it does not
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not well-formed JSON, or an object in it has
   *     two members of the same name; the message says in which line and column
   * @throws io.lepton.LimitExceededException if it is larger, or takes more to check, than the
   *     options of the validator allow
   */
  List<DocumentError> check(DataSource document) throws IOException;

  /**
   * Checks a document in memory.
   *
   * @param document one JSON text in UTF-8, not changed
   * @return where it breaks the schema; empty if it does not
   * @throws io.lepton.MalformedInputException if it is not well-formed JSON, or an object in it has
   *     two members of the same name; the message says in which line and column
   * @throws io.lepton.LimitExceededException if it is larger, or takes more to check, than the
   *     options of the validator allow
   */
  default List<DocumentError> check(byte[] document) {
    try {
      return check(DataSource.of("document", document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
