package io.lepton.format.internal;

import io.lepton.data.Field;
import io.lepton.data.FieldEvidence;
import java.util.List;

/**
 * What the first records of a source hold in one column of text, and which type that makes it.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class ColumnSample {

  /** How many records of a source are looked at, at most. */
  public static final int MAX_RECORDS = 10_000;

  /** How many bytes of a source are looked at, about. */
  public static final int MAX_BYTES = 4 << 20;

  // 95 %, two-sided: the square of the quantile of the normal distribution.
  private static final double Z_SQUARED = 1.959964 * 1.959964;

  private final TypeInference types = new TypeInference();
  private long values;

  /** Makes a sample that has seen nothing. */
  public ColumnSample() {}

  /**
   * Looks at a value. One that is blank counts as missing.
   *
   * @param bytes where it lies, with eight bytes of slack after it
   * @param start its first byte
   * @param end the end of it
   */
  public void look(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    if (at < end) {
      values++;
      types.look(bytes, start, end);
    }
  }

  /**
   * Returns how many values there were.
   *
   * @return the values that were not blank
   */
  public long values() {
    return values;
  }

  /**
   * Returns what was found.
   *
   * @param name the name of the column
   * @param records how many records there were, with and without a value
   * @return the field, nullable, and the evidence for its type: every value looked at fits it, so
   *     that Wilson's lower bound is {@code n / (n + z²)}
   */
  public FieldEvidence evidence(String name, long records) {
    Field field = Field.of(name, types.type());
    double confidence = values / (values + Z_SQUARED);
    return new FieldEvidence(field, values, records - values, confidence, List.of());
  }
}
