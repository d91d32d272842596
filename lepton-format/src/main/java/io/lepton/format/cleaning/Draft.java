package io.lepton.format.cleaning;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The columns as the steps so far would leave them, and what does not fit.
 *
 * <p>A column that a step gives another type lies in another slot from there on; slots of the
 * source come first. All problems are gathered, so that they can be mended at once.
 */
final class Draft {

  private final List<Field> fields;
  private final int[] slots;
  private final List<ColumnType> slotTypes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private String step = "";

  Draft(Schema source) {
    fields = new ArrayList<>(source.fields());
    slots = new int[fields.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = i;
      slotTypes.add(fields.get(i).type());
    }
  }

  void begin(int number, CleaningStep newStep) {
    step = "step " + number + ", " + newStep;
  }

  void problem(String problem) {
    problems.add(step + ": " + problem);
  }

  /** Returns the position of a column, or -1 if that is a problem. */
  int find(String column, Predicate<ColumnType> fits, String needed) {
    int position = schema().indexOf(column);
    if (position < 0) {
      problem("needs a column " + column + ", found " + schema().names());
      return -1;
    }
    ColumnType type = fields.get(position).type();
    if (type.width() != 1 || !fits.test(type)) {
      problem("needs " + needed + ", found " + type);
      return -1;
    }
    return position;
  }

  int findText(String column) {
    return find(
        column,
        type -> type.kind() == ColumnType.Kind.TEXT,
        "a text column (give the source a schema in which it is one)");
  }

  int findNumber(String column) {
    return find(column, Numbers::isNumber, "a column of numbers, dates or timestamps");
  }

  Field field(int position) {
    return fields.get(position);
  }

  int slot(int position) {
    return slots[position];
  }

  /** Gives a column another type and returns the slot that its values go to. */
  int retype(int position, ColumnType type) {
    fields.set(position, fields.get(position).withType(type));
    slots[position] = slotTypes.size();
    slotTypes.add(type);
    return slots[position];
  }

  /** Notes that a step may take values away. */
  void mayBeMissing(int position) {
    Field field = fields.get(position);
    fields.set(position, Field.of(field.name(), field.type()));
  }

  Schema schema() {
    return Schema.of(fields);
  }

  List<ColumnType> slotTypes() {
    return slotTypes;
  }

  int[] slots() {
    return slots.clone();
  }

  void requireNoProblems() {
    if (!problems.isEmpty()) {
      throw new LeptonException(
          ErrorCode.INVALID_RULE,
          "The cleaning does not fit the data: " + String.join("; ", problems));
    }
  }
}
