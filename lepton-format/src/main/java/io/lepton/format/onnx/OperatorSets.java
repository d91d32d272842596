package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operator sets that a model or a function is written for. Stateless. */
final class OperatorSets {

  private static final int DOMAIN = 1;
  private static final int VERSION = 2;

  private OperatorSets() {}

  /** Adds one import; a repeated domain takes its last version. */
  static void read(ProtoMessage entry, ReadScope scope, Map<String, Long> target) {
    scope.count(entry);
    String domain = "";
    long version = 0;
    for (ProtoCursor field = entry.fields(); field.next(); ) {
      switch (field.number()) {
        case DOMAIN -> domain = field.asText();
        case VERSION -> version = field.asLong();
        default -> {}
      }
    }
    target.put(domain, version);
  }

  static List<ProtoMessage> write(Map<String, Long> imports) {
    List<ProtoMessage> messages = new ArrayList<>(imports.size());
    imports.forEach(
        (domain, version) ->
            messages.add(
                new ProtoWriter().text(DOMAIN, domain).varint(VERSION, version).toMessage()));
    return messages;
  }

  /** The ONNX operators have two names for their domain, the empty one and {@code ai.onnx}. */
  static String canonical(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }
}
