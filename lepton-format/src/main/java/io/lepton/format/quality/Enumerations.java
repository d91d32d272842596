package io.lepton.format.quality;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Vocabulary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles lists of values. */
final class Enumerations {

  private final Columns columns;
  private final Problems problems;

  Enumerations(Columns columns, Problems problems) {
    this.columns = columns;
    this.problems = problems;
  }

  Check compile(String column, List<String> values) {
    ColumnType type = columns.type(column);
    problems.require(!values.isEmpty(), () -> "at least one value is needed");
    if (type.kind() == Kind.TEXT) {
      return texts(columns.position(column), values);
    }
    if (KeyColumn.has(type)) {
      return new KeyEnumerationCheck(
          columns.keysOf(column, type),
          values.stream()
              .mapToLong(value -> require(type, value, WrittenValues.key(type, value)))
              .toArray());
    }
    Set<Object> allowed = new HashSet<>();
    values.forEach(value -> allowed.add(require(type, value, object(type, value))));
    return new ObjectEnumerationCheck(columns.position(column), allowed);
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
}
