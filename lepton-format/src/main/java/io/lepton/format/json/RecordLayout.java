package io.lepton.format.json;

import io.lepton.data.Schema;
import io.lepton.format.internal.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the columns of a schema lie in the JSON object of a record, found once before the first row.
 *
 * <p>A name that splits at its points into parts, none of them empty, is the way to a member of an
 * object inside: {@code a.b} is {@code {"a":{"b":...}}}. Columns that share an object are together
 * in it, where the first of them is. A name is a plain member as it is if one of its parts is
 * empty, if a beginning of it is itself a column ({@code a} and {@code a.b}), or if it has more
 * parts than readers are likely to go deep.
 */
final class RecordLayout {

  /** Half of what readers allow by default. */
  private static final int MAX_PARTS = 32;

  private final List<Integer> order = new ArrayList<>();
  private final List<JsonName> names = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder("{");

  private RecordLayout() {}

  static RecordLayout of(Schema schema, boolean nested) {
    Group root = new Group();
    Set<String> columns = new HashSet<>(schema.names());
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      root.add(nested ? parts(name, columns) : List.of(name), i);
    }
    RecordLayout layout = new RecordLayout();
    layout.addMembers(root);
    return layout;
  }

  private static List<String> parts(String name, Set<String> columns) {
    List<String> parts = List.of(name.split("\\.", -1));
    boolean plain = parts.size() > MAX_PARTS || parts.contains("");
    for (int at = name.indexOf('.'); at >= 0 && !plain; at = name.indexOf('.', at + 1)) {
      plain = columns.contains(name.substring(0, at));
    }
    return plain ? List.of(name) : parts;
  }

  // As deep as a name has parts.
  private void addMembers(Group group) {
    boolean first = true;
    for (Map.Entry<String, Group> member : group.members.entrySet()) {
      pending.append(first ? "" : ",").append(JsonText.quoted(member.getKey())).append(':');
      first = false;
      if (member.getValue().column >= 0) {
        order.add(member.getValue().column);
        names.add(new JsonName(pending.toString()));
        pending.setLength(0);
      } else {
        pending.append('{');
        addMembers(member.getValue());
        pending.append('}');
      }
    }
  }

  /** Returns how many columns there are. */
  int size() {
    return order.size();
  }

  /** Returns which column of the schema is in this place of the record. */
  int column(int place) {
    return order.get(place);
  }

  /** Returns what comes before the value in this place. */
  JsonName name(int place) {
    return names.get(place);
  }

  /** Returns what comes after the last value. */
  JsonName end() {
    return new JsonName(pending + "}");
  }

  /** A column, or an object of some. */
  private static final class Group {

    private final Map<String, Group> members = new LinkedHashMap<>();
    private int column = -1;

    void add(List<String> parts, int newColumn) {
      Group group = this;
      for (String part : parts) {
        group = group.members.computeIfAbsent(part, p -> new Group());
      }
      group.column = newColumn;
    }
  }
}
