package io.lepton.format.compression;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import java.io.IOException;

/** A reader that counts the bytes as they lie in the source: compressed. */
final class PackedReader implements RecordReader {

  private final RecordReader reader;
  private final PackedSource source;

  PackedReader(RecordReader reader, PackedSource source) {
    this.reader = reader;
    this.source = source;
  }

  @Override
  public Schema schema() {
    return reader.schema();
  }

  @Override
  public boolean read(RecordBatch batch) throws IOException {
    return reader.read(batch);
  }

  @Override
  public long bytesRead() {
    return source.compressedBytes();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
