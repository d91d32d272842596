package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.internal.Closing;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.io.IOException;

/**
 * A reader of the records that keep some rules: it reads from another, and its batches hold what a
 * {@link Validator} leaves of them.
 *
 * <pre>{@code
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("customers.csv")));
 * Rules rules = Rules.of(Rule.range("age", 0, 130).orNull());
 * try (ValidatingReader reader =
 *     ValidatingReader.of(new CsvFormat().reader(request), rules, ValidatorOptions.defaults())) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount());
 *   }
 *   System.out.println(reader.report());
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> One thread at a time, as every reader. Closing it closes the other.
 */
public final class ValidatingReader implements RecordReader {

  private final RecordReader reader;
  private final Validator validator;

  private ValidatingReader(RecordReader reader, Validator validator) {
    this.reader = reader;
    this.validator = validator;
  }

  /**
   * Puts rules between a reader and whoever reads.
   *
   * @param reader the reader of the records; closed by the result, or here if the rules are wrong
   * @param rules the rules
   * @param options what becomes of records that are left out, and limits
   * @return a reader of the records that stay
   * @throws io.lepton.quality.InvalidRulesException if rules do not fit the reader's schema
   * @throws IOException if a data set that a rule refers to cannot be read
   */
  public static ValidatingReader of(RecordReader reader, Rules rules, ValidatorOptions options)
      throws IOException {
    try {
      return new ValidatingReader(reader, Validator.compile(rules, reader.schema(), options));
    } catch (IOException | RuntimeException e) {
      Closing.after(reader, e);
      throw e;
    }
  }

  @Override
  public Schema schema() {
    return reader.schema();
  }

  /**
   * Fills a batch with the next records that stay.
   *
   * @param batch a batch of this reader's schema; what it held is gone
   * @return false at the end of the source, with no rows in the batch
   * @throws IOException if the source cannot be read
   * @throws io.lepton.LeptonException as {@link Validator#check}
   */
  @Override
  public boolean read(RecordBatch batch) throws IOException {
    while (reader.read(batch)) {
      validator.check(batch);
      if (batch.rowCount() > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  /**
   * Returns what became of the records so far.
   *
   * @return the report; what is read later does not change it
   */
  public ValidationReport report() {
    return validator.report();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
