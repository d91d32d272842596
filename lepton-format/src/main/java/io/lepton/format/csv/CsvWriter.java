package io.lepton.format.csv;

import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.RowWriter;
import io.lepton.format.internal.VectorCells;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes CSV as RFC 4180 has it: a header, cells in quotes only where they need them, lines that
 * end in CR LF.
 *
 * <p>A missing value is an empty cell, or the first null token of the options; empty text is two
 * quotes. A vector is a column for each element, {@code name.0}, {@code name.1} and so on. In a
 * table of one column only, a missing value is two quotes as well, which a column of text reads
 * back as the empty text: a blank line would be no record at all.
 */
final class CsvWriter extends RowWriter {

  private final CsvStyle style;
  private final CsvCell[] cells;

  CsvWriter(WriteRequest request, CsvOptions options) throws IOException {
    super(request);
    int columns = schema().fields().stream().mapToInt(field -> field.type().width()).sum();
    style = new CsvStyle(options, columns);
    cells = new CsvCell[schema().size()];
    if (options.header()) {
      writeHeader();
    }
  }

  private void writeHeader() throws IOException {
    boolean first = true;
    for (Field field : schema().fields()) {
      int width = field.type().width();
      for (int i = 0; i < width; i++) {
        writeName(VectorCells.name(field, i), first);
        first = false;
      }
    }
    endLine();
  }

  private void writeName(String name, boolean first) throws IOException {
    if (!first) {
      sink().write(style.delimiter());
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    style.text().write(text, 0, text.length, first, sink());
  }

  private void endLine() throws IOException {
    sink().write((byte) '\r');
    sink().write((byte) '\n');
  }

  @Override
  protected long prepare(RecordBatch batch) {
    long room = 3;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = CsvCell.of(style, batch.column(i), i == 0, batch.rowCount());
      room += cells[i].room();
    }
    return room;
  }

  @Override
  protected int printRow(int row, byte[] out, int at) {
    int to = at;
    for (CsvCell cell : cells) {
      to = cell.print(row, out, to);
    }
    // In place of the last delimiter.
    int end = Math.max(to - 1, at);
    out[end] = '\r';
    out[end + 1] = '\n';
    return end + 2;
  }

  @Override
  protected void writeRow(int row) throws IOException {
    for (CsvCell cell : cells) {
      cell.write(row, sink());
    }
    endLine();
  }
}
