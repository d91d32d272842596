package io.lepton.format.schema;

import io.lepton.data.DataSource;
import io.lepton.quality.Rule;
import io.lepton.spi.RecordFormat;
import java.util.List;

/**
 * A reference to another data set, of which a schema document knows only the name.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param columns the columns that refer to it
 * @param resource the name of the other data set in its data package; empty for this one
 * @param referenced the columns there, as many and in the same order
 */
public record ForeignKey(List<String> columns, String resource, List<String> referenced) {

  /**
   * Copies the lists.
   *
   * @param columns the columns that refer to it
   * @param resource the name of the other data set
   * @param referenced the columns there
   * @throws IllegalArgumentException if there are no columns, or not as many there
   */
  public ForeignKey {
    columns = List.copyOf(columns);
    referenced = List.copyOf(referenced);
    if (columns.isEmpty() || columns.size() != referenced.size()) {
      throw new IllegalArgumentException(
          "A foreign key needs as many columns as it refers to, at least one; got %d and %d"
              .formatted(columns.size(), referenced.size()));
    }
  }

  /**
   * Makes the rule, now that it is known where the other data set is.
   *
   * @param source the other data set
   * @param format its format
   * @return a rule that rejects records whose key is not there
   */
  public Rule in(DataSource source, RecordFormat format) {
    return Rule.reference(columns, source, format, referenced);
  }
}
