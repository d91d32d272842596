package io.lepton.format.schema;

import java.util.Objects;

/**
 * A place where a document breaks its schema.
 *
 * <p>It says where and what was demanded, never what was found: no value of the document is in it.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param place the place in the document, as a JSON Pointer (RFC 6901); empty for the whole of it
 * @param keyword the keyword of the schema that is not satisfied, such as {@code minimum}
 * @param rule the place of the keyword in the schema, as a URI reference: a JSON Pointer after
 *     {@code #}, and before it the address of the schema document if it has one
 * @param demand what the keyword demands, in words
 */
public record DocumentError(String place, String keyword, String rule, String demand) {

  /**
   * Checks the parts.
   *
   * @param place the place in the document
   * @param keyword the keyword of the schema
   * @param rule the place of the keyword in the schema
   * @param demand what the keyword demands, in words
   */
  public DocumentError {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(keyword, "keyword");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(demand, "demand");
  }

  /**
   * Returns the error on one line.
   *
   * @return for example {@code /orders/3/price: needs minimum 0 (#/$defs/order/minimum)}
   */
  @Override
  public String toString() {
    return (place.isEmpty() ? "the document" : place) + ": needs " + demand + " (" + rule + ")";
  }
}
