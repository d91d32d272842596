package io.lepton.format.schema;

/** The forms in which a schema can be written down. */
public enum SchemaForm {
  /** Lepton's own: {@link SchemaFile}. */
  LEPTON,
  /** JSON Schema draft 2020-12: {@link JsonSchemaFile}. */
  JSON_SCHEMA,
  /** Frictionless Table Schema: {@link TableSchemaFile}. */
  TABLE_SCHEMA
}
