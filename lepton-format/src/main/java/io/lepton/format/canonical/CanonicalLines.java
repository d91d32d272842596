package io.lepton.format.canonical;

import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.internal.ByteSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes records as canonical JSON, one a line: every line is the JSON object of {@link
 * CanonicalJson} and a line feed.
 *
 * <pre>{@code
 * CanonicalLines lines = CanonicalLines.to(out, schema);
 * lines.begin(batch);
 * for (int row = 0; row < batch.rowCount(); row++) {
 *   lines.write(row);
 * }
 * lines.flush();
 * }</pre>
 *
 * <p><b>Threads.</b> One thread at a time. The stream belongs to the caller.
 */
public final class CanonicalLines {

  private final Schema schema;
  private final int[] order;
  private final byte[][] before;
  private final CanonicalCell[] cells;
  private final ByteSink sink;

  private CanonicalLines(OutputStream out, Schema schema, List<String> columns) {
    this.schema = schema;
    this.sink = new ByteSink(out);
    this.order =
        columns.stream()
            .sorted(Comparator.naturalOrder())
            .mapToInt(name -> position(schema, name))
            .toArray();
    this.before = new byte[order.length][];
    for (int i = 0; i < order.length; i++) {
      before[i] = JsonNames.before(schema.field(order[i]).name(), i == 0);
    }
    this.cells = new CanonicalCell[order.length];
  }

  private static int position(Schema schema, String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("No field is named " + name);
    }
    return index;
  }

  /**
   * Begins to write records with all their columns.
   *
   * @param out where the lines go
   * @param schema the fields of every batch
   * @return the writer
   * @throws IllegalArgumentException if a name is not well-formed Unicode
   */
  public static CanonicalLines to(OutputStream out, Schema schema) {
    return new CanonicalLines(out, schema, schema.names());
  }

  /**
   * Begins to write some columns of records.
   *
   * @param out where the lines go
   * @param schema the fields of every batch
   * @param columns the names of the members, in any order; each at most once
   * @return the writer
   * @throws IllegalArgumentException if the schema has no such field, or a name is not well-formed
   *     Unicode
   */
  public static CanonicalLines to(OutputStream out, Schema schema, List<String> columns) {
    return new CanonicalLines(out, schema, columns);
  }

  /**
   * Turns to another batch.
   *
   * @param batch a batch of the writer's schema, which must not change before the next call
   * @throws IllegalArgumentException if it is of another schema
   */
  public void begin(RecordBatch batch) {
    if (!batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "The writer needs batches of %s, got %s".formatted(schema, batch.schema()));
    }
    Arrays.setAll(cells, i -> CanonicalCell.of(before[i], batch.column(order[i])));
  }

  /**
   * Writes a record of the batch. The last bytes may be held back until {@link #flush}.
   *
   * @param row the row, from 0
   * @throws IOException if the stream fails
   */
  public void write(int row) throws IOException {
    if (cells.length == 0) {
      sink.write((byte) '{');
    }
    for (CanonicalCell cell : cells) {
      cell.write(row, sink);
    }
    sink.write((byte) '}');
    sink.write((byte) '\n');
  }

  /**
   * Hands on what is held back. The stream itself is not flushed.
   *
   * @throws IOException if the stream fails
   */
  public void flush() throws IOException {
    sink.flush();
  }
}
