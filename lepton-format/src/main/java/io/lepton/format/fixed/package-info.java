/**
 * Fixed-width text: columns that always stand at the same places of a record, as in files of
 * mainframes and registers and in the output of reports.
 *
 * <p>Begin with {@link io.lepton.format.fixed.FixedWidthFormat}; the layout of the file goes into
 * {@link io.lepton.format.fixed.FixedWidthOptions}:
 *
 * <pre>{@code
 * FixedWidthOptions options =
 *     FixedWidthOptions.layout(
 *         FixedWidthColumn.of("station", 1, 11),
 *         FixedWidthColumn.of("date", 12, 10),
 *         FixedWidthColumn.of("celsius", 22, 6));
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("weather.txt")));
 * try (RecordReader reader = new FixedWidthFormat(options).reader(request)) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount() + " readings");
 *   }
 * }
 * }</pre>
 *
 * <p>What a record is, what is missing, how a layout is found in a file without one, and what this
 * format cannot hold is written at {@link io.lepton.format.fixed.FixedWidthFormat}.
 *
 * <p>Deliberately absent: packed and binary numbers of COBOL, records of several layouts in one
 * file, and tabs that stand for several places.
 */
@NullMarked
package io.lepton.format.fixed;

import org.jspecify.annotations.NullMarked;
