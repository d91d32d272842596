package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.ReadLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a sample has, found by the names of members and of the objects they lie in.
 *
 * <p>The name of a column is put together once, when its member is first met at that place: a long
 * name around many members would otherwise be copied for each of them.
 */
final class SampleNames {

  private final Map<String, ValueEvidence> columns = new LinkedHashMap<>();
  private final ReadLimits limits;
  private long characters;

  SampleNames(ReadLimits limits) {
    this.limits = limits;
  }

  /** Returns the columns in the order of their first appearance. */
  Map<String, ValueEvidence> columns() {
    return columns;
  }

  /** Returns the level of the records themselves. */
  Level root() {
    return new Level("");
  }

  /** The members of an object at one place of the record. */
  final class Level {

    private final String beginning;
    private final Map<String, Level> inside = new HashMap<>();
    private final Map<String, ValueEvidence> values = new HashMap<>();

    private Level(String beginning) {
      this.beginning = beginning;
    }

    /** Returns the level of the object that a member is. */
    Level inside(String name) {
      @Nullable Level known = inside.get(name);
      if (known == null) {
        known = new Level(count(beginning + name + "."));
        inside.put(name, known);
      }
      return known;
    }

    /** Returns the column that a member is. */
    ValueEvidence value(String name) {
      @Nullable ValueEvidence known = values.get(name);
      if (known == null) {
        known = column(count(beginning + name));
        values.put(name, known);
      }
      return known;
    }
  }

  private String count(String name) {
    characters += name.length();
    if (characters > limits.maxRecordBytes()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "The names of all columns may have %d characters; the first records have more"
              .formatted(limits.maxRecordBytes()));
    }
    return name;
  }

  private ValueEvidence column(String name) {
    ValueEvidence column = columns.computeIfAbsent(name, n -> new ValueEvidence());
    if (columns.size() > limits.maxColumns()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "A record may have %d fields; the first records have more"
              .formatted(limits.maxColumns()));
    }
    return column;
  }
}
