package io.lepton.format.quality;

import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.internal.SipHash;
import io.lepton.format.regex.ByteMatcher;
import io.lepton.format.regex.BytePattern;
import io.lepton.quality.Constraint;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns constraints into checks of the columns of a schema. */
final class RuleCompiler {

  private final Schema schema;
  private final ValidatorOptions options;
  private final Problems problems;
  private final Columns columns;
  private final Enumerations enumerations;
  private final Orders orders;
  private final SipHash hash = SipHash.random();
  private final List<ReferenceLoad> loads = new ArrayList<>();

  RuleCompiler(Schema schema, ValidatorOptions options, Problems problems) {
    this.schema = schema;
    this.options = options;
    this.problems = problems;
    this.columns = new Columns(schema, problems);
    this.enumerations = new Enumerations(columns, problems);
    this.orders = new Orders(columns, problems);
  }

  /** Returns the columns whose keys the checks share. */
  Collection<KeyColumn> keyColumns() {
    return columns.keyColumns();
  }

  /** Reads the other data sets that the checks refer to. */
  void load() throws IOException {
    for (ReferenceLoad load : loads) {
      load.run();
    }
  }

  Check compile(String rule, Constraint constraint) {
    if (constraint instanceof Constraint.Required required) {
      return new RequiredCheck(columns.position(required.column()));
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
      return enumerations.compile(enumeration.column(), enumeration.values());
    }
    return compileWide(rule, constraint);
  }

  /** Compiles what has several columns. */
  private Check compileWide(String rule, Constraint constraint) {
    if (constraint instanceof Constraint.Unique unique) {
      int[] key = key(unique.columns());
      KeyTable table = new KeyTable(options.maxDistinctKeys(), rule);
      return new UniqueCheck(key, fingerprints(key), table);
    }
    if (constraint instanceof Constraint.Reference reference) {
      return reference(rule, reference);
    }
    if (constraint instanceof Constraint.Order order) {
      return orders.compile(order);
    }
    Constraint.Custom custom = (Constraint.Custom) constraint;
    return new CustomCheck(columns.positions(custom.columns()), custom.predicate());
  }

  private Check requiredIf(Constraint.RequiredIf constraint) {
    int column = columns.position(constraint.column());
    Check others = enumerations.compile(constraint.condition(), constraint.values());
    return new RequiredIfCheck(column, columns.position(constraint.condition()), others);
  }

  private Check range(Constraint.Range range) {
    ColumnType type = columns.type(range.column());
    boolean isOrdered =
        WrittenValues.isExact(type)
            || type.isFloatingPoint()
            || type.kind() == Kind.DATE
            || type.kind() == Kind.TIMESTAMP;
    if (!isOrdered) {
      throw columns.wrongType(range.column(), type, "numbers, dates or timestamps");
    }
    return new Ranges("column " + range.column(), type, problems)
        .compile(range, columns.keysOf(range.column(), type));
  }

  private Check multipleOf(Constraint.MultipleOf constraint) {
    String column = constraint.column();
    ColumnType type = columns.type(column);
    BigDecimal divisor = WrittenValues.number(constraint.divisor());
    if (divisor == null || divisor.signum() <= 0) {
      throw problems.problem(
          "the divisor %s is not a number above zero".formatted(constraint.divisor()));
    }
    if (type.isFloatingPoint()) {
      return new FloatMultipleCheck(columns.keysOf(column, type), type.kind(), divisor);
    }
    if (!WrittenValues.isExact(type)) {
      throw columns.wrongType(column, type, "numbers");
    }
    return multipleOf(columns.keysOf(column, type), type, wholeDivisor(divisor, type.scale()));
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
    ColumnType type = columns.type(length.column());
    if (type.kind() != Kind.TEXT && type.kind() != Kind.BYTES) {
      throw columns.wrongType(length.column(), type, "text or bytes");
    }
    problems.require(
        length.minimum() >= 0 && length.minimum() <= length.maximum(),
        () -> "no length is %d to %d".formatted(length.minimum(), length.maximum()));
    return new LengthCheck(
        columns.position(length.column()),
        type.kind() == Kind.TEXT,
        length.minimum(),
        length.maximum());
  }

  private Check pattern(Constraint.Pattern constraint) {
    ColumnType type = columns.type(constraint.column());
    if (type.kind() != Kind.TEXT) {
      throw columns.wrongType(constraint.column(), type, "text");
    }
    try {
      ByteMatcher pattern = BytePattern.compile(constraint.regex()).matcher();
      return new PatternCheck(columns.position(constraint.column()), pattern, constraint.whole());
    } catch (LeptonException e) {
      throw problems.problem("the pattern cannot be read: " + e.getMessage());
    }
  }

  private int[] key(List<String> names) {
    problems.require(!names.isEmpty(), () -> "at least one column is needed");
    problems.require(new HashSet<>(names).size() == names.size(), () -> "a column is named twice");
    names.forEach(columns::type);
    return columns.positions(names);
  }

  private Fingerprints fingerprints(int[] key) {
    List<@Nullable KeyColumn> keyColumns = new ArrayList<>();
    for (int position : key) {
      boolean hasKeys = KeyColumn.has(schema.field(position).type());
      keyColumns.add(hasKeys ? columns.keys(position) : null);
    }
    return new Fingerprints(key, keyColumns, hash);
  }

  private Check reference(String rule, Constraint.Reference reference) {
    int[] key = key(reference.columns());
    problems.require(
        reference.referenced().size() == key.length
            && new HashSet<>(reference.referenced()).size() == key.length,
        () -> "as many distinct columns of the other data set are needed, " + key.length);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < key.length; i++) {
      fields.add(Field.of(reference.referenced().get(i), schema.field(key[i]).type()));
    }
    KeyTable table = new KeyTable(options.maxDistinctKeys(), rule);
    loads.add(new ReferenceLoad(reference, Schema.of(fields), table, hash));
    return new ReferenceCheck(key, fingerprints(key), table);
  }
}
