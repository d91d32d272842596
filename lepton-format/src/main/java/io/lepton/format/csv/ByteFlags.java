package io.lepton.format.csv;

import io.lepton.format.internal.Swar;

/**
 * Turns every byte of a segment into a flag: does it mean something, or is it an ordinary one?
 *
 * <p>The loops are written so that the compiler makes vector instructions of them: one index for
 * all arrays, an array written that is not read, and nothing but additions and bitwise operations
 * on bytes. So the answer can only be in the highest bit of a byte. Two facts give it:
 *
 * <ul>
 *   <li>A number from 0 to 127 gets the highest bit by adding 127 unless it is zero.
 *   <li>A number from 0 to 127 gets it by subtracting 1 only if it is zero.
 * </ul>
 *
 * <p>An exclusive-or makes zero of the byte looked for.
 *
 * <p>Stateless.
 */
final class ByteFlags {

  /** Bytes in a segment: its flags and the cells in it stay in the first-level cache. */
  static final int SEGMENT = 16 << 10;

  /** A byte that means nothing in any dialect, to fill up a segment with. */
  static final byte FILLER = 1;

  private ByteFlags() {}

  /** Flags what is neither a nor b. */
  static void others(byte[] in, byte[] out, int length, byte a, byte b) {
    for (int i = 0; i < length; i++) {
      int others = ((in[i] ^ a) & 127) + 127 & ((in[i] ^ b) & 127) + 127 | in[i];
      out[i] = (byte) (others & 128);
    }
  }

  /** Flags a, b, NUL and everything that is not ASCII. */
  static void specials(byte[] in, byte[] out, int length, byte a, byte b) {
    for (int i = 0; i < length; i++) {
      out[i] = (byte) ((in[i] | in[i] - 1 | (in[i] ^ a) - 1 | (in[i] ^ b) - 1) & 128);
    }
  }

  /** Flags a and b. */
  static void either(byte[] in, byte[] out, int length, byte a, byte b) {
    for (int i = 0; i < length; i++) {
      int others = ((in[i] ^ a) & 127) + 127 & ((in[i] ^ b) & 127) + 127 | in[i];
      out[i] = (byte) (others & 128 ^ 128);
    }
  }

  /** Says whether any of 64 bytes has a flag. */
  static boolean isAny(byte[] flags, int at) {
    long all = 0;
    for (int i = 0; i < Long.SIZE; i += 8) {
      all |= Swar.load(flags, at + i);
    }
    return all != 0;
  }

  /** Brings the flags of 64 bytes together, the first one lowest. */
  static long mask(byte[] flags, int at) {
    long mask = 0;
    for (int i = 0; i < Long.SIZE; i += 8) {
      mask |= Swar.gather(Swar.load(flags, at + i)) << i;
    }
    return mask;
  }
}
