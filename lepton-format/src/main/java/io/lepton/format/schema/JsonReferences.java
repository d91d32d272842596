package io.lepton.format.schema;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows references from one place of a JSON Schema to another.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class JsonReferences {

  // What may stand beside a reference without demanding anything.
  private static final Set<String> SILENT =
      Set.of(
          "$ref",
          "$defs",
          "$schema",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly");

  private final JsonValue root;

  JsonReferences(JsonValue root) {
    this.root = root;
  }

  /**
   * Follows the references of a schema.
   *
   * @param schema where to begin; itself if it has none
   * @param elsewhere gets a reference that leads out of the document or does not stand alone
   * @return what they lead to; empty if there is such a one
   */
  Optional<JsonValue> resolve(JsonValue schema, Consumer<JsonValue> elsewhere) {
    Set<String> met = new HashSet<>();
    JsonValue at = schema;
    for (JsonValue reference = at.member("$ref");
        reference != null;
        reference = at.member("$ref")) {
      String text = reference.requireString("a reference as a string");
      if (!met.add(reference.reference())) {
        throw reference.malformed("a reference that does not lead back to itself");
      }
      boolean inside = text.equals("#") || text.startsWith("#/");
      if (!inside || !SILENT.containsAll(at.members().keySet())) {
        elsewhere.accept(reference);
        return Optional.empty();
      }
      at = target(text.substring(1), reference);
    }
    return Optional.of(at);
  }

  private JsonValue target(String pointer, JsonValue reference) {
    JsonValue at = root;
    String[] tokens = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
    for (String token : tokens) {
      @Nullable JsonValue next = at.member(token.replace("~1", "/").replace("~0", "~"));
      if (next == null) {
        throw reference.malformed("a reference to a schema in the document");
      }
      at = next;
    }
    return at;
  }
}
