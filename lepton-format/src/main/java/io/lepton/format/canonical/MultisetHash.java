package io.lepton.format.canonical;

import java.math.BigInteger;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The product of hashed elements modulo a prime: the same for every order of the same elements.
 *
 * <p>The prime 2^3072 - 1103717 is a safe one, so that the group has no small subgroup to hide in,
 * and of a form that makes reduction cheap. The same prime serves the set hash of Bitcoin Core.
 */
final class MultisetHash {

  static final int BYTES = 384;

  private static final int BITS = 8 * BYTES;
  private static final BigInteger POWER = BigInteger.ONE.shiftLeft(BITS);
  private static final BigInteger MASK = POWER.subtract(BigInteger.ONE);
  private static final BigInteger BELOW = BigInteger.valueOf(1_103_717);
  private static final BigInteger PRIME = POWER.subtract(BELOW);

  private final MessageDigest sha256;
  private final byte[] element = new byte[BYTES];
  private BigInteger product = BigInteger.ONE;

  MultisetHash(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /** Adds an element, given by its SHA-256. */
  void add(byte[] seed) {
    expand(seed);
    product = reduce(product.multiply(new BigInteger(1, element)));
  }

  // MGF1 of RFC 8017, appendix B.2.1: the seed and a counter of four bytes, hashed. There are few
  // enough blocks for the lowest byte to count them.
  private void expand(byte[] seed) {
    byte[] counted = Arrays.copyOf(seed, seed.length + Integer.BYTES);
    try {
      for (int i = 0; i * seed.length < BYTES; i++) {
        counted[counted.length - 1] = (byte) i;
        sha256.update(counted);
        sha256.digest(element, i * seed.length, seed.length);
      }
    } catch (DigestException e) {
      throw new AssertionError("There is room for the digest", e);
    }
  }

  // 2^3072 is 1103717 modulo the prime. Twice makes the overflow vanish but for a bit at most.
  private static BigInteger reduce(BigInteger number) {
    BigInteger rest = number;
    while (rest.bitLength() > BITS) {
      rest = rest.shiftRight(BITS).multiply(BELOW).add(rest.and(MASK));
    }
    return rest;
  }

  /** Returns the product, the highest byte first. */
  byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    byte[] number = product.mod(PRIME).toByteArray();
    int length = Math.min(number.length, BYTES);
    System.arraycopy(number, number.length - length, bytes, BYTES - length, length);
    return bytes;
  }
}
