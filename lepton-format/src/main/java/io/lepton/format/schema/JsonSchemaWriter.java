package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record schema as a JSON Schema.
 *
 * <p><b>Threads.</b> For one document and one thread.
 */
final class JsonSchemaWriter {

  private static final String FORM = "JSON Schema";
  private static final int MAX_PARTS = 32;

  /** An object of the document: columns and objects by name. */
  private static final class Group {
    final Map<String, Object> members = new LinkedHashMap<>();
    final Set<String> required = new LinkedHashSet<>();
  }

  private final RecordSchema record;
  private final Map<String, List<Rule>> rules = new TreeMap<>();
  private final Set<String> demanded = new LinkedHashSet<>();

  JsonSchemaWriter(RecordSchema record) {
    this.record = record;
  }

  String write() {
    if (!record.isComplete() || !record.foreignKeys().isEmpty()) {
      throw new LeptonException(
          ErrorCode.UNREPRESENTABLE,
          "A JSON Schema of records cannot hold foreign keys, nor what a record schema does not"
              + " cover");
    }
    record.rules().list().forEach(this::sort);
    Group root = new Group();
    for (Field field : record.schema().fields()) {
      add(root, parts(field.name()), field);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.putAll(object(root, false));
    return JsonPrinter.print(document);
  }

  private void sort(Rule rule) {
    Constraint constraint = rule.constraint();
    String column = constraint.columns().get(0);
    boolean single = constraint.columns().size() == 1;
    if (!RuleKeywords.rejects(rule) || !single || record.schema().indexOf(column) < 0) {
      throw RuleKeywords.unrepresentable(rule, FORM);
    }
    if (constraint instanceof Constraint.Required) {
      demanded.add(column);
    } else {
      rules.computeIfAbsent(column, name -> new ArrayList<>()).add(rule);
    }
  }

  // As the JSON format has it: a name that splits at its points is the way to a member of an object
  // inside, unless a part is empty or a beginning is itself a column.
  private List<String> parts(String name) {
    List<String> parts = Arrays.asList(name.split("\\.", -1));
    boolean plain = parts.size() > MAX_PARTS || parts.contains("");
    for (int at = name.indexOf('.'); at >= 0 && !plain; at = name.indexOf('.', at + 1)) {
      plain = record.schema().indexOf(name.substring(0, at)) >= 0;
    }
    return plain ? List.of(name) : parts;
  }

  private void add(Group root, List<String> way, Field field) {
    boolean required = !field.nullable() || demanded.contains(field.name());
    Group group = root;
    for (String name : way.subList(0, way.size() - 1)) {
      if (required) {
        group.required.add(name);
      }
      group = (Group) group.members.computeIfAbsent(name, n -> new Group());
    }
    String last = way.get(way.size() - 1);
    if (required) {
      group.required.add(last);
    }
    group.members.put(last, property(field, !required));
  }

  private static Map<String, Object> object(Group group, boolean nullable) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", type("object", nullable));
    Map<String, Object> properties = new LinkedHashMap<>();
    group.members.forEach(
        (name, member) ->
            properties.put(
                name,
                member instanceof Group inside
                    ? object(inside, !group.required.contains(name))
                    : member));
    object.put("properties", properties);
    if (!group.required.isEmpty()) {
      object.put("required", List.copyOf(group.required));
    }
    return object;
  }

  private static Object type(String jsonType, boolean nullable) {
    return nullable ? List.of(jsonType, "null") : jsonType;
  }

  private Map<String, Object> property(Field field, boolean nullable) {
    ColumnType type = field.type();
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("type", type(JsonSchemaTypes.jsonType(type), nullable));
    if (type.width() > 1) {
      property.put("items", items(type.element()));
      property.put("minItems", type.width());
      property.put("maxItems", type.width());
    } else {
      property.putAll(JsonSchemaTypes.keywords(type));
    }
    for (Rule rule : rules.getOrDefault(field.name(), List.of())) {
      if (type.width() > 1 || !put(rule.constraint(), field, nullable, property)) {
        throw RuleKeywords.unrepresentable(rule, FORM);
      }
    }
    JsonSchemaTypes.putBounds(type, property);
    return property;
  }

  private static Map<String, Object> items(ColumnType element) {
    Map<String, Object> items = new LinkedHashMap<>();
    items.put("type", JsonSchemaTypes.jsonType(element));
    items.putAll(JsonSchemaTypes.keywords(element));
    JsonSchemaTypes.putBounds(element, items);
    return items;
  }

  /** Adds the keywords of a rule; false if there are none that hold it. */
  private static boolean put(
      Constraint constraint, Field field, boolean nullable, Map<String, Object> property) {
    if (constraint instanceof Constraint.Range range) {
      // Bounds are for numbers: on a string, such as a date, they demand nothing.
      return isNumber(field.type()) && RuleKeywords.putRange(field, range, property);
    }
    if (constraint instanceof Constraint.MultipleOf multiple) {
      Optional<Object> divisor = RuleKeywords.number(multiple.divisor());
      return isNumber(field.type())
          && divisor.isPresent()
          && property.putIfAbsent("multipleOf", divisor.get()) == null;
    }
    if (constraint instanceof Constraint.Length length) {
      return RuleKeywords.putLength(field, length, property);
    }
    if (constraint instanceof Constraint.Pattern pattern) {
      String regex = pattern.whole() ? WholePattern.around(pattern.regex()) : pattern.regex();
      return field.type().equals(ColumnType.TEXT) && property.putIfAbsent("pattern", regex) == null;
    }
    return constraint instanceof Constraint.Enumeration enumeration
        && putValues(enumeration, field, nullable, property);
  }

  private static boolean putValues(
      Constraint.Enumeration enumeration,
      Field field,
      boolean nullable,
      Map<String, Object> property) {
    Optional<List<Object>> values = RuleKeywords.values(field, enumeration);
    if (values.isEmpty()) {
      return false;
    }
    List<@Nullable Object> all = new ArrayList<>(values.get());
    if (nullable) {
      all.add(null);
    }
    return property.putIfAbsent("enum", all) == null;
  }

  private static boolean isNumber(ColumnType type) {
    return type.isInteger() || type.isFloatingPoint() || type.kind() == Kind.DECIMAL;
  }
}
