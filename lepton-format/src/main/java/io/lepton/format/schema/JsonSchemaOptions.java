package io.lepton.format.schema;

import io.lepton.data.DataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How documents are checked against a JSON Schema. Immutable: every {@code with} method returns a
 * changed copy.
 *
 * <p>Safe for use by many threads.
 */
public final class JsonSchemaOptions {

  private static final JsonSchemaOptions DEFAULTS =
      new JsonSchemaOptions(Map.of(), false, 16 << 20, 128, 1_000, 50_000_000);

  private final Map<String, DataSource> references;
  private final boolean formats;
  private final int maxBytes;
  private final int maxDepth;
  private final int maxErrors;
  private final long maxSteps;

  private JsonSchemaOptions(
      Map<String, DataSource> references,
      boolean formats,
      int maxBytes,
      int maxDepth,
      int maxErrors,
      long maxSteps) {
    this.references = references;
    this.formats = formats;
    this.maxBytes = maxBytes;
    this.maxDepth = maxDepth;
    this.maxErrors = maxErrors;
    this.maxSteps = maxSteps;
  }

  /**
   * Returns options for documents from outside: no references to other schemas; {@code format} says
   * something and demands nothing, as draft 2020-12 has it; 16 MiB and 128 levels a document; the
   * first 1,000 errors; 50,000,000 steps, which take seconds and which no honest pair of a schema
   * and a document of that size comes near.
   *
   * @return the defaults
   */
  public static JsonSchemaOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Adds a document that the schema may refer to. Nothing else is ever loaded, from the network or
   * from anywhere, but the schemas of the drafts themselves.
   *
   * @param uri the address by which {@code $ref} and {@code $schema} name it, without a fragment;
   *     never opened
   * @param schema the document
   * @return changed options
   */
  public JsonSchemaOptions withReference(String uri, DataSource schema) {
    Map<String, DataSource> more = new LinkedHashMap<>(references);
    more.put(Objects.requireNonNull(uri, "uri"), Objects.requireNonNull(schema, "schema"));
    return new JsonSchemaOptions(
        Map.copyOf(more), formats, maxBytes, maxDepth, maxErrors, maxSteps);
  }

  /**
   * Says whether {@code format} is checked, such as {@code date-time}. Drafts before 2019-09 check
   * it in any case.
   *
   * @param newFormats true to check it
   * @return changed options
   */
  public JsonSchemaOptions withFormats(boolean newFormats) {
    return new JsonSchemaOptions(references, newFormats, maxBytes, maxDepth, maxErrors, maxSteps);
  }

  /**
   * Sets how large a document, or a schema, may be.
   *
   * @param bytes bytes, 1 to 2<sup>30</sup>
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public JsonSchemaOptions withMaxBytes(int bytes) {
    if (bytes < 1 || bytes > 1 << 30) {
      throw new IllegalArgumentException("Bytes need 1 to 2^30, got " + bytes);
    }
    return new JsonSchemaOptions(references, formats, bytes, maxDepth, maxErrors, maxSteps);
  }

  /**
   * Sets how deep a document, or a schema, may be.
   *
   * @param levels objects and lists inside each other, 1 to 500
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public JsonSchemaOptions withMaxDepth(int levels) {
    if (levels < 1 || levels > 500) {
      throw new IllegalArgumentException("Levels need 1 to 500, got " + levels);
    }
    return new JsonSchemaOptions(references, formats, maxBytes, levels, maxErrors, maxSteps);
  }

  /**
   * Sets how many errors of a document are told.
   *
   * @param errors at least 1; those that follow are left out
   * @return changed options
   * @throws IllegalArgumentException if it is below 1
   */
  public JsonSchemaOptions withMaxErrors(int errors) {
    if (errors < 1) {
      throw new IllegalArgumentException("Errors need at least 1, got " + errors);
    }
    return new JsonSchemaOptions(references, formats, maxBytes, maxDepth, errors, maxSteps);
  }

  /**
   * Sets how much work a document may be. A schema with alternatives inside alternatives can take
   * time that doubles with each level.
   *
   * @param steps evaluations of a keyword at a place, and characters looked at by a pattern; at
   *     least 1
   * @return changed options
   * @throws IllegalArgumentException if it is below 1
   */
  public JsonSchemaOptions withMaxSteps(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("Steps need at least 1, got " + steps);
    }
    return new JsonSchemaOptions(references, formats, maxBytes, maxDepth, maxErrors, steps);
  }

  /**
   * Returns the documents that the schema may refer to.
   *
   * @return the documents by address, unmodifiable
   */
  public Map<String, DataSource> references() {
    return references;
  }

  /**
   * Says whether {@code format} is checked.
   *
   * @return true if it is in every draft
   */
  public boolean formats() {
    return formats;
  }

  /**
   * Returns how large a document may be.
   *
   * @return bytes
   */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * Returns how deep a document may be.
   *
   * @return objects and lists inside each other
   */
  public int maxDepth() {
    return maxDepth;
  }

  /**
   * Returns how many errors of a document are told.
   *
   * @return the most errors in a list
   */
  public int maxErrors() {
    return maxErrors;
  }

  /**
   * Returns how much work a document may be.
   *
   * @return evaluations of a keyword, and characters looked at by a pattern
   */
  public long maxSteps() {
    return maxSteps;
  }
}
