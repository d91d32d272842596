package io.lepton.format.fuzz;

import io.lepton.LeptonException;
import io.lepton.LeptonIOException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;

/** Reads whatever Jazzer comes up with: nothing but Lepton's own exceptions may come out. */
final class Fuzzed {

  private static final ReadLimits LIMITS =
      ReadLimits.defaults().withMaxRecordBytes(1 << 16).withMaxExpandedBytes(1 << 24);

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("a", ColumnType.TEXT),
          Field.of("b", ColumnType.INT32),
          Field.of("c", ColumnType.FP32.vector(2)),
          Field.of("d", ColumnType.decimal(38, 10)),
          Field.of("e", ColumnType.TIMESTAMP_UTC),
          Field.of("f.g", ColumnType.BYTES));

  private Fuzzed() {}

  /** What is done with the bytes. */
  @FunctionalInterface
  interface Use {
    void run(DataSource source) throws IOException;
  }

  static void use(byte[] bytes, Use use) {
    try {
      use.run(DataSource.of("memory", bytes));
    } catch (LeptonException | LeptonIOException e) {
      // Refused, as it should be.
    } catch (IOException e) {
      throw new IllegalStateException("An IOException of bytes in memory", e);
    }
  }

  /** Reads with a schema that is found, and with one that is given. */
  static void read(byte[] bytes, RecordFormat format) {
    use(bytes, source -> drain(format, request(source)));
    use(bytes, source -> drain(format, request(source).withSchema(SCHEMA)));
  }

  private static ReadRequest request(DataSource source) {
    return ReadRequest.of(source).withLimits(LIMITS).withRejections(rejection -> {});
  }

  private static void drain(RecordFormat format, ReadRequest request) throws IOException {
    try (RecordReader reader = format.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 7);
      while (reader.read(batch)) {
        batch.rowCount();
      }
    }
  }
}
