package io.lepton.format.json;

import io.lepton.data.RecordBatch;
import io.lepton.format.internal.RowWriter;
import io.lepton.spi.WriteRequest;
import java.io.IOException;

/**
 * Writes one JSON object a line, all of them in an array or none.
 *
 * <p>Bytes are written without a JSON library in between: what is known before the first row, the
 * names, is escaped once, and numbers and text go straight from the columns into the output buffer.
 */
final class JsonWriter extends RowWriter {

  private final RecordLayout layout;
  private final JsonName end;
  private final JsonCell[] cells;
  private final boolean nullForNonFinite;
  private final boolean array;
  private boolean begun;

  /**
   * Starts an output.
   *
   * @param array whether the records are elements of an array, rather than lines of their own
   */
  JsonWriter(WriteRequest request, JsonOptions options, boolean array) throws IOException {
    super(request);
    layout = RecordLayout.of(schema(), options.nesting() == JsonOptions.Nesting.NESTED);
    end = layout.end();
    cells = new JsonCell[layout.size()];
    nullForNonFinite = options.nonFinite() == JsonOptions.NonFinite.NULL;
    this.array = array;
  }

  @Override
  protected long prepare(RecordBatch batch) {
    long room = end.room() + 3;
    for (int i = 0; i < cells.length; i++) {
      cells[i] =
          JsonCell.of(
              layout.name(i), batch.column(layout.column(i)), batch.rowCount(), nullForNonFinite);
      room += cells[i].room();
    }
    return room;
  }

  @Override
  protected int printRow(int row, byte[] out, int at) {
    int to = array ? printSeparator(out, at) : at;
    for (JsonCell cell : cells) {
      to = cell.print(row, out, to);
    }
    to = end.print(out, to);
    // In an array the line ends only when it is known whether another one comes.
    out[to] = '\n';
    return array ? to : to + 1;
  }

  private int printSeparator(byte[] out, int at) {
    out[at] = (byte) (begun ? ',' : '[');
    out[at + 1] = '\n';
    begun = true;
    return at + 2;
  }

  @Override
  protected void writeRow(int row) throws IOException {
    if (array) {
      sink().moveTo(printSeparator(sink().reserve(2), sink().position()));
    }
    for (JsonCell cell : cells) {
      cell.write(row, sink());
    }
    sink().moveTo(end.print(sink().reserve(end.room()), sink().position()));
    if (!array) {
      sink().write((byte) '\n');
    }
  }

  @Override
  protected void finish() throws IOException {
    if (array) {
      sink().write((byte) (begun ? '\n' : '['));
      sink().write((byte) ']');
      sink().write((byte) '\n');
    }
  }
}
