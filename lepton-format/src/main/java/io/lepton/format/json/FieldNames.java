package io.lepton.format.json;

import io.lepton.data.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a schema by the ways that lead to them.
 *
 * <p>A way is the names of the members, each inside the one before; its name is those joined by
 * points. So there are several ways to a field {@code a.b.c}, and which one a document takes is not
 * known before. There is one {@link Members} for each beginning of a name, however it was reached,
 * made when it is first met.
 */
final class FieldNames {

  private final JsonDecoder[] decoders;
  private final boolean nested;
  private final NavigableMap<String, Integer> fields = new TreeMap<>();
  private final Map<String, Members> levels = new HashMap<>();

  FieldNames(Schema schema, JsonDecoder[] decoders, boolean nested) {
    this.decoders = decoders;
    this.nested = nested;
    for (int i = 0; i < schema.size(); i++) {
      fields.put(schema.field(i).name(), i);
    }
  }

  /** Returns the members of the record itself. */
  Members root() {
    return level("");
  }

  private Members level(String beginning) {
    return levels.computeIfAbsent(beginning, b -> new Members(this, b));
  }

  /** Makes a member of an object whose way has this beginning, with the point after it. */
  Member member(String beginning, String name) {
    String way = beginning + name;
    Integer field = fields.get(way);
    @Nullable Members inside = isBeginning(way + ".") ? level(way + ".") : null;
    return field == null
        ? new Member(name, null, -1, inside)
        : new Member(name, decoders[field], field, inside);
  }

  private boolean isBeginning(String text) {
    String next = nested ? fields.ceilingKey(text) : null;
    return next != null && next.startsWith(text);
  }
}
