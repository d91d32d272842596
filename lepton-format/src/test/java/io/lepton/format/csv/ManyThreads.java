package io.lepton.format.csv;

import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;

/** CSV that is always read by so many threads, in chunks so small that even tests have several. */
record ManyThreads(CsvFormat format, int threads, int chunkBytes) implements RecordFormat {

  @Override
  public String name() {
    return format.name();
  }

  @Override
  public List<String> extensions() {
    return format.extensions();
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    return format.inference(request);
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    return format.reader(request.withThreads(threads), chunkBytes);
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    return format.writer(request);
  }
}
