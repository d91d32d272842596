package io.lepton.format;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.DataSource;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * All that comes out of a reader, to be compared with what another one makes of the same bytes.
 *
 * @param rows the rows, as {@link TestRows} has them
 * @param numbers their numbers
 * @param rejections what was rejected
 * @param fault what ended the reading, if not the end
 * @param message what it said
 */
public record ReadOutcome(
    List<List<@Nullable Object>> rows,
    List<Long> numbers,
    List<Rejection> rejections,
    @Nullable ErrorCode fault,
    String message) {

  /** Reads all there is, in batches of so many rows. */
  public static ReadOutcome of(RecordFormat format, ReadRequest request, int batchRows)
      throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    try (RecordReader reader = format.reader(request.withRejections(rejections::add))) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), batchRows);
      while (reader.read(batch)) {
        rows.addAll(TestRows.rows(batch));
        for (int i = 0; i < batch.rowCount(); i++) {
          numbers.add(batch.rowNumbers()[i]);
        }
      }
      return new ReadOutcome(rows, numbers, rejections, null, "");
    } catch (LeptonException e) {
      return new ReadOutcome(rows, numbers, rejections, e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** A source that delivers its bytes in pieces of 1 to {@code most}. */
  public static DataSource pieces(byte[] bytes, int most, long seed) {
    return DataSource.ofStream(
        "memory",
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          private final Random random = new Random(seed);

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
          }
        });
  }
}
