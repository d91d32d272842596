package io.lepton.format;

import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.cleaning.Cleaning;
import io.lepton.format.cleaning.CleaningReader;
import io.lepton.format.cleaning.CleaningReport;
import io.lepton.format.quality.ValidatingReader;
import io.lepton.format.quality.ValidatorOptions;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The records of a source on their way to the output: read, cleaned, and put to the rules. */
final class Intake implements Closeable {

  private final Optional<CleaningReader> cleaner;
  private final ValidatingReader reader;

  private Intake(Optional<CleaningReader> cleaner, ValidatingReader reader) {
    this.cleaner = cleaner;
    this.reader = reader;
  }

  /**
   * What happens to the records.
   *
   * @param checkpoint called again and again; throws to give the work up
   */
  record Plan(RecordFormat format, Optional<Cleaning> cleaning, Rules rules, Runnable checkpoint) {

    Intake open(ReadRequest request) throws IOException {
      Optional<CleaningReader> cleaner = Optional.empty();
      if (cleaning.isPresent()) {
        cleaner = Optional.of(CleaningReader.open(cleaning.get(), format, request, checkpoint));
      }
      RecordReader records = cleaner.isPresent() ? cleaner.get() : format.reader(request);
      ValidatorOptions options = ValidatorOptions.defaults().withRejections(request.rejections());
      return new Intake(cleaner, ValidatingReader.of(records, rules, options));
    }
  }

  RecordReader reader() {
    return reader;
  }

  Schema schema() {
    return reader.schema();
  }

  /** Returns how many rows a step of the cleaning left out without rejecting them. */
  long rowsDropped() {
    return cleaner.map(CleaningReader::rowsDropped).orElse(0L);
  }

  Optional<CleaningReport> cleaning() {
    return cleaner.map(CleaningReader::report);
  }

  ValidationReport validation() {
    return reader.report();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
