package io.lepton.format.quality;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.data.Vocabulary;
import io.lepton.quality.Constraint;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns constraints into checks of the columns of a schema. */
final class RuleCompiler {

  private final Schema schema;
  private final ValidatorOptions options;
  private final Problems problems;
  private final SipHash hash = SipHash.random();
  private final Map<Integer, KeyColumn> keys = new HashMap<>();
  private final List<ReferenceLoad> loads = new ArrayList<>();

  RuleCompiler(Schema schema, ValidatorOptions options, Problems problems) {
    this.schema = schema;
    this.options = options;
    this.problems = problems;
  }

  /** Returns the columns whose keys the checks share. */
  Collection<KeyColumn> keyColumns() {
    return keys.values();
  }

  /** Reads the other data sets that the checks refer to. */
  void load() throws IOException {
    for (ReferenceLoad load : loads) {
      load.run();
    }
  }

  Check compile(String rule, Constraint constraint) {
    if (constraint instanceof Constraint.Required required) {
      return new RequiredCheck(position(required.column()));
    }
    if (constraint instanceof Constraint.RequiredIf requiredIf) {
      return requiredIf(requiredIf);
    }
    if (constraint instanceof Constraint.Range range) {
      return range(range);
    }
    if (constraint instanceof Constraint.MultipleOf multipleOf) {
      return multipleOf(multipleOf);
    }
    if (constraint instanceof Constraint.Length length) {
      return length(length);
    }
    if (constraint instanceof Constraint.Pattern pattern) {
      return pattern(pattern);
    }
    if (constraint instanceof Constraint.Enumeration enumeration) {
      return enumeration(enumeration.column(), enumeration.values());
    }
    return compileWide(rule, constraint);
  }

  /** Compiles what has several columns. */
  private Check compileWide(String rule, Constraint constraint) {
    if (constraint instanceof Constraint.Unique unique) {
      int[] columns = key(unique.columns());
      KeyTable table = new KeyTable(options.maxDistinctKeys(), rule);
      return new UniqueCheck(columns, fingerprints(columns), table);
    }
    if (constraint instanceof Constraint.Reference reference) {
      return reference(rule, reference);
    }
    if (constraint instanceof Constraint.Order order) {
      return order(order);
    }
    Constraint.Custom custom = (Constraint.Custom) constraint;
    return new CustomCheck(positions(custom.columns()), custom.predicate());
  }

  private int position(String column) {
    int position = schema.indexOf(column);
    problems.require(position >= 0, () -> "there is no column " + column);
    return position;
  }

  private int[] positions(List<String> columns) {
    return columns.stream().mapToInt(this::position).toArray();
  }

  /** Returns the type of a column of which each row has only one value. */
  private ColumnType type(String column) {
    ColumnType type = schema.field(position(column)).type();
    problems.require(
        type.width() == 1,
        () -> "column %s holds %d values a row, needs one".formatted(column, type.width()));
    return type;
  }

  private KeyColumn keys(int position) {
    return keys.computeIfAbsent(position, KeyColumn::new);
  }

  /** Keys of a column that has some; for others, a carrier of the position. */
  private KeyColumn keysOf(String column, ColumnType type) {
    int position = position(column);
    return KeyColumn.has(type) ? keys(position) : new KeyColumn(position);
  }

  private Problems.WrongRule wrongType(String column, ColumnType type, String needed) {
    return problems.problem("column %s is %s, needs %s".formatted(column, type, needed));
  }

  private Check requiredIf(Constraint.RequiredIf constraint) {
    int column = position(constraint.column());
    Check others = enumeration(constraint.condition(), constraint.values());
    return new RequiredIfCheck(column, position(constraint.condition()), others);
  }

  private Check range(Constraint.Range range) {
    ColumnType type = type(range.column());
    boolean isOrdered =
        WrittenValues.isExact(type)
            || type.isFloatingPoint()
            || type.kind() == Kind.DATE
            || type.kind() == Kind.TIMESTAMP;
    if (!isOrdered) {
      throw wrongType(range.column(), type, "numbers, dates or timestamps");
    }
    return new Ranges("column " + range.column(), type, problems)
        .compile(range, keysOf(range.column(), type));
  }

  private Check multipleOf(Constraint.MultipleOf constraint) {
    String column = constraint.column();
    ColumnType type = type(column);
    BigDecimal divisor = WrittenValues.number(constraint.divisor());
    if (divisor == null || divisor.signum() <= 0) {
      throw problems.problem(
          "the divisor %s is not a number above zero".formatted(constraint.divisor()));
    }
    if (type.isFloatingPoint()) {
      return new FloatMultipleCheck(keysOf(column, type), type.kind(), divisor);
    }
    if (!WrittenValues.isExact(type)) {
      throw wrongType(column, type, "numbers");
    }
    return multipleOf(keysOf(column, type), type, wholeDivisor(divisor, type.scale()));
  }

  private static Check multipleOf(KeyColumn keys, ColumnType type, BigInteger divisor) {
    if (!KeyColumn.has(type) || type.kind() == Kind.UINT64) {
      return new WideMultipleCheck(keys.position(), divisor);
    }
    // The only multiple of so large a number that a long can hold is zero.
    return divisor.bitLength() > 63
        ? new RangeCheck(keys, 0, 0)
        : new MultipleCheck(keys, divisor.longValue());
  }

  /** Returns what divides the unscaled value exactly where a number divides the value. */
  private static BigInteger wholeDivisor(BigDecimal divisor, int scale) {
    BigDecimal moved = divisor.scaleByPowerOfTen(scale).stripTrailingZeros();
    if (moved.scale() <= 0) {
      return moved.toBigInteger();
    }
    // A fraction in its lowest terms divides a whole number if its numerator does.
    BigInteger numerator = moved.unscaledValue();
    return numerator.divide(numerator.gcd(BigInteger.TEN.pow(moved.scale())));
  }

  private Check length(Constraint.Length length) {
    ColumnType type = type(length.column());
    if (type.kind() != Kind.TEXT && type.kind() != Kind.BYTES) {
      throw wrongType(length.column(), type, "text or bytes");
    }
    problems.require(
        length.minimum() >= 0 && length.minimum() <= length.maximum(),
        () -> "no length is %d to %d".formatted(length.minimum(), length.maximum()));
    return new LengthCheck(
        position(length.column()), type.kind() == Kind.TEXT, length.minimum(), length.maximum());
  }

  private Check pattern(Constraint.Pattern constraint) {
    ColumnType type = type(constraint.column());
    if (type.kind() != Kind.TEXT) {
      throw wrongType(constraint.column(), type, "text");
    }
    try {
      TextPattern pattern = TextPattern.of(constraint.regex(), constraint.whole());
      return new PatternCheck(position(constraint.column()), pattern);
    } catch (IllegalArgumentException e) {
      throw problems.problem("the pattern cannot be read: " + e.getMessage());
    }
  }

  private Check enumeration(String column, List<String> values) {
    ColumnType type = type(column);
    problems.require(!values.isEmpty(), () -> "at least one value is needed");
    if (type.kind() == Kind.TEXT) {
      return texts(position(column), values);
    }
    if (KeyColumn.has(type)) {
      return new KeyEnumerationCheck(
          keysOf(column, type),
          values.stream()
              .mapToLong(value -> require(type, value, WrittenValues.key(type, value)))
              .toArray());
    }
    Set<Object> allowed = new HashSet<>();
    values.forEach(value -> allowed.add(require(type, value, object(type, value))));
    return new ObjectEnumerationCheck(position(column), allowed);
  }

  private Check texts(int column, List<String> values) {
    List<String> distinct = values.stream().distinct().toList();
    Optional<ShortTexts> shortTexts = ShortTexts.of(distinct);
    return shortTexts.isPresent()
        ? new ShortTextCheck(column, shortTexts.get())
        : new TextEnumerationCheck(column, vocabulary(distinct));
  }

  private Vocabulary vocabulary(List<String> distinct) {
    try {
      return Vocabulary.of(distinct);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw problems.problem("the values are too many: " + e.getMessage());
    }
  }

  private static @Nullable Object object(ColumnType type, String value) {
    if (type.kind() == Kind.BYTES) {
      return WrittenValues.bytes(value);
    }
    BigInteger unscaled = WrittenValues.unscaled(type, value);
    return unscaled == null ? null : new BigDecimal(unscaled, type.scale());
  }

  private <T> T require(ColumnType type, String value, @Nullable T parsed) {
    if (parsed == null) {
      throw problems.problem("the value %s is not %s".formatted(value, type));
    }
    return parsed;
  }

  private int[] key(List<String> columns) {
    problems.require(!columns.isEmpty(), () -> "at least one column is needed");
    problems.require(
        new HashSet<>(columns).size() == columns.size(), () -> "a column is named twice");
    columns.forEach(this::type);
    return positions(columns);
  }

  private Fingerprints fingerprints(int[] columns) {
    List<@Nullable KeyColumn> columnKeys = new ArrayList<>();
    for (int column : columns) {
      columnKeys.add(KeyColumn.has(schema.field(column).type()) ? keys(column) : null);
    }
    return new Fingerprints(columns, columnKeys, hash);
  }

  private Check reference(String rule, Constraint.Reference reference) {
    int[] columns = key(reference.columns());
    problems.require(
        reference.referenced().size() == columns.length
            && new HashSet<>(reference.referenced()).size() == columns.length,
        () -> "as many distinct columns of the other data set are needed, " + columns.length);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      fields.add(Field.of(reference.referenced().get(i), schema.field(columns[i]).type()));
    }
    KeyTable table = new KeyTable(options.maxDistinctKeys(), rule);
    loads.add(new ReferenceLoad(reference, Schema.of(fields), table, hash));
    return new ReferenceCheck(columns, fingerprints(columns), table);
  }

  private Check order(Constraint.Order order) {
    ColumnType left = type(order.left());
    ColumnType right = type(order.right());
    if (isBytes(left) || isBytes(right)) {
      requireComparable(order, left.equals(right));
      return new TextOrderCheck(position(order.left()), order.relation(), position(order.right()));
    }
    boolean isSame =
        left.equals(right) && KeyColumn.has(left) || isSmallWhole(left) && isSmallWhole(right);
    boolean isFloating = left.isFloatingPoint() && right.isFloatingPoint();
    if (isSame || isFloating) {
      return new KeyOrderCheck(
          keysOf(order.left(), left), order.relation(), keysOf(order.right(), right), isFloating);
    }
    boolean areNumbers =
        left.isNumeric()
            && right.isNumeric()
            && left.kind() != Kind.BOOL
            && right.kind() != Kind.BOOL;
    requireComparable(
        order, areNumbers || left.kind() == Kind.DECIMAL && right.kind() == Kind.DECIMAL);
    return new NumberOrderCheck(
        side(order.left(), left), order.relation(), side(order.right(), right));
  }

  private void requireComparable(Constraint.Order order, boolean comparable) {
    problems.require(
        comparable,
        () ->
            "column %s is %s, column %s is %s; they cannot be compared"
                .formatted(order.left(), type(order.left()), order.right(), type(order.right())));
  }

  private static boolean isBytes(ColumnType type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.BYTES;
  }

  /** Whether keys of different such types compare as the numbers do. */
  private static boolean isSmallWhole(ColumnType type) {
    return type.isInteger() && type.kind() != Kind.UINT64;
  }

  private NumberOrderCheck.Side side(String column, ColumnType type) {
    boolean isDecimal = type.kind() == Kind.DECIMAL;
    return new NumberOrderCheck.Side(
        position(column),
        isDecimal ? null : keysOf(column, type),
        type.isFloatingPoint(),
        type.kind() == Kind.UINT64);
  }
}
