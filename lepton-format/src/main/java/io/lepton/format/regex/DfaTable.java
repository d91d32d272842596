package io.lepton.format.regex;

import io.lepton.format.regex.Determinizer.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states found so far and the ways between them. A state goes by the place of its row in the
 * table, so that a step is one addition and one load.
 */
final class DfaTable {

  /** Row of {@link Item#DEAD}. */
  static final int DEAD = 0;

  /** A way that was not worked out yet. */
  static final int UNKNOWN = -1;

  private static final int BYTES_A_STATE = 128;

  private final Determinizer determinizer;
  private final int stride;
  private final Map<Item, Integer> rows = new HashMap<>();
  private final List<Item> items = new ArrayList<>();
  private int[] table;
  private long bytes;

  DfaTable(Determinizer determinizer) {
    this.determinizer = determinizer;
    this.stride = determinizer.endClass() + 1;
    this.table = new int[16 * stride];
    clear();
  }

  /** Forgets all states but the two final ones. */
  void clear() {
    rows.clear();
    items.clear();
    bytes = 0;
    rowOf(Item.DEAD);
    rowOf(Item.MATCHED);
  }

  int matched() {
    return stride;
  }

  int[] table() {
    return table;
  }

  int states() {
    return items.size();
  }

  /** Returns about how much memory the states take. */
  long bytes() {
    return bytes;
  }

  Item item(int row) {
    return items.get(row / stride);
  }

  int rowOf(Item item) {
    Integer row = rows.get(item);
    return row == null ? append(item) : row;
  }

  private int append(Item item) {
    int row = items.size() * stride;
    if (row + stride > table.length) {
      table = Arrays.copyOf(table, 2 * table.length);
    }
    Arrays.fill(table, row, row + stride, item.isFinal() ? row : UNKNOWN);
    rows.put(item, row);
    items.add(item);
    bytes += BYTES_A_STATE + 4L * (stride + item.states().length);
    return row;
  }

  /** Works out a way and returns the row at its end. */
  int connect(int row, int symbolClass) {
    int next = rowOf(determinizer.next(item(row), symbolClass));
    table[row + symbolClass] = next;
    return next;
  }

  /** Returns the state behind each state and class, as numbers from 0. */
  int[][] steps() {
    int[][] steps = new int[items.size()][stride];
    for (int i = 0; i < steps.length * stride; i++) {
      steps[i / stride][i % stride] = table[i] / stride;
    }
    return steps;
  }
}
