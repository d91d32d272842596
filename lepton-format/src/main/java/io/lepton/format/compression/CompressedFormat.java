package io.lepton.format.compression;

import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;

/**
 * A format of records in files that are compressed as a whole, such as {@code customers.csv.gz}.
 *
 * <pre>{@code
 * RecordFormat format = CompressedFormat.of(new CsvFormat(), Compression.GZIP);
 * Schema schema = format.infer(ReadRequest.of(DataSource.of(Path.of("customers.csv.gz"))));
 * }</pre>
 *
 * <p>What the data expands to is bounded by {@link io.lepton.data.ReadLimits#maxExpandedBytes} and
 * {@link io.lepton.data.ReadLimits#maxExpansionRatio} ({@code LIMIT_EXCEEDED}); data that is cut
 * off or damaged is refused ({@code MALFORMED_COMPRESSION}) with the number of bytes up to there,
 * after the records before it were read. Memory does not grow with the file. {@link
 * RecordReader#bytesRead} counts compressed bytes; positions in messages of the format are those of
 * the expanded ones.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CompressedFormat implements RecordFormat {

  private final RecordFormat format;
  private final Packing packing;
  private final List<String> endings;

  CompressedFormat(RecordFormat format, Packing packing, List<String> endings) {
    this.format = format;
    this.packing = packing;
    this.endings = endings;
  }

  /**
   * Makes the format of compressed files.
   *
   * @param format what the files are when expanded
   * @param compression how they are compressed
   * @return a format named, for example, {@code csv.gz}
   */
  public static CompressedFormat of(RecordFormat format, Compression compression) {
    return new CompressedFormat(format, compression.packing(), compression.extensions());
  }

  @Override
  public String name() {
    return format.name() + "." + endings.get(0);
  }

  @Override
  public List<String> extensions() {
    return format.extensions().stream()
        .flatMap(inner -> endings.stream().map(outer -> inner + "." + outer))
        .toList();
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    return format.inference(request.withSource(expanded(request)));
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    PackedSource source = expanded(request);
    return new PackedReader(format.reader(request.withSource(source)), source);
  }

  private PackedSource expanded(ReadRequest request) {
    return new PackedSource(request.source(), packing, request.limits());
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    PackedTarget target = new PackedTarget(request.target(), packing);
    try {
      return new PackedWriter(format.writer(WriteRequest.of(target, request.schema())), target);
    } catch (IOException | RuntimeException | Error e) {
      finishAfter(target, e);
      throw e;
    }
  }

  private static void finishAfter(PackedTarget target, Throwable failure) {
    try {
      target.finish();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
