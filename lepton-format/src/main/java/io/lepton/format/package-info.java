/**
 * Formats of records: finding one by its name, and turning files of one into files of another.
 *
 * <p>Begin with {@link io.lepton.format.Conversion}:
 *
 * <pre>{@code
 * ConversionReport report =
 *     Conversion.from(Path.of("export.csv")).to(Path.of("export.ndjson")).run();
 * System.out.println(report);
 * }</pre>
 *
 * <p>Beneath it lie the readers and writers of {@link io.lepton.data}, which {@link
 * io.lepton.format.Formats} finds and which fill and empty {@link io.lepton.data.RecordBatch
 * batches} of columns:
 *
 * <pre>{@code
 * RecordFormat format = Formats.forPath(Path.of("customers.csv"));
 * try (RecordReader reader =
 *     format.reader(ReadRequest.of(DataSource.of(Path.of("customers.csv"))))) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount());
 *   }
 * }
 * }</pre>
 *
 * <p>One package a family of formats: {@link io.lepton.format.csv}, {@link io.lepton.format.json},
 * {@link io.lepton.format.xml}, {@link io.lepton.format.fixed}, and {@link
 * io.lepton.format.compression} around any of them. A format with options of its own is constructed
 * there; more formats come in by {@link io.lepton.spi.RecordFormat} and {@link
 * java.util.ServiceLoader}.
 *
 * <p><b>On the way</b> a conversion can clean the records ({@link io.lepton.format.cleaning}), put
 * rules to them ({@link io.lepton.format.quality}) and describe them ({@link
 * io.lepton.format.profile}); {@link io.lepton.format.schema} reads and writes what they should be.
 *
 * <p><b>Bad records.</b> The first one stops the work, unless there is a {@link
 * io.lepton.format.RejectionLog} for them: then they are counted, listed in a file by row, column,
 * code and reason, and left out. Their values are not written there.
 *
 * <p><b>Whole or not at all.</b> Output appears under its name when all of it is there, and with
 * {@link io.lepton.format.Conversion#verify} when it was read again and found to be what was
 * written.
 *
 * <p><b>The same data.</b> {@link io.lepton.format.canonical} gives records one form and data sets
 * a digest, whatever their format; {@link io.lepton.format.diff} compares two of them.
 *
 * <p>Deliberately absent: joining, filtering and computing. That is what databases are for.
 */
@NullMarked
package io.lepton.format;

import org.jspecify.annotations.NullMarked;
