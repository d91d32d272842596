package io.lepton.format.internal;

import java.security.SecureRandom;

/**
 * SipHash-2-4 with 128 bits (Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT
 * 2012, and the authors' reference code for 128 bits).
 *
 * <p>Keys of data come from strangers. Under a key that they do not know, nobody has found texts
 * that SipHash sends to the same place more often than chance does: neither a slow table nor a
 * false duplicate can be had on purpose.
 *
 * <p><b>Threads.</b> One thread at a time: the result of the last call lies in {@link #low()} and
 * {@link #high()}.
 */
public final class SipHash {

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long low;
  private long high;

  /**
   * Makes a hash.
   *
   * @param key0 the first half of its key
   * @param key1 the second half
   */
  public SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /**
   * Makes a hash with a key that nobody knows.
   *
   * @return another one at each call
   */
  public static SipHash random() {
    SecureRandom random = new SecureRandom();
    return new SipHash(random.nextLong(), random.nextLong());
  }

  /**
   * Returns the first half of the last hash.
   *
   * @return 64 bits
   */
  public long low() {
    return low;
  }

  /**
   * Returns the second half of the last hash.
   *
   * @return 64 bits
   */
  public long high() {
    return high;
  }

  /**
   * Hashes bytes.
   *
   * @param bytes where they lie
   * @param start the first of them
   * @param length how many
   */
  public void hash(byte[] bytes, int start, int length) {
    begin();
    int end = start + (length & -Long.BYTES);
    for (int at = start; at < end; at += Long.BYTES) {
      add(Swar.load(bytes, at));
    }
    long rest = (long) length << 56;
    for (int i = 0; i < (length & 7); i++) {
      rest |= (bytes[end + i] & 0xffL) << (i << 3);
    }
    add(rest);
    v2 ^= 0xee;
    finish();
    low = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    finish();
    high = v0 ^ v1 ^ v2 ^ v3;
  }

  /**
   * Hashes eight bytes, without changing {@link #low()} and {@link #high()}.
   *
   * @param word the bytes, the first one lowest
   * @return the first half of the hash
   */
  public long lowOf(long word) {
    begin();
    add(word);
    add((long) Long.BYTES << 56);
    v2 ^= 0xee;
    finish();
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void begin() {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
  }

  private void add(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private void finish() {
    round();
    round();
    round();
    round();
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32) + v3;
    v2 += v1;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
