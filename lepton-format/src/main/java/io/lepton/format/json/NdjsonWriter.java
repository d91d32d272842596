package io.lepton.format.json;

import io.lepton.data.RecordBatch;
import io.lepton.format.internal.RowWriter;
import io.lepton.spi.WriteRequest;
import java.io.IOException;

/**
 * Writes one JSON object a line.
 *
 * <p>Bytes are written without a JSON library in between: what is known before the first row, the
 * names, is escaped once, and numbers and text go straight from the columns into the output buffer.
 */
final class NdjsonWriter extends RowWriter {

  private final JsonName[] names;
  private final JsonCell[] cells;

  NdjsonWriter(WriteRequest request) throws IOException {
    super(request);
    names = new JsonName[schema().size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = new JsonName(schema().field(i).name(), i == 0);
    }
    cells = new JsonCell[names.length];
  }

  @Override
  protected long prepare(RecordBatch batch) {
    long room = 3;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = JsonCell.of(names[i], batch.column(i), batch.rowCount());
      room += cells[i].room();
    }
    return room;
  }

  @Override
  protected int printRow(int row, byte[] out, int at) {
    int to = at;
    // For a record without fields; otherwise the first name begins with it, too.
    out[to] = '{';
    for (JsonCell cell : cells) {
      to = cell.print(row, out, to);
    }
    int end = Math.max(to, at + 1);
    out[end] = '}';
    out[end + 1] = '\n';
    return end + 2;
  }

  @Override
  protected void writeRow(int row) throws IOException {
    for (JsonCell cell : cells) {
      cell.write(row, sink());
    }
    sink().write((byte) '}');
    sink().write((byte) '\n');
  }
}
