package io.lepton.quality;

import io.lepton.ErrorCode;
import io.lepton.data.DataSource;
import io.lepton.spi.RecordFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a rule demands of one or more columns of each record.
 *
 * <p>A missing value satisfies every constraint but {@link Required} and {@link RequiredIf}, as
 * with {@code CHECK} and {@code UNIQUE} in SQL and as in JSON Schema, where an absent member is
 * checked by {@code required} alone. Where a constraint has several columns, one missing value is
 * enough.
 *
 * <p>Values are written as in the column, as text: what they mean depends on the column's type and
 * is found out, exactly, when the rules are compiled for a schema. That is also when every problem
 * is reported: constraints themselves check nothing.
 *
 * <p>Immutable and safe for use by many threads, as far as a {@link Custom} predicate and a {@link
 * Reference} source are.
 */
public sealed interface Constraint {

  /**
   * Returns the columns that the constraint is about.
   *
   * @return their names, in the order of the constraint
   */
  List<String> columns();

  /**
   * Returns the error code of a record that breaks the constraint.
   *
   * @return the code
   */
  ErrorCode code();

  /**
   * Says in words what is demanded.
   *
   * @return for example {@code needs at least 0 and at most 130}
   */
  String demand();

  /**
   * Returns the word for this kind of constraint, from which rules without a name get theirs.
   *
   * @return for example {@code range}
   */
  String kind();

  /**
   * The value must not be missing. Any type.
   *
   * @param column the column
   */
  record Required(String column) implements Constraint {

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.MISSING_VALUE;
    }

    @Override
    public String demand() {
      return "needs a value";
    }

    @Override
    public String kind() {
      return "required";
    }
  }

  /**
   * The value must not be missing where another column has one of some values. Any type.
   *
   * @param column the column that must have a value
   * @param condition the column that says when; a missing value there demands nothing
   * @param values the values of {@code condition} that demand one, as they would be written
   */
  record RequiredIf(String column, String condition, List<String> values) implements Constraint {

    /**
     * Copies the values.
     *
     * @param column the column that must have a value
     * @param condition the column that says when
     * @param values the values of {@code condition} that demand one
     */
    public RequiredIf {
      values = List.copyOf(values);
    }

    @Override
    public List<String> columns() {
      return List.of(column, condition);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.MISSING_VALUE;
    }

    @Override
    public String demand() {
      return "needs a value where %s is %s".formatted(condition, Wording.listed(values));
    }

    @Override
    public String kind() {
      return "requiredIf";
    }
  }

  /**
   * The value must lie between two bounds. Numbers, decimals, dates and timestamps. NaN lies in no
   * range.
   *
   * <p>For whole numbers and decimals a bound is exact, whatever its digits. For floating point
   * columns it is rounded to the column's type, just as the same digits in the data are.
   *
   * @param column the column
   * @param minimum the lower end, or empty
   * @param maximum the upper end, or empty
   */
  record Range(String column, Optional<Bound> minimum, Optional<Bound> maximum)
      implements Constraint {

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_RANGE;
    }

    @Override
    public String demand() {
      return Wording.range(minimum, maximum);
    }

    @Override
    public String kind() {
      return "range";
    }
  }

  /**
   * The value must be a whole multiple of a number. Integers, decimals, floating point. What counts
   * of a floating point number is its shortest decimal form: 0.3 is a multiple of 0.1.
   *
   * @param column the column
   * @param divisor a decimal number above zero
   */
  record MultipleOf(String column, String divisor) implements Constraint {

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_RANGE;
    }

    @Override
    public String demand() {
      return "needs a multiple of " + divisor;
    }

    @Override
    public String kind() {
      return "multipleOf";
    }
  }

  /**
   * The value must have a certain length: code points of text, bytes of {@code BYTES}.
   *
   * @param column the column
   * @param minimum the shortest, 0 for any
   * @param maximum the longest, {@link Integer#MAX_VALUE} for any
   */
  record Length(String column, int minimum, int maximum) implements Constraint {

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_LENGTH;
    }

    @Override
    public String demand() {
      return Wording.length(minimum, maximum);
    }

    @Override
    public String kind() {
      return "length";
    }
  }

  /**
   * The text must have a certain form. Text columns. Time linear in the length of the text: the
   * regular expression may have no look-around and no back-references.
   *
   * @param column the column
   * @param regex the regular expression
   * @param whole whether it must match all of the text; otherwise any part of it, as in JSON Schema
   */
  record Pattern(String column, String regex, boolean whole) implements Constraint {

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_PATTERN;
    }

    @Override
    public String demand() {
      return (whole ? "needs the form " : "needs to contain ") + regex;
    }

    @Override
    public String kind() {
      return "pattern";
    }
  }

  /**
   * The value must be one of some. Any type; numbers are compared as numbers, {@code 1.0} and
   * {@code 1} are the same.
   *
   * @param column the column
   * @param values the allowed values, as they would be written
   */
  record Enumeration(String column, List<String> values) implements Constraint {

    /**
     * Copies the values.
     *
     * @param column the column
     * @param values the allowed values
     */
    public Enumeration {
      values = List.copyOf(values);
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_ENUMERATION;
    }

    @Override
    public String demand() {
      return "needs to be " + Wording.listed(values);
    }

    @Override
    public String kind() {
      return "enumeration";
    }
  }

  /**
   * No two records may have the same values in all of the columns. Any type. A record with a
   * missing value in one of them is like no other.
   *
   * @param columns the columns of the key, at least one
   */
  record Unique(List<String> columns) implements Constraint {

    /**
     * Copies the columns.
     *
     * @param columns the columns of the key, at least one
     */
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_UNIQUE;
    }

    @Override
    public String demand() {
      return "needs to be unique" + Wording.together(columns);
    }

    @Override
    public String kind() {
      return "unique";
    }
  }

  /**
   * The values of the columns must occur together in another data set. Any type; the columns of the
   * other data set are read as the types of these.
   *
   * @param columns the columns of the key, at least one
   * @param source the other data set; read once, when the rules are compiled
   * @param format its format
   * @param referenced the columns there, as many as {@code columns} and in their order
   */
  record Reference(
      List<String> columns, DataSource source, RecordFormat format, List<String> referenced)
      implements Constraint {

    /**
     * Copies the columns.
     *
     * @param columns the columns of the key, at least one
     * @param source the other data set
     * @param format its format
     * @param referenced the columns there
     */
    public Reference {
      columns = List.copyOf(columns);
      referenced = List.copyOf(referenced);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_REFERENCE;
    }

    @Override
    public String demand() {
      return "needs to be in %s, column %s%s"
          .formatted(source.name(), String.join(" and ", referenced), Wording.together(columns));
    }

    @Override
    public String kind() {
      return "reference";
    }
  }

  /**
   * Two columns of a record must stand in a relation. Both of the same kind: numbers of any types
   * but decimals are compared with each other exactly, decimals with decimals, dates with dates,
   * timestamps with timestamps of the same zone rule; texts and bytes by their bytes, which for
   * text is the order of code points. NaN is only {@code !=}.
   *
   * @param left the first column
   * @param relation how they are ordered
   * @param right the second column
   */
  record Order(String left, Relation relation, String right) implements Constraint {

    @Override
    public List<String> columns() {
      return List.of(left, right);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_RELATION;
    }

    @Override
    public String demand() {
      return "needs %s %s %s".formatted(left, relation.sign(), right);
    }

    @Override
    public String kind() {
      return "order";
    }
  }

  /**
   * A condition of the caller's own. Asked for each record that has a value in all of the columns.
   *
   * @param label what to call it
   * @param columns the columns it is about; may be empty, then it is asked for every record
   * @param predicate the condition
   */
  record Custom(String label, List<String> columns, RowPredicate predicate) implements Constraint {

    /**
     * Copies the columns.
     *
     * @param label what to call it
     * @param columns the columns it is about
     * @param predicate the condition
     */
    public Custom {
      columns = List.copyOf(columns);
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.RULE_CUSTOM;
    }

    @Override
    public String demand() {
      return "needs to fulfil " + label;
    }

    @Override
    public String kind() {
      return label;
    }
  }
}
