package io.lepton.format.schema;

import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.internal.JsonText;
import java.util.stream.Collectors;

/** Prints the JSON document of a schema. */
final class SchemaPrinter {

  private SchemaPrinter() {}

  static String print(Schema schema) {
    return schema.fields().stream()
        .map(SchemaPrinter::print)
        .collect(Collectors.joining(",", "{\"fields\":[", "\n]}\n"));
  }

  private static String print(Field field) {
    return "\n{\"name\":%s,\"type\":\"%s\",\"nullable\":%b}"
        .formatted(JsonText.quoted(field.name()), field.type(), field.nullable());
  }
}
