package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.internal.SipHash;
import io.lepton.quality.Constraint;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a data set that a rule refers to. */
final class ReferenceLoad {

  private final Constraint.Reference reference;
  private final Schema schema;
  private final KeyTable table;
  private final Fingerprints fingerprints;
  private final int[] columns;
  private final List<KeyColumn> keyColumns = new ArrayList<>();

  /**
   * Makes a load.
   *
   * @param reference what is referred to
   * @param schema the columns of the key there
   * @param table where the keys go
   * @param hash used for both data sets
   */
  ReferenceLoad(Constraint.Reference reference, Schema schema, KeyTable table, SipHash hash) {
    this.reference = reference;
    this.schema = schema;
    this.table = table;
    this.columns = IntStream.range(0, schema.size()).toArray();
    this.fingerprints = new Fingerprints(columns, keys(), hash);
  }

  private List<@Nullable KeyColumn> keys() {
    List<@Nullable KeyColumn> keys = new ArrayList<>();
    for (int column : columns) {
      KeyColumn key = new KeyColumn(column);
      keyColumns.add(key);
      keys.add(KeyColumn.has(schema.field(column).type()) ? key : null);
    }
    return keys;
  }

  void run() throws IOException {
    ReadRequest request = ReadRequest.of(reference.source()).withSchema(schema);
    try (RecordReader reader = reference.format().reader(request)) {
      RecordBatch batch = RecordBatch.allocate(schema, RecordBatch.DEFAULT_CAPACITY);
      long[] present = new long[Bits.words(batch.capacity())];
      while (reader.read(batch)) {
        add(batch, present);
      }
    }
  }

  private void add(RecordBatch batch, long[] present) {
    int rows = batch.rowCount();
    Bits.present(batch, columns, present);
    keyColumns.forEach(KeyColumn::forget);
    fingerprints.compute(batch, present);
    for (int row = Bits.next(present, 0, rows);
        row < rows;
        row = Bits.next(present, row + 1, rows)) {
      table.putIfAbsent(fingerprints.low()[row], fingerprints.high()[row], 0);
    }
  }
}
