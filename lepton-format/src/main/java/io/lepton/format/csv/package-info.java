/**
 * CSV: comma-separated values and their relatives, read and written as RFC 4180 has them.
 *
 * <p>Begin with {@link io.lepton.format.csv.CsvFormat}; {@link io.lepton.format.csv.CsvOptions}
 * says what a file looks like that is not quite CSV:
 *
 * <pre>{@code
 * CsvOptions options = CsvOptions.defaults().withDelimiter(';').withNullTokens(List.of("", "?"));
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("adult.csv")));
 * try (RecordReader reader = new CsvFormat(options).reader(request)) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount() + " rows, up to row "
 *         + batch.rowNumbers()[batch.rowCount() - 1]);
 *   }
 * }
 * }</pre>
 *
 * <p>What is a record, which cells are missing, how types are inferred and what is rejected is
 * written at {@link io.lepton.format.csv.CsvFormat}.
 *
 * <p><b>How it works.</b> The bytes of a batch lie in the batch's own memory, and text cells are
 * views of them. Most blocks of records have nothing special about them; a scan without branches
 * finds all their cells at once, and each column is then decoded in a loop of its own. What is
 * special goes to slower scans, which agree with the fast one on everything it accepts.
 *
 * <p>With more than one thread the input is cut where records seem to end, and pieces are decoded
 * ahead of time; a piece counts once the one before it is known to end with a record.
 *
 * <p>Deliberately absent: guessing the delimiter, repairing broken quotes, and multi-line headers.
 */
@NullMarked
package io.lepton.format.csv;

import org.jspecify.annotations.NullMarked;
