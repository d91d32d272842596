package io.lepton.format.schema;

import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.internal.JsonText;
import java.nio.charset.StandardCharsets;
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
    return "\n{\"name\":\"%s\",\"type\":\"%s\",\"nullable\":%b}"
        .formatted(escaped(field.name()), field.type(), field.nullable());
  }

  private static String escaped(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[Math.toIntExact(JsonText.room(utf8.length))];
    int end = JsonText.print(utf8, 0, utf8.length, out, 0);
    return new String(out, 0, end, StandardCharsets.UTF_8);
  }
}
