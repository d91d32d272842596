package io.lepton.format.regex;

import java.util.Arrays;

/**
 * Which bytes an automaton never tells apart: the columns of its table. Immutable.
 *
 * @param classOf the class of each byte, from 0
 * @param examples one byte of each class
 */
record ByteClasses(int[] classOf, int[] examples) {

  static final int FIRST_CONTINUATION = 0x80;
  static final int LAST_CONTINUATION = 0xBF;

  static ByteClasses of(Nfa nfa) {
    boolean[] begins = new boolean[257];
    begins[0] = true;
    for (int range : nfa.ranges()) {
      begins[range >>> 8] = true;
      begins[(range & 0xFF) + 1] = true;
    }
    if (nfa.hasWordBoundaries()) {
      markWords(begins);
    }
    return number(begins);
  }

  private static void markWords(boolean[] begins) {
    CodePoints word = CodePoints.WORD;
    for (int i = 0; i < word.ranges(); i++) {
      begins[word.first(i)] = true;
      begins[word.last(i) + 1] = true;
    }
    begins[FIRST_CONTINUATION] = true;
    begins[LAST_CONTINUATION + 1] = true;
  }

  private static ByteClasses number(boolean[] begins) {
    int[] classOf = new int[256];
    int[] examples = new int[256];
    int count = 0;
    for (int b = 0; b < 256; b++) {
      if (begins[b]) {
        examples[count++] = b;
      }
      classOf[b] = count - 1;
    }
    return new ByteClasses(classOf, Arrays.copyOf(examples, count));
  }

  int count() {
    return examples.length;
  }
}
