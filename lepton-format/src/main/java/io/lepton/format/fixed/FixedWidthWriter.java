package io.lepton.format.fixed;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.internal.ByteSink;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes records of fixed width, each as a whole or not at all. */
final class FixedWidthWriter implements RecordWriter {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Schema schema;
  private final Places places;
  private final List<OutputColumn> columns;
  private final boolean lines;
  private final int recordWidth;
  private final ByteSink sink;
  private byte[] line = new byte[256];
  private int length;
  private long rows;
  private boolean begun;

  FixedWidthWriter(WriteRequest request, FixedWidthOptions options) throws IOException {
    this.schema = request.schema();
    // What is written is UTF-8, and so are the bytes that count.
    this.places = Places.of(options.unit(), StandardCharsets.UTF_8);
    this.columns = OutputLayout.of(options, schema, places);
    this.lines = options.recordWidth().isEmpty();
    int last = columns.isEmpty() ? 0 : columns.get(columns.size() - 1).place().end() - 1;
    this.recordWidth = options.recordWidth().orElse(last);
    this.sink = new ByteSink(request.target().open());
    if (options.header()) {
      writeHeader();
    }
  }

  private void writeHeader() throws IOException {
    int at = begin();
    for (OutputColumn column : columns) {
      FixedWidthColumn place = column.place();
      byte[] name = place.name().getBytes(StandardCharsets.UTF_8);
      int padding = padding(place, name, 0, name.length, "Header");
      fill(place.start() - 1 - at, ' ');
      fill(column.before(padding), ' ');
      add(name, 0, name.length);
      fill(padding - column.before(padding), ' ');
      at = place.end() - 1;
    }
    end(at);
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    if (!batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "The writer needs batches of %s, got %s".formatted(schema, batch.schema()));
    }
    columns.forEach(column -> column.bind(batch));
    for (int row = 0; row < batch.rowCount(); row++) {
      writeRow(row);
    }
  }

  private void writeRow(int row) throws IOException {
    rows++;
    int at = begin();
    for (OutputColumn column : columns) {
      FixedWidthColumn place = column.place();
      fill(place.start() - 1 - at, ' ');
      if (column.find(row)) {
        addValue(column);
      } else {
        // Not with the padding: zeros would be a number.
        fill(place.width(), ' ');
      }
      at = place.end() - 1;
    }
    end(at);
  }

  private void addValue(OutputColumn column) {
    FixedWidthColumn place = column.place();
    byte[] bytes = column.bytes();
    int padding = padding(place, bytes, column.start(), column.end(), "Row " + rows);
    int before = column.before(padding);
    int start = column.start();
    if (column.isSignFirst()) {
      add(bytes, start, 1);
      start++;
    }
    fill(before, place.padding());
    add(bytes, start, column.end() - start);
    fill(padding - before, place.padding());
  }

  private int padding(FixedWidthColumn place, byte[] bytes, int start, int end, String where) {
    int width = places.width(bytes, start, end);
    if (width > place.width()) {
      throw new LeptonException(
          ErrorCode.UNREPRESENTABLE,
          "%s, column %s: needs at most %d places, found %d"
              .formatted(where, place.name(), place.width(), width));
    }
    if (!isWritable(bytes, start, end)) {
      throw new LeptonException(
          ErrorCode.UNREPRESENTABLE,
          "%s, column %s: needs text without NUL%s"
              .formatted(where, place.name(), lines ? " and without line ends" : ""));
    }
    return place.width() - width;
  }

  private boolean isWritable(byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      byte b = bytes[at];
      if (b == 0 || lines && (b == '\n' || b == '\r')) {
        return false;
      }
    }
    return true;
  }

  private int begin() {
    length = 0;
    return 0;
  }

  private void fill(int count, char padding) {
    reserve(count);
    Arrays.fill(line, length, length + count, (byte) padding);
    length += count;
  }

  private void add(byte[] bytes, int start, int count) {
    reserve(count);
    System.arraycopy(bytes, start, line, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (line.length - length < count) {
      line = Arrays.copyOf(line, Math.max(Math.addExact(length, count), 2 * length));
    }
  }

  private void end(int at) throws IOException {
    fill(recordWidth - at, ' ');
    if (!begun && beginsWithMark()) {
      sink.write(MARK, 0, MARK.length);
    }
    begun = true;
    sink.write(line, 0, length);
    if (lines) {
      sink.write((byte) '\n');
    }
  }

  // A reader takes it for a byte order mark and passes over it, but not over a second one.
  private boolean beginsWithMark() {
    return length >= MARK.length && Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length);
  }

  @Override
  public void close() throws IOException {
    sink.flush();
  }
}
