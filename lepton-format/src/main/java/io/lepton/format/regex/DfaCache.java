package io.lepton.format.regex;

import io.lepton.format.regex.Determinizer.Item;

/**
 * A deterministic automaton whose states are worked out as they are met, within bounded memory.
 *
 * <p>When the memory is full all states are forgotten, as in RE2. A value that fills it again and
 * again is finished without keeping states: slower by the size of the pattern, but in linear time.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class DfaCache {

  static final long MAX_BYTES = 4 << 20;

  /** Below so many bytes a state it costs more to keep states than it saves. */
  private static final int BYTES_A_STATE = 10;

  private final Determinizer determinizer;
  private final DfaTable states;
  private final int[] classOf;
  private final Item start;

  DfaCache(Nfa nfa, ByteClasses classes, boolean finding) {
    determinizer = new Determinizer(nfa, classes, finding);
    states = new DfaTable(determinizer);
    classOf = classes.classOf();
    start = determinizer.start();
  }

  long bytes() {
    return states.bytes();
  }

  boolean accepts(byte[] bytes, int from, int to) {
    int row = states.rowOf(start);
    int lastFlush = from;
    for (int i = from; i < to; i++) {
      int symbolClass = classOf[bytes[i] & 0xFF];
      int next = states.table()[row + symbolClass];
      if (next == DfaTable.UNKNOWN) {
        if (states.bytes() > MAX_BYTES) {
          if (i - lastFlush < (long) states.states() * BYTES_A_STATE && lastFlush != from) {
            return simulate(states.item(row), bytes, i, to);
          }
          row = flush(row);
          lastFlush = i;
        }
        next = states.connect(row, symbolClass);
      }
      row = next;
      if (row <= states.matched()) {
        return row == states.matched();
      }
    }
    return end(row);
  }

  private boolean end(int row) {
    int last = states.table()[row + determinizer.endClass()];
    return (last == DfaTable.UNKNOWN ? states.connect(row, determinizer.endClass()) : last)
        == states.matched();
  }

  private int flush(int row) {
    Item item = states.item(row);
    states.clear();
    return states.rowOf(item);
  }

  private boolean simulate(Item from, byte[] bytes, int start, int to) {
    Item item = from;
    for (int i = start; i < to && !item.isFinal(); i++) {
      item = determinizer.next(item, classOf[bytes[i] & 0xFF]);
    }
    return determinizer.next(item, determinizer.endClass()) == Item.MATCHED;
  }
}
