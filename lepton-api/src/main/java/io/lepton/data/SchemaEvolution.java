package io.lepton.data;

import io.lepton.data.SchemaChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What changed between two versions of a schema, and who can still read what.
 *
 * <pre>{@code
 * Schema before = Schema.of(Field.required("id", ColumnType.TEXT), Field.of("age", ColumnType.INT32));
 * Schema after = Schema.of(Field.required("id", ColumnType.TEXT), Field.of("age", ColumnType.INT64));
 * SchemaEvolution evolution = SchemaEvolution.between(before, after);
 * System.out.println(evolution.verdict()); // WIDENING
 * System.out.println(evolution.changes()); // [age: WIDENING: int32 became int64, which holds all of it]
 * }</pre>
 *
 * <p><b>Point of view.</b> The terms are those of Avro's schema resolution and of the Confluent
 * schema registry. <i>Backward</i> compatible: who reads with the schema {@code after} can read all
 * data that fits the schema {@code before}. <i>Forward</i> compatible: who still reads with {@code
 * before} can read all data that fits {@code after}. <i>Fully</i> compatible: both. To read means
 * that no record is refused and every value that the reader's schema names arrives as the value
 * that was written; fields are found by name, those that the reader does not name are passed over,
 * and those that the data does not have are missing. (A CSV file says in its header what columns it
 * has. One without a column that the schema names is refused with {@link
 * io.lepton.ErrorCode#MISSING_COLUMN}, whether or not the field is nullable: a misspelt header is
 * not a column of nothing. Such a file is read with the schema of its own version.)
 *
 * <table>
 * <caption>Changes</caption>
 * <thead>
 * <tr><th>Change</th><th>Backward</th><th>Forward</th><th>Verdict</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>none</td><td>yes</td><td>yes</td><td>IDENTICAL</td></tr>
 * <tr><td>nullable field added</td><td>yes</td><td>yes</td><td>COMPATIBLE</td></tr>
 * <tr><td>nullable field removed</td><td>yes</td><td>yes</td><td>COMPATIBLE</td></tr>
 * <tr><td>fields reordered</td><td>yes</td><td>yes</td><td>COMPATIBLE</td></tr>
 * <tr><td>required field removed</td><td>yes</td><td>no</td><td>WIDENING</td></tr>
 * <tr><td>type widened</td><td>yes</td><td>no</td><td>WIDENING</td></tr>
 * <tr><td>required became nullable</td><td>yes</td><td>no</td><td>WIDENING</td></tr>
 * <tr><td>required field added</td><td>no</td><td>yes</td><td>BREAKING</td></tr>
 * <tr><td>type narrowed</td><td>no</td><td>yes</td><td>BREAKING</td></tr>
 * <tr><td>nullable became required</td><td>no</td><td>yes</td><td>BREAKING</td></tr>
 * <tr><td>type changed otherwise</td><td>no</td><td>no</td><td>BREAKING</td></tr>
 * </tbody>
 * </table>
 *
 * <p>A renamed field is one removed and one added: names say nothing about meaning.
 *
 * <table>
 * <caption>Which types hold all values of which</caption>
 * <thead><tr><th>Before</th><th>After</th></tr></thead>
 * <tbody>
 * <tr><td>int8</td><td>int16, int32, int64, fp16, bf16, fp32, fp64</td></tr>
 * <tr><td>uint8</td><td>int16, int32, int64, uint16, uint32, uint64, fp16, bf16, fp32, fp64</td></tr>
 * <tr><td>int16</td><td>int32, int64, fp32, fp64</td></tr>
 * <tr><td>uint16</td><td>int32, int64, uint32, uint64, fp32, fp64</td></tr>
 * <tr><td>int32</td><td>int64, fp64</td></tr>
 * <tr><td>uint32</td><td>int64, uint64, fp64</td></tr>
 * <tr><td>any integer</td><td>a decimal with as many digits before the point as the longest integer:
 *     3 for 8 bits, 5 for 16, 10 for 32, 19 for int64, 20 for uint64</td></tr>
 * <tr><td>decimal(p,s)</td><td>a decimal with no fewer digits before the point and after it; where s
 *     is 0, also the integers, and the floating point types, that hold p nines</td></tr>
 * <tr><td>fp16, bf16</td><td>fp32, fp64</td></tr>
 * <tr><td>fp32</td><td>fp64</td></tr>
 * <tr><td>a vector</td><td>a vector of the same size, by its elements</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Every other pair is a change: int64 to fp64 loses digits above 2<sup>53</sup>; a decimal with
 * digits after the point is in floating point only nearly what it was; a date is not a timestamp,
 * for it names no instant; the two kinds of timestamp never mix; and nothing becomes text by
 * itself, though a file of text may happen to be readable that way. A number written from a
 * floating point type has the digits that identify it there, and means the number of these digits
 * in the wider type.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SchemaEvolution {

  /** How a change weighs, or all of them together: the heaviest counts. From light to heavy. */
  public enum Verdict {
    /** Nothing changed. */
    IDENTICAL,
    /** Both versions read the data of both: readers and writers may move on in any order. */
    COMPATIBLE,
    /** The new version reads the data of both, the old one does not: move the readers first. */
    WIDENING,
    /** The new version does not read all data of the old one. */
    BREAKING
  }

  private final List<SchemaChange> changes;

  private SchemaEvolution(List<SchemaChange> changes) {
    this.changes = List.copyOf(changes);
  }

  /**
   * Compares two versions of a schema.
   *
   * @param before the old version
   * @param after the new version
   * @return what changed
   */
  public static SchemaEvolution between(Schema before, Schema after) {
    List<SchemaChange> changes = new ArrayList<>();
    for (Field old : before.fields()) {
      int position = after.indexOf(old.name());
      if (position < 0) {
        changes.add(removed(old));
      } else {
        compare(old, after.field(position), changes);
      }
    }
    for (Field field : after.fields()) {
      if (before.indexOf(field.name()) < 0) {
        changes.add(added(field));
      }
    }
    compareOrder(before, after, changes);
    return new SchemaEvolution(changes);
  }

  private static SchemaChange removed(Field old) {
    return old.nullable()
        ? new SchemaChange(
            old.name(), Kind.REMOVED_NULLABLE, "removed; an old reader takes it for missing")
        : new SchemaChange(
            old.name(), Kind.REMOVED_REQUIRED, "removed, but an old reader requires it");
  }

  private static SchemaChange added(Field field) {
    return field.nullable()
        ? new SchemaChange(field.name(), Kind.ADDED_NULLABLE, "added; in old data it is missing")
        : new SchemaChange(
            field.name(), Kind.ADDED_REQUIRED, "added as required, but old data does not have it");
  }

  private static void compare(Field old, Field field, List<SchemaChange> changes) {
    if (!old.type().equals(field.type())) {
      changes.add(typeChange(old, field));
    }
    if (field.nullable() && !old.nullable()) {
      changes.add(
          new SchemaChange(
              old.name(),
              Kind.NULLABILITY_LOOSENED,
              "required became nullable; an old reader refuses missing values"));
    }
    if (old.nullable() && !field.nullable()) {
      changes.add(
          new SchemaChange(
              old.name(),
              Kind.NULLABILITY_TIGHTENED,
              "nullable became required; old data may lack the value"));
    }
  }

  private static SchemaChange typeChange(Field old, Field field) {
    String became = old.type() + " became " + field.type();
    if (TypeFit.fits(old.type(), field.type())) {
      return new SchemaChange(old.name(), Kind.TYPE_WIDENED, became + ", which holds all of it");
    }
    if (TypeFit.fits(field.type(), old.type())) {
      return new SchemaChange(
          old.name(), Kind.TYPE_NARROWED, became + ", which holds only a part of it");
    }
    return new SchemaChange(
        old.name(),
        Kind.TYPE_CHANGED,
        became + ", which does not hold all of it, nor it all of that");
  }

  private static void compareOrder(Schema before, Schema after, List<SchemaChange> changes) {
    List<String> old = common(before, after);
    List<String> now = common(after, before);
    for (int i = 0; i < old.size(); i++) {
      if (!old.get(i).equals(now.get(i))) {
        changes.add(
            new SchemaChange(
                now.get(i), Kind.REORDERED, "stands elsewhere; fields are found by name"));
        return;
      }
    }
  }

  private static List<String> common(Schema schema, Schema other) {
    return schema.names().stream().filter(name -> other.indexOf(name) >= 0).toList();
  }

  /**
   * Returns the heaviest verdict of all changes.
   *
   * @return IDENTICAL if there are none
   */
  public Verdict verdict() {
    return changes.stream()
        .map(SchemaChange::verdict)
        .reduce(Verdict.IDENTICAL, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /**
   * Says whether the new schema reads all data of the old one.
   *
   * @return true if the verdict is anything but BREAKING
   */
  public boolean isBackwardCompatible() {
    return changes.stream().allMatch(change -> change.kind().isBackwardCompatible());
  }

  /**
   * Says whether the old schema reads all data of the new one. This may be so even if the verdict
   * is BREAKING, as for a type that was narrowed.
   *
   * @return true if readers can stay as they are
   */
  public boolean isForwardCompatible() {
    return changes.stream().allMatch(change -> change.kind().isForwardCompatible());
  }

  /**
   * Says whether each schema reads all data of the other.
   *
   * @return true if the verdict is IDENTICAL or COMPATIBLE
   */
  public boolean isFullyCompatible() {
    return isBackwardCompatible() && isForwardCompatible();
  }

  /**
   * Returns the changes.
   *
   * @return in the order of the old schema, then what was added, then the order itself; a field
   *     whose type and nullability changed has two entries; unmodifiable
   */
  public List<SchemaChange> changes() {
    return changes;
  }

  /**
   * Returns the report in words.
   *
   * @return the verdict, then one change a line
   */
  @Override
  public String toString() {
    return changes.stream()
        .map(change -> "\n  " + change)
        .collect(Collectors.joining("", verdict().toString(), ""));
  }
}
