package io.lepton.format.fuzz;

import io.lepton.format.schema.JsonSchemaFile;
import io.lepton.format.schema.RecordSchemas;
import io.lepton.format.schema.SchemaFile;
import io.lepton.format.schema.TableSchemaFile;

/** Schema documents of each kind. */
public final class SchemaDocumentFuzz {

  private SchemaDocumentFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.use(bytes, RecordSchemas::read);
    Fuzzed.use(bytes, SchemaFile::read);
    Fuzzed.use(bytes, JsonSchemaFile::read);
    Fuzzed.use(bytes, TableSchemaFile::read);
  }
}
