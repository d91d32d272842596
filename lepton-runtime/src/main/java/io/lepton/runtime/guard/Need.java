package io.lepton.runtime.guard;

/**
 * What an operator needs of one of its inputs and does not look at itself.
 *
 * @param input the number of the input
 * @param kind what it needs
 * @param axis which dimension, or from which on; negative from the end; only for some kinds
 * @param least how large it has to be
 */
record Need(int input, Kind kind, int axis, long least) {

  /** What may be needed. */
  enum Kind {
    /** No dimension is zero. */
    ALL,
    /** No dimension from the axis on is zero. */
    FROM,
    /** No dimension before the axis is zero. */
    BEFORE,
    /** The dimension of the axis is large enough. */
    AT,
    /** As {@link #AT}, but which axis is said by the input of that number. */
    AT_GIVEN,
    /** The last two dimensions are equal. */
    SQUARE,
    /** No dimension is zero unless one of the first input is. */
    UNLESS_FIRST_IS_EMPTY,
    /** No dimension is zero unless that of the axis is. */
    UNLESS_AXIS_IS_EMPTY,
    /** As many dimensions as the axis says, and none zero of those whose bit is in the least. */
    RANK,
    /** The dimension of the axis is there. */
    HAS_AXIS,
    /** As many rows as the other inputs, and one at least. */
    ROWS,
    /** A number that stands alone is not zero. */
    NOT_ZERO,
    /** A number is within 32 bits; what is beyond means no more than the largest. */
    WITHIN_32_BITS
  }

  static Need all(int input) {
    return new Need(input, Kind.ALL, 0, 1);
  }

  static Need from(int input, int axis) {
    return new Need(input, Kind.FROM, axis, 1);
  }

  static Need before(int input, long axis) {
    return new Need(input, Kind.BEFORE, (int) axis, 1);
  }

  static Need at(int input, long axis, long least) {
    return new Need(input, Kind.AT, (int) axis, least);
  }

  /**
   * Of a number of dimensions.
   *
   * @param positive those that must not be zero, a bit for each
   */
  static Need rank(int input, int rank, long positive) {
    return new Need(input, Kind.RANK, rank, positive);
  }

  boolean mustBePositive(int dimension) {
    return (least >> dimension & 1) != 0;
  }

  static Need of(int input, Kind kind) {
    return new Need(input, kind, 0, 1);
  }

  /** Says it so that a message may end with it. */
  String words() {
    String of = "its input number " + input;
    return switch (kind) {
      case ALL -> "no dimension of 0 in " + of;
      case FROM -> "no dimension of 0 from number %d on in %s".formatted(axis, of);
      case BEFORE -> "no dimension of 0 before number %d in %s".formatted(axis, of);
      case AT -> "a dimension number %d of %d or more in %s".formatted(axis, least, of);
      case AT_GIVEN -> "%d or more as the dimension of its axis in %s".formatted(least, of);
      case UNLESS_AXIS_IS_EMPTY -> "no dimension of 0 but number %d in %s".formatted(axis, of);
      case RANK -> "%d dimensions in %s%s".formatted(axis, of, least == 0 ? "" : ", not of 0");
      case HAS_AXIS -> "a dimension number %d in %s".formatted(axis, of);
      case SQUARE -> "square matrices in " + of;
      case UNLESS_FIRST_IS_EMPTY -> "no dimension of 0 in %s alone".formatted(of);
      case ROWS -> "1 row or more in %s, as many as in the others".formatted(of);
      case NOT_ZERO -> "a number other than 0 in " + of;
      case WITHIN_32_BITS -> "a number of 32 bits in " + of;
    };
  }

  /** Whether sizes that are known meet it; -1 stands for one that is not. */
  boolean isMetBy(long[] dims) {
    return switch (kind) {
      case ALL, UNLESS_FIRST_IS_EMPTY, UNLESS_AXIS_IS_EMPTY -> arePositive(dims, 0, dims.length);
      case RANK -> dims.length == axis && arePositiveOfRank(dims);
      case HAS_AXIS -> dims.length > axis;
      case FROM -> arePositive(dims, axis, dims.length);
      case BEFORE -> arePositive(dims, 0, Math.min(place(dims), dims.length));
      case AT -> at(dims) >= least;
      case SQUARE -> isSquare(dims);
      case AT_GIVEN, ROWS, NOT_ZERO, WITHIN_32_BITS -> false;
    };
  }

  private static boolean arePositive(long[] dims, int from, int to) {
    for (int i = from; i < to; i++) {
      if (dims[i] < 1) {
        return false;
      }
    }
    return true;
  }

  private boolean arePositiveOfRank(long[] dims) {
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 1 && mustBePositive(i)) {
        return false;
      }
    }
    return true;
  }

  private int place(long[] dims) {
    return axis < 0 ? axis + dims.length : axis;
  }

  private long at(long[] dims) {
    int place = place(dims);
    return place >= 0 && place < dims.length ? dims[place] : -1;
  }

  private static boolean isSquare(long[] dims) {
    int last = dims.length - 1;
    return last >= 1 && dims[last] >= 0 && dims[last] == dims[last - 1];
  }
}
