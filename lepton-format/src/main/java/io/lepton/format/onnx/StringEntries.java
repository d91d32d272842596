package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ONNX's maps from text to text: lists of messages with a key and a value. Stateless. */
final class StringEntries {

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private StringEntries() {}

  /** Adds one entry; a repeated key takes its last value. */
  static void read(ProtoMessage entry, ReadScope scope, Map<String, String> target) {
    scope.count(entry);
    String key = "";
    String value = "";
    for (ProtoCursor field = entry.fields(); field.next(); ) {
      switch (field.number()) {
        case KEY -> key = field.asText();
        case VALUE -> value = field.asLenientText();
        default -> {}
      }
    }
    target.put(key, value);
  }

  static List<ProtoMessage> write(Map<String, String> entries) {
    List<ProtoMessage> messages = new ArrayList<>(entries.size());
    entries.forEach(
        (key, value) ->
            messages.add(new ProtoWriter().text(KEY, key).text(VALUE, value).toMessage()));
    return messages;
  }
}
