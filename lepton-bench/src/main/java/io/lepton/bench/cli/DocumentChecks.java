package io.lepton.bench.cli;

import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.Rejection;
import io.lepton.format.schema.DocumentValidator;
import io.lepton.format.schema.DocumentValidators;
import io.lepton.format.schema.JsonSchemaOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Puts a JSON Schema to documents as a whole: to every line of a file, or to the file. */
final class DocumentChecks {

  private final DocumentValidator validator;
  private final Findings findings;
  private final Runnable checkpoint;

  /**
   * Compiles a schema.
   *
   * @param schema a JSON Schema
   * @param findings where it is noted what is wrong
   * @param checkpoint called for every document; throws to give the work up
   */
  DocumentChecks(Path schema, Findings findings, Runnable checkpoint) throws IOException {
    this.validator = DocumentValidators.jsonSchema(DataSource.of(schema));
    this.findings = findings;
    this.checkpoint = checkpoint;
  }

  /**
   * Checks documents.
   *
   * @param source where they are
   * @param lines whether there is one on each line; otherwise the whole of it is one
   * @throws LeptonException if they cannot be read, or more are invalid than may be
   */
  void check(DataSource source, boolean lines) throws IOException {
    int most = JsonSchemaOptions.defaults().maxBytes();
    if (!lines) {
      check(source, 1);
      return;
    }
    try (DocumentLines documents = new DocumentLines(source.open(), most)) {
      for (byte @Nullable [] line = documents.next(); line != null; line = documents.next()) {
        check(DataSource.of("document", line), documents.number());
      }
    }
  }

  private void check(DataSource document, long number) throws IOException {
    checkpoint.run();
    try {
      findings.addDocument(number, validator.check(document));
    } catch (MalformedInputException e) {
      findings.addUnreadable(new Rejection(number, "", e.code(), String.valueOf(e.getMessage())));
    }
  }
}
