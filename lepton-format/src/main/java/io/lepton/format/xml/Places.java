package io.lepton.format.xml;

/** Says which elements and attributes of a record are wanted, and as which column. */
interface Places {

  /** The place of what is not wanted. */
  int NONE = -1;

  /**
   * Returns where the text of an element goes.
   *
   * @param around the path of the element around it: the names from the record on, with dots
   *     between; empty for the record
   * @param name its own name; empty for the record itself
   * @return the position of a column, or {@link #NONE}
   */
  int ofText(String around, String name);

  /**
   * Returns where the value of an attribute goes.
   *
   * @param element the path of its element
   * @param name its own name
   * @return the position of a column, or {@link #NONE}
   */
  int ofAttribute(String element, String name);

  /** Says whether something in an element, or its text, is wanted. */
  boolean isWanted(String path);

  /** Returns what something in an element is called: {@code a.@id}, or {@code @id}. */
  static String part(String element, String part) {
    return element.isEmpty() || part.isEmpty() ? element + part : element + "." + part;
  }
}
