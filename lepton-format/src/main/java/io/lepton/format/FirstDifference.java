package io.lepton.format;

import io.lepton.LeptonException;
import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.internal.CellEquality;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;

/** Finds where an output, read back, first differs from its input. */
final class FirstDifference {

  // A batch of one record keeps both sides in step, and nobody waits for an error.
  private final RecordBatch expected;
  private final RecordBatch found;
  private long row;

  private FirstDifference(Schema schema) {
    expected = RecordBatch.allocate(schema, 1);
    found = RecordBatch.allocate(schema, 1);
  }

  /**
   * Says where the first difference is, in words and without values.
   *
   * @param input opens what was converted, leaving out what was left out then
   * @param output how to read what was written
   */
  static String describe(
      Verification.Reopening input, ReadRequest output, RecordFormat outputFormat)
      throws IOException {
    Schema schema = output.schema().orElseThrow();
    try (Intake expected = input.open();
        RecordReader found = outputFormat.reader(output)) {
      return new FirstDifference(schema).find(expected.reader(), found);
    } catch (IllegalStateException e) {
      return unknown("the input cannot be read again to say where");
    } catch (LeptonException e) {
      return unknown("the input changed since it was read");
    }
  }

  private static String unknown(String reason) {
    return "some value differs, and " + reason;
  }

  private String find(RecordReader input, RecordReader output) throws IOException {
    while (true) {
      boolean more = input.read(expected);
      if (more != output.read(found)) {
        return more
            ? "it ends after row %d, where there are more".formatted(row)
            : "it goes on after row %d, the last one".formatted(row);
      }
      if (!more) {
        return unknown("the input changed since it was read");
      }
      row++;
      for (int i = 0; i < expected.columns().size(); i++) {
        if (!CellEquality.ofRows(expected.column(i), found.column(i)).equal(0, 0)) {
          return describe(i);
        }
      }
    }
  }

  private String describe(int index) {
    String needed = what(expected.column(index));
    String got = what(found.column(index));
    return "row %d%s, column %s needs %s, found %s"
        .formatted(
            row,
            rowOfInput(),
            expected.schema().field(index).name(),
            needed,
            got.equals(needed) ? "another" : got);
  }

  // Rows that were rejected are not in the output.
  private String rowOfInput() {
    long number = expected.rowNumbers()[0];
    return number == row ? "" : " (row %d of the input)".formatted(number);
  }

  private static String what(Column column) {
    return column.isNull(0) ? "no value" : "a value";
  }
}
