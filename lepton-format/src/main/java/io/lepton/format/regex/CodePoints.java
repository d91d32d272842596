package io.lepton.format.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of Unicode code points, as sorted ranges that neither overlap nor touch. Immutable. */
final class CodePoints {

  static final int MAX = Character.MAX_CODE_POINT;
  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ALL = range(0, MAX);
  static final CodePoints DIGIT = range('0', '9');
  static final CodePoints WORD = of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

  /** What ends a line in ECMA-262, 12.3: where {@code .} stops. */
  static final CodePoints LINE_ENDS = of('\n', '\n', '\r', '\r', 0x2028, 0x2029);

  /** White space and line ends of ECMA-262, 12.2 and 12.3. */
  static final CodePoints SPACE =
      of(
          '\t', '\r', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F,
          0x202F, 0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF);

  /** First and last code point of each range, in turn. */
  private final int[] bounds;

  private CodePoints(int[] bounds) {
    this.bounds = bounds;
  }

  static CodePoints range(int first, int last) {
    return new CodePoints(new int[] {first, last});
  }

  private static CodePoints of(int... sortedBounds) {
    return new CodePoints(sortedBounds);
  }

  int ranges() {
    return bounds.length / 2;
  }

  int first(int range) {
    return bounds[2 * range];
  }

  int last(int range) {
    return bounds[2 * range + 1];
  }

  boolean contains(int codePoint) {
    int found = Arrays.binarySearch(bounds, codePoint);
    // Between a first and a last one the place to insert at is odd.
    return found >= 0 || (-found - 1) % 2 == 1;
  }

  CodePoints negate() {
    Builder rest = new Builder();
    int next = 0;
    for (int i = 0; i < ranges(); i++) {
      if (first(i) > next) {
        rest.add(next, first(i) - 1);
      }
      next = last(i) + 1;
    }
    if (next <= MAX) {
      rest.add(next, MAX);
    }
    return rest.build();
  }

  /** Collects ranges in any order. */
  static final class Builder {

    /** First code point in the upper half, last one in the lower half. */
    private long[] ranges = new long[8];

    private int count;

    Builder add(int first, int last) {
      if (count == ranges.length) {
        ranges = Arrays.copyOf(ranges, 2 * count);
      }
      ranges[count++] = (long) first << 32 | last;
      return this;
    }

    Builder addAll(CodePoints set) {
      for (int i = 0; i < set.ranges(); i++) {
        add(set.first(i), set.last(i));
      }
      return this;
    }

    CodePoints build() {
      Arrays.sort(ranges, 0, count);
      int[] bounds = new int[2 * count];
      int size = 0;
      for (int i = 0; i < count; i++) {
        int first = (int) (ranges[i] >> 32);
        int last = (int) ranges[i];
        if (size > 0 && first <= bounds[size - 1] + 1) {
          bounds[size - 1] = Math.max(bounds[size - 1], last);
        } else {
          bounds[size++] = first;
          bounds[size++] = last;
        }
      }
      return new CodePoints(Arrays.copyOf(bounds, size));
    }
  }

  /** Returns the code points that something holds for. Looks at all of them: milliseconds. */
  static CodePoints where(IntPredicate holds) {
    Builder found = new Builder();
    int first = -1;
    for (int c = 0; c <= MAX + 1; c++) {
      boolean in = c <= MAX && holds.test(c);
      if (in && first < 0) {
        first = c;
      } else if (!in && first >= 0) {
        found.add(first, c - 1);
        first = -1;
      }
    }
    return found.build();
  }
}
