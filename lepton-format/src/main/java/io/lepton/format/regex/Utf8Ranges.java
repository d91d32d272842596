package io.lepton.format.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the states that read one code point of a set, byte by byte of UTF-8 (RFC 3629).
 *
 * <p>The first byte of a code point says which block of 1, 64, 4096 or 262144 code points it lies
 * in, and each byte behind it which sixty-fourth of the block. Blocks that hold the same part of
 * the set share a state, so that a set of some thousand ranges needs some hundred states. The
 * result is that of Thompson's construction as in RE2, with shared suffixes (Cox, see the package).
 */
final class Utf8Ranges {

  /** First code point, last one, and how many bytes follow the first byte. */
  private static final int[][] LENGTHS = {
    {0, 0x7F, 0}, {0x80, 0x7FF, 1}, {0x800, 0xD7FF, 2}, {0xE000, 0xFFFF, 2}, {0x10000, 0x10FFFF, 3}
  };

  private static final int[] LEADS = {0, 0xC0, 0xE0, 0xF0};
  private static final int NOWHERE = -1;

  private final NfaBuilder nfa;
  private final int next;
  private final Map<Part, Integer> known = new HashMap<>();

  /**
   * What a block holds of the set.
   *
   * @param bytes how many bytes are still to come
   * @param bounds the part of the set, counted from the start of the block
   */
  private record Part(int bytes, int[] bounds) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Part that
          && bytes == that.bytes
          && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(bounds) + bytes;
    }
  }

  Utf8Ranges(NfaBuilder nfa, int next) {
    this.nfa = nfa;
    this.next = next;
  }

  /** Adds the states of a set and returns the first one. */
  int add(CodePoints set) {
    int[] bounds = new int[2 * set.ranges()];
    for (int i = 0; i < set.ranges(); i++) {
      bounds[2 * i] = set.first(i);
      bounds[2 * i + 1] = set.last(i);
    }
    Edges edges = new Edges();
    for (int[] length : LENGTHS) {
      int bytes = length[2];
      int[] part = cut(bounds, length[0], length[1]);
      for (int block = length[0] >> 6 * bytes; block <= length[1] >> 6 * bytes; block++) {
        // Blocks at the seams of two lengths hold only what belongs to this one.
        edges.add(LEADS[bytes] + block, inBlock(part, bytes, block));
      }
    }
    return edges.state();
  }

  private int inBlock(int[] bounds, int bytes, int block) {
    int size = 1 << 6 * bytes;
    int[] part = cut(bounds, block * size, block * size + size - 1);
    if (part.length == 0) {
      return NOWHERE;
    }
    for (int i = 0; i < part.length; i++) {
      part[i] -= block * size;
    }
    return bytes == 0 ? next : continuation(new Part(bytes, part));
  }

  private int continuation(Part part) {
    Integer state = known.get(part);
    if (state == null) {
      Edges edges = new Edges();
      for (int block = 0; block < 64; block++) {
        edges.add(0x80 + block, inBlock(part.bounds(), part.bytes() - 1, block));
      }
      state = edges.state();
      known.put(part, state);
    }
    return state;
  }

  /** Returns what lies within two bounds. */
  private static int[] cut(int[] bounds, int first, int last) {
    int[] part = new int[bounds.length];
    int size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i + 1] >= first && bounds[i] <= last) {
        part[size++] = Math.max(bounds[i], first);
        part[size++] = Math.min(bounds[i + 1], last);
      }
    }
    return Arrays.copyOf(part, size);
  }

  /** The ways out of one state, by rising byte. */
  private final class Edges {

    private final int[] ranges = new int[256];
    private final int[] targets = new int[256];
    private int count;

    void add(int symbol, int target) {
      if (target == NOWHERE) {
        return;
      }
      boolean isNextByte =
          count > 0 && targets[count - 1] == target && (ranges[count - 1] & 0xFF) == symbol - 1;
      if (isNextByte) {
        ranges[count - 1]++;
      } else {
        ranges[count] = symbol << 8 | symbol;
        targets[count++] = target;
      }
    }

    int state() {
      return nfa.rangesState(ranges, targets, count);
    }
  }
}
