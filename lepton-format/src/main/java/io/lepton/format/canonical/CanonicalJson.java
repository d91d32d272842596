package io.lepton.format.canonical;

import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The canonical form of JSON: RFC 8785, the JSON Canonicalization Scheme. Two documents of the same
 * content are the same bytes, so that they can be hashed, signed and compared.
 *
 * <pre>{@code
 * byte[] canonical = CanonicalJson.of("{\"b\": 1.50, \"a\": [1e3]}".getBytes(StandardCharsets.UTF_8));
 * // {"a":[1000],"b":1.5}
 * }</pre>
 *
 * <p>No white space; members sorted by the UTF-16 code units of their names; numbers as ECMAScript
 * prints them; in strings only what must be escaped is escaped; UTF-8.
 *
 * <p>A record is an object with one member a column:
 *
 * <table>
 * <caption>Values of a record</caption>
 * <thead><tr><th>Type</th><th>JSON</th></tr></thead>
 * <tbody>
 * <tr><td>missing, of any type</td><td>{@code null}; the member is there</td></tr>
 * <tr><td>bool</td><td>{@code true}, {@code false}</td></tr>
 * <tr><td>int8 to uint64</td><td>a number from -(2^53 - 1) to 2^53 - 1, otherwise a string of the
 *     digits: every JSON parser reads the same (RFC 7493, section 2.2; RFC 8785, appendix D)</td></tr>
 * <tr><td>fp16, bf16, fp32, fp64</td><td>the number as a binary64, which holds all of them exactly:
 *     {@code 0.1} of an fp32 is {@code 0.10000000149011612}. What JSON has no number for is a string:
 *     {@code "NaN"} (one, whatever its bits), {@code "Infinity"}, {@code "-Infinity"}, and {@code
 *     "-0"}, which RFC 8785 would print as {@code 0}</td></tr>
 * <tr><td>decimal</td><td>a string with as many digits after the point as the type has: {@code
 *     "12.50"}</td></tr>
 * <tr><td>text</td><td>a string, the characters as they are: no Unicode normalisation</td></tr>
 * <tr><td>bytes</td><td>a string of Base64 with padding (RFC 4648, section 4)</td></tr>
 * <tr><td>date</td><td>a string, {@code "2024-02-29"}; years before 0000 and after 9999 carry a sign
 *     </td></tr>
 * <tr><td>timestamp</td><td>a string, {@code "2024-02-29T12:00:00.5Z"}, without {@code Z} for a wall
 *     clock; seconds always, then as many digits as are not zero, six at most</td></tr>
 * <tr><td>a vector</td><td>an array</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Values of two types may look the same, as an fp64 of 5 and an int8 of 5 do; the schema tells
 * them apart.
 *
 * <p>Stateless. To write many records, use {@link CanonicalLines}.
 */
public final class CanonicalJson {

  /** How many objects and arrays may lie inside each other. */
  public static final int MAX_DEPTH = 500;

  private CanonicalJson() {}

  /**
   * Returns a JSON document in canonical form.
   *
   * <p>As RFC 8785 demands, numbers are doubles: digits beyond them are lost, and {@code -0}
   * becomes {@code 0}.
   *
   * @param json one JSON value of any kind, in UTF-8 without a byte order mark
   * @return the same in canonical form
   * @throws io.lepton.MalformedInputException if it is not well-formed JSON, not I-JSON (RFC 7493:
   *     two members of one name, half of a surrogate pair), or has a number beyond the doubles; the
   *     message gives the place and not the content
   * @throws io.lepton.LimitExceededException if it nests deeper than {@value #MAX_DEPTH}, or a
   *     number has more than 10,000 digits
   */
  public static byte[] of(byte[] json) {
    return new JsonCanonicalizer(json).canonical();
  }

  /**
   * Returns a record in canonical form.
   *
   * @param batch the batch
   * @param row the row, from 0
   * @return a JSON object
   * @throws IndexOutOfBoundsException if the batch has no such row
   * @throws IllegalArgumentException if a column's name is not well-formed Unicode
   */
  public static byte[] of(RecordBatch batch, int row) {
    if (row < 0 || row >= batch.rowCount()) {
      throw new IndexOutOfBoundsException(
          "The batch has %d rows, there is no row %d".formatted(batch.rowCount(), row));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CanonicalLines lines = CanonicalLines.to(out, batch.schema());
    lines.begin(batch);
    try {
      lines.write(row);
      lines.flush();
    } catch (IOException e) {
      throw new AssertionError("Memory does not fail", e);
    }
    return Arrays.copyOf(out.toByteArray(), out.size() - 1);
  }

  /**
   * Returns one value of a record in canonical form.
   *
   * @param column the column
   * @param row the row, from 0
   * @return a JSON value, {@code null} where it is missing
   */
  public static byte[] of(Column column, int row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink = new ByteSink(out, EcmaNumber.ROOM);
    try {
      CanonicalCell.of(new byte[0], column).write(row, sink);
      sink.flush();
    } catch (IOException e) {
      throw new AssertionError("Memory does not fail", e);
    }
    return out.toByteArray();
  }
}
