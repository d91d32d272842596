package io.lepton.format;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.DataSource;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.canonical.DatasetDigest;
import io.lepton.format.canonical.DatasetDigest.Kind;
import io.lepton.format.canonical.DatasetDigester;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;

/**
 * Checks that an output, read back, is what was written to it.
 *
 * <p>Two digests are compared. Only if they differ is the input read again, beside the output, to
 * find where.
 */
final class Verification {

  private final Schema schema;
  private final DatasetDigester written;
  private final Runnable requireGoingOn;

  Verification(Schema schema, Runnable requireGoingOn) {
    this.schema = schema;
    this.requireGoingOn = requireGoingOn;
    written = DatasetDigester.of(schema, Kind.SEQUENCE);
  }

  void add(RecordBatch batch) {
    written.update(batch);
  }

  /**
   * Reads the output and compares it with what was added.
   *
   * @param output how to read what was written
   * @param format its format
   * @param input opens what was converted once more, for the place of a difference
   * @return the digest of both
   */
  DatasetDigest check(ReadRequest output, RecordFormat format, Reopening input) throws IOException {
    ReadRequest back = output.withSchema(schema);
    if (!sameDigest(back, format)) {
      throw lost(output.source(), FirstDifference.describe(input, back, format));
    }
    return written.digest(Kind.SEQUENCE);
  }

  private boolean sameDigest(ReadRequest request, RecordFormat format) throws IOException {
    DatasetDigester read = DatasetDigester.of(schema, Kind.SEQUENCE);
    try (RecordReader reader = format.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(schema, RecordBatch.DEFAULT_CAPACITY);
      while (reader.read(batch)) {
        read.update(batch);
        requireGoingOn.run();
      }
    } catch (LeptonException e) {
      if (e.code() == ErrorCode.EMPTY_INPUT && written.rows() == 0) {
        // In some formats nothing is what no records look like.
        return true;
      }
      throw new LeptonException(
          ErrorCode.NOT_LOSSLESS,
          "%s cannot be read back; nothing was kept: %s"
              .formatted(request.source().name(), e.getMessage()),
          e);
    }
    return read.rows() == written.rows()
        && read.digest(Kind.SEQUENCE).equals(written.digest(Kind.SEQUENCE));
  }

  private LeptonException lost(DataSource output, String where) {
    return new LeptonException(
        ErrorCode.NOT_LOSSLESS,
        "%s, read back, is not what was written; nothing was kept: %s"
            .formatted(output.name(), where));
  }

  /** Opens the input as it was opened for the conversion. */
  @FunctionalInterface
  interface Reopening {
    Intake open() throws IOException;
  }
}
