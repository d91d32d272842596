package io.lepton.format.fixed;

/**
 * Where a column lies in every record, and how its values fill it.
 *
 * @param name the name of the column
 * @param start where it begins; the first place of a record is 1
 * @param width how many places it has; what a place is, a character or a byte, say the {@linkplain
 *     FixedWidthOptions#withUnit options}
 * @param alignment at which side of its places a value stands
 * @param padding what fills the other places: an ASCII character, usually a space, or {@code 0} for
 *     numbers
 */
public record FixedWidthColumn(
    String name, int start, int width, Alignment alignment, char padding) {

  /** At which side of its places a value stands. */
  public enum Alignment {
    /** Padding follows the value. */
    LEFT,
    /** Padding precedes the value. */
    RIGHT,
    /** There is padding on both sides. */
    CENTER,
    /** Text as {@link #LEFT}, everything else as {@link #RIGHT}. */
    NATURAL
  }

  /**
   * Checks the parts.
   *
   * @param name the name of the column
   * @param start where it begins, from 1
   * @param width how many places it has, at least 1
   * @param alignment at which side of its places a value stands
   * @param padding what fills the other places, printable ASCII
   * @throws IllegalArgumentException if a part is out of range
   */
  public FixedWidthColumn {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A column needs a name");
    }
    if (start < 1 || width < 1 || start > FixedWidthOptions.MAX_WIDTH - width) {
      throw new IllegalArgumentException(
          "A column needs to begin at 1 or later, with a width of at least 1 and an end below %d; got %d, %d"
              .formatted(FixedWidthOptions.MAX_WIDTH, start, width));
    }
    if (padding < ' ' || padding > '~') {
      throw new IllegalArgumentException(
          "Padding needs a printable ASCII character, got U+%04X".formatted((int) padding));
    }
  }

  /**
   * Returns a column with {@link Alignment#NATURAL natural} alignment and spaces around its values.
   *
   * @param name the name of the column
   * @param start where it begins, from 1
   * @param width how many places it has
   * @return the column
   * @throws IllegalArgumentException if a part is out of range
   */
  public static FixedWidthColumn of(String name, int start, int width) {
    return new FixedWidthColumn(name, start, width, Alignment.NATURAL, ' ');
  }

  /**
   * Returns this column with another alignment.
   *
   * @param newAlignment at which side of its places a value stands
   * @return a changed column
   */
  public FixedWidthColumn withAlignment(Alignment newAlignment) {
    return new FixedWidthColumn(name, start, width, newAlignment, padding);
  }

  /**
   * Returns this column with another padding.
   *
   * @param newPadding what fills the places beside a value, printable ASCII
   * @return a changed column
   * @throws IllegalArgumentException if it is not printable ASCII
   */
  public FixedWidthColumn withPadding(char newPadding) {
    return new FixedWidthColumn(name, start, width, alignment, newPadding);
  }

  /**
   * Returns the place after the last one.
   *
   * @return where the next column can begin, from 1
   */
  public int end() {
    return start + width;
  }
}
