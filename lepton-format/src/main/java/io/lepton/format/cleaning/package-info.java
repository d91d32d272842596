/**
 * Cleaning: steps that make data fit for use, each counted.
 *
 * <p>Begin with a {@link io.lepton.format.cleaning.Cleaning}, a list of {@link
 * io.lepton.format.cleaning.CleaningStep steps}, and give it to a {@link
 * io.lepton.format.Conversion}:
 *
 * <pre>{@code
 * Cleaning cleaning =
 *     Cleaning.of(
 *         CleaningStep.trim("customerID"),
 *         CleaningStep.deduplicate("customerID"),
 *         CleaningStep.fillMissing("TotalCharges", Fill.median()),
 *         CleaningStep.clipOutliers("MonthlyCharges", Outliers.iqr(1.5)));
 * Conversion.from(Path.of("customers.csv"))
 *     .cleaning(cleaning, System.out::println)
 *     .to(Path.of("customers.ndjson"))
 *     .run();
 * }</pre>
 *
 * <p>or clean the batches of any reader:
 *
 * <pre>{@code
 * Cleaning weights = Cleaning.of(CleaningStep.units("weight", UnitTable.to("kg").with("g", 0.001)));
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("parts.csv")));
 * try (CleaningReader reader = CleaningReader.open(weights, new CsvFormat(), request)) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount());
 *   }
 *   System.out.println(reader.report());
 * }
 * }</pre>
 *
 * <p><b>Order.</b> Each step sees what those before it left, and what comes out does not depend on
 * how many rows are read at a time.
 *
 * <p><b>Types.</b> A text such as {@code 007} or {@code 1.234,5} must be read as text to be parsed:
 * where the first rows suggest another type, give the source a schema.
 *
 * <p><b>Two readings.</b> A mean, a median or quartiles are known only when all rows were seen: the
 * source is then read before the real reading, once, or more often where such a step builds on
 * another one. Its columns are of the types that the first opening of it inferred.
 *
 * <p><b>Memory</b> does not grow with the source, but for the keys of a deduplication, which has a
 * limit, and at most 8 MiB for each median or pair of quartiles.
 *
 * <p>Deliberately absent: guessing. No step finds out by itself what a text means.
 */
@NullMarked
package io.lepton.format.cleaning;

import org.jspecify.annotations.NullMarked;
