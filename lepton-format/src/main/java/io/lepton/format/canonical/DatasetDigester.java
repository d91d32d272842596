package io.lepton.format.canonical;

import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.canonical.DatasetDigest.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Computes digests of a data set from its batches.
 *
 * <pre>{@code
 * DatasetDigester digester =
 *     DatasetDigester.of(schema, DatasetDigest.Kind.SEQUENCE, DatasetDigest.Kind.CONTENT);
 * digester.update(batch);
 * System.out.println(digester.rows() + " " + digester.digest(DatasetDigest.Kind.CONTENT));
 * }</pre>
 *
 * <p>Memory does not grow with the data.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class DatasetDigester {

  private final Set<Kind> kinds;
  private final byte[] schemaLine;
  private final CanonicalLines lines;
  private final MessageDigest sequence = sha256();
  private final MessageDigest record = sha256();
  private final MultisetHash content = new MultisetHash(sha256());
  private long rows;

  private DatasetDigester(Schema schema, Set<Kind> kinds) {
    this.kinds = kinds;
    this.schemaLine = schemaLine(schema);
    this.lines = CanonicalLines.to(new Hashing(), schema);
    begin(sequence, Kind.SEQUENCE);
  }

  /**
   * Begins with no rows.
   *
   * @param schema the fields of every batch
   * @param kinds which digests will be asked for; a content digest takes some five microseconds a
   *     record, a sequence digest a fraction of one
   * @return the digester
   * @throws IllegalArgumentException if a column's name is not well-formed Unicode
   */
  public static DatasetDigester of(Schema schema, Kind... kinds) {
    EnumSet<Kind> set = EnumSet.noneOf(Kind.class);
    set.addAll(List.of(kinds));
    return new DatasetDigester(schema, set);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  // A record with types in place of values.
  private static byte[] schemaLine(Schema schema) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    List<Field> sorted =
        schema.fields().stream().sorted(Comparator.comparing(Field::name)).toList();
    for (Field field : sorted) {
      line.writeBytes(JsonNames.before(field.name(), line.size() == 0));
      line.writeBytes(ascii("\"" + field.type() + "\""));
    }
    line.writeBytes(ascii(sorted.isEmpty() ? "{}\n" : "}\n"));
    return line.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void begin(MessageDigest digest, Kind kind) {
    digest.update(ascii(kind.prefix() + "\n"));
    digest.update(schemaLine);
  }

  /**
   * Takes in the rows of a batch, after those of the batches before.
   *
   * @param batch rows of the digester's schema; not retained
   * @throws IllegalArgumentException if it is of another schema
   */
  public void update(RecordBatch batch) {
    lines.begin(batch);
    try {
      for (int row = 0; row < batch.rowCount(); row++) {
        lines.write(row);
        endRecord();
      }
      lines.flush();
    } catch (IOException e) {
      throw new AssertionError("Hashing does not fail", e);
    }
    rows += batch.rowCount();
  }

  // Without a content digest the lines need not be told apart, and go on in large pieces.
  private void endRecord() throws IOException {
    if (kinds.contains(Kind.CONTENT)) {
      lines.flush();
      content.add(record.digest());
    }
  }

  /**
   * Returns how many rows were taken in.
   *
   * @return the number of records
   */
  public long rows() {
    return rows;
  }

  /**
   * Returns the digest of the rows so far. More may follow.
   *
   * @param kind one of the kinds that the digester was made for
   * @return the digest
   * @throws IllegalArgumentException if it was not made for this kind
   */
  public DatasetDigest digest(Kind kind) {
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException(
          "The digester was made for %s, not %s".formatted(kinds, kind));
    }
    return DatasetDigest.of(kind, kind == Kind.SEQUENCE ? sequenceHash() : contentHash());
  }

  private byte[] sequenceHash() {
    try {
      return ((MessageDigest) sequence.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("SHA-256 of the JDK can be cloned", e);
    }
  }

  private byte[] contentHash() {
    MessageDigest digest = sha256();
    begin(digest, Kind.CONTENT);
    digest.update(ascii(rows + "\n"));
    return digest.digest(content.bytes());
  }

  /** Takes the lines in. */
  private final class Hashing extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (kinds.contains(Kind.SEQUENCE)) {
        sequence.update(bytes, offset, length);
      }
      if (kinds.contains(Kind.CONTENT)) {
        record.update(bytes, offset, length);
      }
    }
  }
}
