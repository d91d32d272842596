package io.lepton.format.xml;

import io.lepton.LeptonException;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.internal.CellRows;
import io.lepton.format.internal.CellSyntax;
import io.lepton.format.internal.ReaderGate;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into batches.
 *
 * <p>The values of a batch are gathered in the batch's own memory, record by record, and decoded
 * column by column, as those of CSV are. A value that is there but empty is written down as two NUL
 * characters, which cannot occur in XML and which the decoders take for quotes.
 *
 * <p>A fault ends the batch. The rows before it are delivered, and the next call throws, so that
 * what is read does not depend on the size of the batches.
 */
final class XmlReader implements RecordReader, RecordWalk.Cells {

  private static final int MAX_BATCH_BYTES = 32 << 20;

  /** How the text of a column becomes a cell. */
  private enum Use {
    AS_IT_IS,
    TRIMMED,
    LIST,
    WITHOUT_SPACE
  }

  private final Schema schema;
  private final ReaderGate gate;
  private final RecordWalk walk;
  private final CellRows rows;
  private final Use[] uses;
  private byte[] heap = {};
  private int heapSize;
  private @Nullable RecordBatch batch;
  private @Nullable LeptonException fault;
  private boolean ended;

  XmlReader(XmlInput in, XmlOptions options, ReadRequest request, Schema schema) {
    this.schema = schema;
    this.gate = new ReaderGate(schema);
    this.rows = new CellRows(schema, new CellSyntax(0, List.of("")), request.rejections());
    this.uses = schema.fields().stream().map(XmlReader::use).toArray(Use[]::new);
    PathTree tree = new PathTree(options, new SchemaPlaces(schema), request.limits().maxColumns());
    this.walk = new RecordWalk(in, tree, request.limits(), this);
  }

  private static Use use(Field field) {
    boolean list = field.type().width() > 1;
    return switch (field.type().kind()) {
      case TEXT -> one(field, Use.AS_IT_IS);
      // xs:base64Binary may be broken into lines.
      case BYTES -> one(field, Use.WITHOUT_SPACE);
      default -> list ? Use.LIST : Use.TRIMMED;
    };
  }

  // A space in a text could not be told from one between two.
  private static Use one(Field field, Use use) {
    if (field.type().width() > 1) {
      throw new IllegalArgumentException(
          "XML holds lists of numbers and dates, but field %s is of %s"
              .formatted(field.name(), field.type()));
    }
    return use;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long bytesRead() {
    return walk.bytesRead();
  }

  @Override
  public boolean read(RecordBatch newBatch) throws IOException {
    gate.enter(newBatch);
    do {
      fill(newBatch);
    } while (newBatch.rowCount() == 0 && fault == null && !ended);
    if (newBatch.rowCount() == 0 && fault != null) {
      throw fault;
    }
    gate.leave();
    return newBatch.rowCount() > 0;
  }

  private void fill(RecordBatch target) throws IOException {
    rows.begin(target);
    batch = target;
    heap = target.heap(CellRows.SLACK);
    // A missing cell is the empty one at the very beginning: what stands there must not be a quote.
    heap[0] = ' ';
    heapSize = 1;
    while (rows.size() < target.capacity() && heapSize < MAX_BATCH_BYTES && goOn()) {
      Rejection rejection = walk.rejection();
      if (rejection == null) {
        rows.endRow(target, walk.record());
      } else {
        rows.reject(target, rejection);
      }
    }
    rows.finish(target);
    batch = null;
  }

  private boolean goOn() throws IOException {
    if (fault != null || ended) {
      return false;
    }
    try {
      ended = !walk.next();
      return !ended;
    } catch (LeptonException e) {
      fault = e;
      return false;
    }
  }

  @Override
  public void startRecord() {
    rows.startRow();
  }

  @Override
  public void cell(int place, byte[] text, int length) {
    reserve(length);
    int start = heapSize;
    switch (uses[place]) {
      case AS_IT_IS -> copy(text, 0, length);
      case TRIMMED, LIST -> trim(text, length);
      case WITHOUT_SPACE -> copyWithoutSpace(text, length);
    }
    put(place, start);
  }

  private void put(int field, int start) {
    int first = rows.firstCell(field);
    if (uses[field] == Use.LIST) {
      putList(first, schema.field(field).type().width(), start);
    } else if (heapSize > start) {
      rows.put(first, start, heapSize);
    } else if (uses[field] != Use.TRIMMED) {
      heap[heapSize++] = 0;
      heap[heapSize++] = 0;
      rows.putQuoted(first, start, heapSize);
    }
  }

  private void putList(int first, int width, int start) {
    int end = heapSize;
    int count = 0;
    for (int at = start; at < end; count++) {
      int to = endOfItem(at, end);
      if (count < width) {
        rows.put(first + count, at, to);
      }
      at = startOfItem(to, end);
    }
    if (count > 0 && count != width) {
      // No value of any type, so that the record is rejected.
      heap[heapSize++] = '?';
      rows.put(first, end, heapSize);
    }
  }

  private int endOfItem(int start, int end) {
    int at = start;
    while (at < end && !Utf8Text.isSpace(heap[at])) {
      at++;
    }
    return at;
  }

  private int startOfItem(int start, int end) {
    int at = start;
    while (at < end && Utf8Text.isSpace(heap[at])) {
      at++;
    }
    return at;
  }

  private void reserve(int bytes) {
    int needed = Math.addExact(Math.addExact(heapSize, bytes), 2 + CellRows.SLACK);
    if (heap.length < needed && batch != null) {
      heap = batch.heap((int) Math.min(Math.max(needed, 2L * heap.length), Integer.MAX_VALUE - 8));
    }
  }

  private void copy(byte[] text, int from, int to) {
    System.arraycopy(text, from, heap, heapSize, to - from);
    heapSize += to - from;
  }

  private void trim(byte[] text, int length) {
    int from = 0;
    int to = length;
    while (from < to && Utf8Text.isSpace(text[from])) {
      from++;
    }
    while (from < to && Utf8Text.isSpace(text[to - 1])) {
      to--;
    }
    copy(text, from, to);
  }

  private void copyWithoutSpace(byte[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (!Utf8Text.isSpace(text[i])) {
        heap[heapSize++] = text[i];
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (gate.close()) {
      walk.close();
    }
  }
}
