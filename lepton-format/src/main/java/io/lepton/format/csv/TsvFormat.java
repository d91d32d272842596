package io.lepton.format.csv;

import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;

/**
 * Tab-separated values, for {@link java.util.ServiceLoader} to find: the same as {@link
 * CsvFormat#tsv()}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class TsvFormat implements RecordFormat {

  private final CsvFormat format = CsvFormat.tsv();

  /** Makes the format. */
  public TsvFormat() {}

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
    return format.reader(request);
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    return format.writer(request);
  }
}
