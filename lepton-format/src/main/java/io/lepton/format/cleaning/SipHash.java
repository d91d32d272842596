package io.lepton.format.cleaning;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with 128 bits (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): with
 * a secret key nobody can make values that collide.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class SipHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long firstKey;
  private final long secondKey;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long high;

  SipHash(long firstKey, long secondKey) {
    this.firstKey = firstKey;
    this.secondKey = secondKey;
  }

  /** Hashes bytes and returns the first 64 bits. */
  long hash(byte[] bytes, int length) {
    v0 = firstKey ^ 0x736f6d6570736575L;
    v1 = secondKey ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = firstKey ^ 0x6c7967656e657261L;
    v3 = secondKey ^ 0x7465646279746573L;
    int words = length & ~7;
    for (int i = 0; i < words; i += 8) {
      compress((long) LONGS.get(bytes, i));
    }
    long last = (long) length << 56;
    for (int i = words; i < length; i++) {
      last |= (bytes[i] & 0xFFL) << 8 * (i - words);
    }
    compress(last);
    v2 ^= 0xee;
    rounds(4);
    long low = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(4);
    high = v0 ^ v1 ^ v2 ^ v3;
    return low;
  }

  /** After {@link #hash}: the other 64 bits. */
  long high() {
    return high;
  }

  private void compress(long word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
