package io.lepton.format.diff;

import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.canonical.CanonicalLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** 128 bits of SHA-256 of a record's canonical line, and of that of its key. */
final class RecordHash {

  private final Half key;
  private final Half record;

  RecordHash(Schema schema, List<String> key) {
    this.key = new Half(schema, key);
    this.record = new Half(schema, schema.names());
  }

  void begin(RecordBatch batch) {
    key.lines.begin(batch);
    record.lines.begin(batch);
  }

  void compute(int row) throws IOException {
    key.compute(row);
    record.compute(row);
  }

  long keyHigh() {
    return key.high;
  }

  long keyLow() {
    return key.low;
  }

  long recordHigh() {
    return record.high;
  }

  long recordLow() {
    return record.low;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  private static final class Half extends OutputStream {

    private final MessageDigest digest = sha256();
    private final CanonicalLines lines;
    private long high;
    private long low;

    Half(Schema schema, List<String> columns) {
      lines = CanonicalLines.to(this, schema, columns);
    }

    void compute(int row) throws IOException {
      lines.write(row);
      lines.flush();
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      high = hash.getLong();
      low = hash.getLong();
    }

    @Override
    public void write(int b) {
      digest.update((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }
  }
}
