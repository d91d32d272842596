package io.lepton.bench.jmh;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.Conversion;
import io.lepton.format.Formats;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the peers do, done with Lepton. Stateless. */
final class LeptonFormats {

  private LeptonFormats() {}

  /** Reads a file, whose name says its format. */
  static long read(Path file, int threads, Consumer<RecordBatch> consumer) throws IOException {
    ReadRequest request =
        ReadRequest.of(DataSource.of(file)).withSchema(MixedFile.SCHEMA).withThreads(threads);
    long rows = 0;
    try (RecordReader reader = Formats.forPath(file).reader(request)) {
      RecordBatch batch = RecordBatch.allocate(MixedFile.SCHEMA, RecordBatch.DEFAULT_CAPACITY);
      while (reader.read(batch)) {
        rows += batch.rowCount();
        consumer.accept(batch);
      }
    }
    return rows;
  }

  /** Converts. */
  static long convert(Path csv, Path ndjson) throws IOException {
    return Conversion.from(csv).to(ndjson).withSchema(MixedFile.SCHEMA).run().rowsWritten();
  }

  /** Lays columns of doubles into batches. */
  static List<RecordBatch> batches(double[][] columns) {
    List<Field> fields = new ArrayList<>();
    for (int column = 0; column < columns.length; column++) {
      fields.add(Field.of(MixedFile.SCHEMA.field(column).name(), ColumnType.FP64));
    }
    List<RecordBatch> batches = new ArrayList<>();
    int rows = columns[0].length;
    for (int first = 0; first < rows; first += RecordBatch.DEFAULT_CAPACITY) {
      RecordBatch batch = RecordBatch.allocate(Schema.of(fields), RecordBatch.DEFAULT_CAPACITY);
      batch.setRowCount(Math.min(batch.capacity(), rows - first));
      for (int column = 0; column < columns.length; column++) {
        double[] values = ((DoubleColumn) batch.column(column)).values();
        System.arraycopy(columns[column], first, values, 0, batch.rowCount());
      }
      batches.add(batch);
    }
    return batches;
  }

  /** Writes batches as JSON lines. */
  static void write(List<RecordBatch> batches, OutputStream out) throws IOException {
    DataTarget target = DataTarget.ofStream("benchmark", out);
    WriteRequest request = WriteRequest.of(target, batches.get(0).schema());
    try (RecordWriter writer = new NdjsonFormat().writer(request)) {
      for (RecordBatch batch : batches) {
        writer.write(batch);
      }
    }
    target.commit();
  }
}
