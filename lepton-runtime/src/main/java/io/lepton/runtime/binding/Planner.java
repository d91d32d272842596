package io.lepton.runtime.binding;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.model.BindingException;
import io.lepton.model.ModelMetadata;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.ValueForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a plan, or everything that stands in its way. */
final class Planner {

  private static final List<String> FEATURE_PROPERTIES = List.of("feature_names", "features");

  private final ModelMetadata model;
  private final Schema data;
  private final List<String> features;
  private final List<String> keep;

  private final List<String> mismatches = new ArrayList<>();
  private final Map<String, InputBinding> bound = new LinkedHashMap<>();
  private final Map<String, DataType> wanted = new LinkedHashMap<>();

  Planner(ModelMetadata model, Schema data, List<String> features, List<String> keep) {
    this.model = model;
    this.data = data;
    this.features = features;
    this.keep = keep;
  }

  BindingPlan plan() {
    checkKept();
    model.inputs().forEach(spec -> checkForm("input", spec));
    model.outputs().forEach(spec -> checkForm("output", spec));
    List<TensorSpec> rest = model.inputs().stream().filter(spec -> !bindByName(spec)).toList();
    if (rest.size() == 1 && takesMatrix(rest.get(0))) {
      bindMatrix(rest.get(0));
    } else {
      rest.forEach(this::reportUnbound);
      if (!features.isEmpty()) {
        mismatches.add("features were given, but the model has no matrix input to take them");
      }
    }
    Schema readSchema = readSchema();
    if (!mismatches.isEmpty()) {
      throw new BindingException(mismatches);
    }
    List<InputBinding> inputs =
        model.inputs().stream().flatMap(spec -> Stream.ofNullable(bound.get(spec.name()))).toList();
    return new BindingPlan(inputs, readSchema, keep);
  }

  private void checkKept() {
    for (String name : keep) {
      if (data.indexOf(name) < 0) {
        mismatches.add("column " + name + " is to be kept, found none of that name" + hint(name));
      }
      if (model.output(name).isPresent()) {
        mismatches.add(
            "column " + name + " is to be kept, but an output of the model has that name");
      }
    }
  }

  private void checkForm(String kind, TensorSpec spec) {
    if (spec.form() != ValueForm.TENSOR) {
      mismatches.add(
          "%s %s needs form TENSOR to go with columns, found %s"
              .formatted(kind, spec.name(), spec.form()));
    }
  }

  private boolean bindByName(TensorSpec input) {
    if (data.indexOf(input.name()) < 0 || !hasOneElement(input)) {
      return false;
    }
    // Features named by the caller go into the matrix even where a column has its name.
    if (!features.isEmpty() && takesMatrix(input)) {
      return false;
    }
    bind(new InputBinding(input, List.of(input.name()), "same name"));
    return true;
  }

  /** Says whether an input has one element a row: {@code [batch]} or {@code [batch, 1]}. */
  private static boolean hasOneElement(TensorSpec input) {
    Shape shape = input.shape();
    boolean plain = hasBatch(shape);
    for (int axis = 1; axis < shape.rank(); axis++) {
      plain &= shape.dimension(axis) == 1 || shape.dimension(axis) == Shape.ANY;
    }
    return plain;
  }

  private static boolean hasBatch(Shape shape) {
    return shape.rank() > 0 && (shape.dimension(0) == Shape.ANY || shape.dimension(0) == 1);
  }

  private static boolean isMatrix(TensorSpec input) {
    long[] dimensions = input.shape().toArray();
    long open = Arrays.stream(dimensions).skip(1).filter(size -> size == Shape.ANY).count();
    return hasBatch(input.shape())
        && dimensions.length >= 2
        && open <= (dimensions.length == 2 ? 1 : 0)
        && input.type() != DataType.BYTES;
  }

  // An input [batch, 1] among others is a column that is missing, not a matrix: feeding it whatever
  // numeric column is left over would be a guess.
  private boolean takesMatrix(TensorSpec input) {
    return isMatrix(input) && (elementsPerRow(input) != 1 || model.inputs().size() == 1);
  }

  private void bindMatrix(TensorSpec input) {
    if (!features.isEmpty()) {
      bindFeatures(input, expandRanges(), "named by the caller");
      return;
    }
    Optional<List<String>> listed = listedFeatures();
    if (listed.isPresent()) {
      bindFeatures(input, listed.get(), "named by the model's properties");
      return;
    }
    List<String> numeric =
        data.fields().stream()
            .filter(field -> field.type().isNumeric())
            .map(Field::name)
            .filter(name -> !keep.contains(name) && !wanted.containsKey(name))
            .toList();
    long needed = elementsPerRow(input);
    if (needed == numeric.size()) {
      bind(new InputBinding(input, numeric, "the numeric columns in file order"));
    } else {
      mismatches.add(
          "input %s needs %s, the data has %d numeric columns to choose from: name the features"
              .formatted(
                  input,
                  needed == Shape.ANY ? "an open number of columns" : needed + " columns",
                  numeric.size()));
    }
  }

  private void bindFeatures(TensorSpec input, List<String> names, String reason) {
    int before = mismatches.size();
    for (String name : names) {
      if (data.indexOf(name) < 0) {
        mismatches.add("input " + input + " needs column " + name + ", found none" + hint(name));
      }
    }
    long needed = elementsPerRow(input);
    if (needed != Shape.ANY && needed != names.size()) {
      mismatches.add(
          "input %s needs %d columns, %d are %s".formatted(input, needed, names.size(), reason));
    }
    if (mismatches.size() == before) {
      bind(new InputBinding(input, names, reason));
    }
  }

  private static long elementsPerRow(TensorSpec input) {
    long elements = 1;
    for (int axis = 1; axis < input.shape().rank(); axis++) {
      if (input.shape().dimension(axis) == Shape.ANY) {
        return Shape.ANY;
      }
      elements = Math.multiplyExact(elements, input.shape().dimension(axis));
    }
    return elements;
  }

  private List<String> expandRanges() {
    List<String> names = new ArrayList<>();
    for (String feature : features) {
      int dots = feature.indexOf("..");
      if (data.indexOf(feature) >= 0 || dots < 0) {
        names.add(feature);
      } else {
        expandRange(feature.substring(0, dots), feature.substring(dots + 2), names);
      }
    }
    return names;
  }

  private void expandRange(String first, String last, List<String> names) {
    int from = data.indexOf(first);
    int to = data.indexOf(last);
    if (from < 0 || to < from) {
      mismatches.add(
          "features %s..%s need two columns in file order, found %s"
              .formatted(first, last, from < 0 || to < 0 ? "none of that name" : "the reverse"));
      return;
    }
    names.addAll(data.names().subList(from, to + 1));
  }

  private Optional<List<String>> listedFeatures() {
    return FEATURE_PROPERTIES.stream()
        .flatMap(key -> Stream.ofNullable(model.properties().get(key)))
        .map(FeatureNames::parse)
        .findFirst();
  }

  private void reportUnbound(TensorSpec input) {
    if (hasOneElement(input)) {
      mismatches.add(
          "input " + input + " needs a column of its name, found none" + hint(input.name()));
    } else if (data.indexOf(input.name()) >= 0) {
      mismatches.add("input " + input + " has more than one element a row, a column has one");
    } else {
      mismatches.add("input " + input + " is neither [batch, 1] nor a single [batch, features]");
    }
  }

  private String hint(String name) {
    return data.names().stream()
        .filter(known -> known.strip().equalsIgnoreCase(name.strip()))
        .findFirst()
        .map(known -> " (did you mean " + known + "?)")
        .orElse("");
  }

  private void bind(InputBinding binding) {
    bound.put(binding.input().name(), binding);
    for (String column : binding.columns()) {
      DataType other = wanted.putIfAbsent(column, binding.input().type());
      if (other != null && other != binding.input().type()) {
        mismatches.add("column " + column + " feeds two inputs of different types");
      }
    }
  }

  private Schema readSchema() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (String name : keep) {
      if (data.indexOf(name) >= 0) {
        fields.put(name, readField(name));
      }
    }
    wanted.keySet().forEach(name -> fields.computeIfAbsent(name, this::readField));
    return Schema.of(fields.values());
  }

  private Field readField(String name) {
    Field inferred = data.field(data.indexOf(name));
    DataType target = wanted.get(name);
    if (target == null) {
      return inferred;
    }
    ColumnType type = readType(inferred, target);
    return target.isFloatingPoint() ? Field.of(name, type) : Field.required(name, type);
  }

  /**
   * Chooses what to read a column as: the model's own type where that loses nothing, so that no
   * second pass over the values is needed, otherwise the data's type, to be converted value by
   * value.
   */
  private ColumnType readType(Field inferred, DataType target) {
    ColumnType own = TensorTypes.columnType(target);
    ColumnType found = inferred.type();
    if (target == DataType.BYTES || found.kind() == ColumnType.Kind.TEXT) {
      return own;
    }
    if (!found.isNumeric()) {
      mismatches.add(
          "column %s holds %s, the model needs %s".formatted(inferred.name(), found, target));
      return own;
    }
    boolean exact = found.isInteger() || found.isFloatingPoint() && target.isFloatingPoint();
    return exact && !keep.contains(inferred.name()) ? own : found;
  }
}
