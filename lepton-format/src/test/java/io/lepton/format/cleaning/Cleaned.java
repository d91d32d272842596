package io.lepton.format.cleaning;

import io.lepton.data.Column;
import io.lepton.data.DataSource;
import io.lepton.data.DecimalColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.format.csv.CsvFormat;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What came out of a cleaning of CSV.
 *
 * @param schema the fields
 * @param rows the cells joined with {@code |}, missing ones as {@code ~}
 * @param rowNumbers which rows of the source they were
 * @param rejections the rows that were rejected
 * @param report the counts
 */
record Cleaned(
    Schema schema,
    List<String> rows,
    List<Long> rowNumbers,
    List<Rejection> rejections,
    CleaningReport report) {

  static Cleaned of(Schema schema, String csv, CleaningStep... steps) {
    return of(schema, csv, RecordBatch.DEFAULT_CAPACITY, steps);
  }

  static Cleaned of(Schema schema, String csv, int batchRows, CleaningStep... steps) {
    List<Rejection> rejections = new ArrayList<>();
    DataSource source = DataSource.of("test", csv.getBytes(StandardCharsets.UTF_8));
    ReadRequest request = ReadRequest.of(source).withSchema(schema).withRejections(rejections::add);
    try (CleaningReader reader =
        CleaningReader.open(Cleaning.of(steps), new CsvFormat(), request)) {
      List<String> rows = new ArrayList<>();
      List<Long> numbers = new ArrayList<>();
      RecordBatch batch = RecordBatch.allocate(reader.schema(), batchRows);
      while (reader.read(batch)) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(row(batch, row));
          numbers.add(batch.rowNumbers()[row]);
        }
      }
      return new Cleaned(reader.schema(), rows, numbers, rejections, reader.report());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String row(RecordBatch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (Column column : batch.columns()) {
      cells.add(column.isNull(row) ? "~" : cell(column, row));
    }
    return String.join("|", cells);
  }

  private static String cell(Column column, int row) {
    return switch (column.type().kind()) {
      case TEXT, BYTES -> ((TextColumn) column).text(row);
      case DATE -> LocalDate.ofEpochDay(((IntColumn) column).values()[row]).toString();
      case TIMESTAMP ->
          Instant.EPOCH.plusNanos(((LongColumn) column).values()[row] * 1000).toString();
      case DECIMAL -> ((DecimalColumn) column).get(row).toString();
      case INT64 -> Long.toString(((LongColumn) column).values()[row]);
      case UINT64 -> Long.toUnsignedString(((LongColumn) column).values()[row]);
      case BOOL -> Byte.toString(((io.lepton.data.ByteColumn) column).values()[row]);
      default -> Double.toString(Numbers.get(column, row));
    };
  }

  CleaningReport.Step step(int index) {
    return report.steps().get(index);
  }
}
