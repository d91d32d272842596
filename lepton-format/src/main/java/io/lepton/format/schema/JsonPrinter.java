package io.lepton.format.schema;

import io.lepton.format.internal.JsonText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints a schema document: maps, collections, strings, numbers and truth values.
 *
 * <p>Stateless.
 */
final class JsonPrinter {

  private JsonPrinter() {}

  /** Prints a document; what has nothing inside that has something inside is on one line. */
  static String print(Object document) {
    return print(document, "\n") + "\n";
  }

  private static String print(Object value, String line) {
    if (value instanceof Map<?, ?> map) {
      List<String> members =
          map.entrySet().stream()
              .map(
                  e ->
                      JsonText.quoted((String) e.getKey())
                          + ": "
                          + print(e.getValue(), line + "  "))
              .toList();
      return enclosed("{", members, "}", map.values(), line);
    }
    if (value instanceof Collection<?> list) {
      List<String> items = list.stream().map(item -> print(item, line + "  ")).toList();
      return enclosed("[", items, "]", list, line);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof String text ? JsonText.quoted(text) : String.valueOf(value);
  }

  private static String enclosed(
      String begin, List<String> parts, String end, Collection<?> values, String line) {
    if (values.stream().noneMatch(JsonPrinter::isLarge)) {
      return begin + String.join(", ", parts) + end;
    }
    return parts.stream()
        .collect(Collectors.joining("," + line + "  ", begin + line + "  ", line + end));
  }

  private static boolean isLarge(Object value) {
    return value instanceof Map
        || value instanceof Collection<?> list && list.stream().anyMatch(Map.class::isInstance);
  }
}
