package io.lepton.format.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How JSON stands for records. Immutable: every {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * JsonOptions items = JsonOptions.defaults().withRecordsAt("/data/items");
 * RecordFormat json = new JsonFormat(items);
 * }</pre>
 *
 * <p>The same options serve {@link JsonFormat} and {@link NdjsonFormat}, reading and writing; each
 * one says what it means for which.
 */
public final class JsonOptions {

  /** How records lie in a document. */
  public enum Shape {
    /** Found out by the rule at {@link JsonFormat}. */
    AUTO,
    /** An array of objects: each one is a record. */
    RECORDS,
    /** An object of arrays: each one is a column. */
    COLUMNS,
    /** An object: the only record. */
    RECORD
  }

  /** What an object inside a record is. */
  public enum Nesting {
    /** More columns, named by the way to them: {@code {"a":{"b":1}}} is a column {@code a.b}. */
    NESTED,
    /** No value. A point in a name is like any other character. */
    FLAT
  }

  /** What a list is, where a column is of text. */
  public enum Lists {
    /** No text: the record is rejected. */
    REJECT,
    /** Text: the list as it is written in JSON. */
    AS_TEXT
  }

  /** How a floating point number is written that JSON has no word for. */
  public enum NonFinite {
    /** As the string {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}. */
    TEXT,
    /** As {@code null}, like a missing value. */
    NULL
  }

  private static final JsonOptions DEFAULTS =
      new JsonOptions(
          JsonPointer.ROOT,
          Shape.AUTO,
          StandardCharsets.UTF_8,
          Nesting.NESTED,
          Lists.REJECT,
          NonFinite.TEXT);

  private final JsonPointer recordsAt;
  private final Shape shape;
  private final Charset charset;
  private final Nesting nesting;
  private final Lists lists;
  private final NonFinite nonFinite;

  private JsonOptions(
      JsonPointer recordsAt,
      Shape shape,
      Charset charset,
      Nesting nesting,
      Lists lists,
      NonFinite nonFinite) {
    this.recordsAt = recordsAt;
    this.shape = Objects.requireNonNull(shape);
    this.charset = Objects.requireNonNull(charset);
    this.nesting = Objects.requireNonNull(nesting);
    this.lists = Objects.requireNonNull(lists);
    this.nonFinite = Objects.requireNonNull(nonFinite);
  }

  /**
   * Returns the options that lose nothing: the records are the whole document, in UTF-8; objects
   * are columns, lists are not text, and NaN is text.
   *
   * @return the defaults
   */
  public static JsonOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Says where in the document the records are. Not used for writing and by NDJSON.
   *
   * @param pointer a JSON Pointer (RFC 6901), such as {@code /data/items}; the empty one is the
   *     whole document
   * @return changed options
   * @throws IllegalArgumentException if it is no JSON Pointer
   */
  public JsonOptions withRecordsAt(String pointer) {
    return new JsonOptions(JsonPointer.parse(pointer), shape, charset, nesting, lists, nonFinite);
  }

  /**
   * Says how records lie in the document. Not used for writing and by NDJSON.
   *
   * @param newShape the shape that the document must have
   * @return changed options
   */
  public JsonOptions withShape(Shape newShape) {
    return new JsonOptions(recordsAt, newShape, charset, nesting, lists, nonFinite);
  }

  /**
   * Sets the encoding of the input. With UTF-8 or UTF-16, a byte order mark of either at the
   * beginning of the input has the last word. Output is always UTF-8 without a mark.
   *
   * @param newCharset for example {@link StandardCharsets#ISO_8859_1}; UTF-8 is the fastest, and
   *     what RFC 8259 asks for
   * @return changed options
   */
  public JsonOptions withCharset(Charset newCharset) {
    return new JsonOptions(recordsAt, shape, newCharset, nesting, lists, nonFinite);
  }

  /**
   * Says what an object inside a record is.
   *
   * @param newNesting whether objects are read as columns, and columns written as objects
   * @return changed options
   */
  public JsonOptions withNesting(Nesting newNesting) {
    return new JsonOptions(recordsAt, shape, charset, newNesting, lists, nonFinite);
  }

  /**
   * Says what a list is where a column is of text. Lists of numbers, all of the same length, are
   * vectors in any case. Not used for writing: text is written as a string.
   *
   * @param newLists whether such a list is refused
   * @return changed options
   */
  public JsonOptions withLists(Lists newLists) {
    return new JsonOptions(recordsAt, shape, charset, nesting, newLists, nonFinite);
  }

  /**
   * Says how NaN and the infinities are written. They are read from strings in any case.
   *
   * @param newNonFinite what is written
   * @return changed options
   */
  public JsonOptions withNonFinite(NonFinite newNonFinite) {
    return new JsonOptions(recordsAt, shape, charset, nesting, lists, newNonFinite);
  }

  /**
   * Returns where in the document the records are.
   *
   * @return a JSON Pointer; empty for the whole document
   */
  public String recordsAt() {
    return recordsAt.toString();
  }

  JsonPointer pointer() {
    return recordsAt;
  }

  /**
   * Returns how records lie in the document.
   *
   * @return the shape
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns the encoding of the input.
   *
   * @return the encoding
   */
  public Charset charset() {
    return charset;
  }

  /**
   * Returns what an object inside a record is.
   *
   * @return whether objects are columns
   */
  public Nesting nesting() {
    return nesting;
  }

  /**
   * Returns what a list is where a column is of text.
   *
   * @return whether such a list is refused
   */
  public Lists lists() {
    return lists;
  }

  /**
   * Returns how NaN and the infinities are written.
   *
   * @return what is written
   */
  public NonFinite nonFinite() {
    return nonFinite;
  }
}
