package io.lepton.format.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which code points differ only in case, by Unicode's simple case folding (CaseFolding.txt, status
 * C and S): one code point for one, in no language's own way.
 */
final class CaseFolding {

  /** Behind it no script of Unicode has cases. */
  private static final int LAST = 0x1F000;

  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final int DOTLESS_I = 0x131;

  /** For each code point that has siblings, all of them, itself included. */
  private static final Map<Integer, List<Integer>> SIBLINGS = siblings();

  private CaseFolding() {}

  static CodePoints close(CodePoints set) {
    CodePoints.Builder closed = new CodePoints.Builder().addAll(set);
    SIBLINGS.forEach(
        (codePoint, siblings) -> {
          if (set.contains(codePoint)) {
            siblings.forEach(sibling -> closed.add(sibling, sibling));
          }
        });
    return closed.build();
  }

  private static Map<Integer, List<Integer>> siblings() {
    Map<Integer, List<Integer>> byFold = new HashMap<>();
    for (int c = 0; c < LAST; c++) {
      int folded = fold(c);
      if (folded != c || Character.toUpperCase(c) != c) {
        byFold.computeIfAbsent(folded, f -> new ArrayList<>()).add(c);
      }
    }
    Map<Integer, List<Integer>> siblings = new HashMap<>();
    for (List<Integer> same : byFold.values()) {
      same.forEach(c -> siblings.put(c, List.copyOf(same)));
    }
    return Map.copyOf(siblings);
  }

  /** Only Turkish and its kin fold these two with i; to everybody else they are letters apart. */
  private static int fold(int c) {
    return c == DOTTED_CAPITAL_I || c == DOTLESS_I
        ? c
        : Character.toLowerCase(Character.toUpperCase(c));
  }
}
