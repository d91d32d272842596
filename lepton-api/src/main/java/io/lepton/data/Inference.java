package io.lepton.data;

import java.util.List;

/**
 * A schema that was found by looking at the first records of a source, and how sure it is.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param fields the evidence for each field, in the order of the source
 * @param rows how many records were looked at
 * @param complete whether these were all records of the source
 */
public record Inference(List<FieldEvidence> fields, long rows, boolean complete) {

  /**
   * Copies the fields.
   *
   * @param fields the evidence for each field
   * @param rows how many records were looked at
   * @param complete whether these were all records of the source
   */
  public Inference {
    fields = List.copyOf(fields);
  }

  /**
   * Returns the schema.
   *
   * @return the field of each evidence, in order
   */
  public Schema schema() {
    return Schema.of(fields.stream().map(FieldEvidence::field).toList());
  }
}
