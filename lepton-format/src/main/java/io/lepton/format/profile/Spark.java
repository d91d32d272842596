package io.lepton.format.profile;

import java.util.Collections;
import java.util.List;

/**
 * Shares as a line of little bars.
 *
 * @param isUnicode whether there are block elements
 */
record Spark(boolean isUnicode) {

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.:-=+*#";

  /** Returns a bar for each share, the highest one full. Nothing at all has no bar. */
  String of(List<Double> shares) {
    if (shares.isEmpty()) {
      return "";
    }
    String bars = isUnicode ? BLOCKS : ASCII;
    double highest = Math.max(Collections.max(shares), Double.MIN_NORMAL);
    StringBuilder line = new StringBuilder();
    for (double share : shares) {
      int level = (int) Math.round(share / highest * (bars.length() - 1));
      line.append(share <= 0 ? ' ' : bars.charAt(level));
    }
    return line.toString();
  }
}
