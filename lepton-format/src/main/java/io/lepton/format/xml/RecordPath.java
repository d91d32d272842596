package io.lepton.format.xml;

import java.util.List;

/**
 * Where the records of a document are: the names of the elements that lead to them, from the root.
 *
 * @param steps one name an element, or {@code *} for any
 */
record RecordPath(List<String> steps) {

  private static final String ANY = "*";

  /** The children of the root element. */
  static final RecordPath CHILDREN_OF_ROOT = new RecordPath(List.of(ANY, ANY));

  RecordPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @param path for example {@code /orders/order}
   * @throws IllegalArgumentException if it does not begin with a slash or a name is empty
   */
  static RecordPath parse(String path) {
    List<String> steps =
        path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of();
    if (steps.isEmpty() || steps.contains("")) {
      throw new IllegalArgumentException(
          "A path of records needs names that each follow a slash, such as /orders/order");
    }
    return new RecordPath(steps);
  }

  int length() {
    return steps.size();
  }

  /** Says whether an element of this name is on the way at this depth; that of the root is 1. */
  boolean leadsThrough(String name, int depth) {
    if (depth > steps.size()) {
      return false;
    }
    String step = steps.get(depth - 1);
    return step.equals(ANY) || step.equals(name);
  }
}
