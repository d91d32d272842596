package io.lepton.format.compression;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordWriter;
import java.io.IOException;

/** A writer whose output is compressed. */
final class PackedWriter implements RecordWriter {

  private final RecordWriter writer;
  private final PackedTarget target;

  PackedWriter(RecordWriter writer, PackedTarget target) {
    this.writer = writer;
    this.target = target;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    writer.write(batch);
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      target.finish();
    }
  }
}
