package io.lepton.format.canonical;

import io.lepton.format.canonical.JsonCanonicalizer.Member;
import java.util.Arrays;
import java.util.List;

/** Bytes that grow, and whose last part can be put into another order. */
final class SortableBytes {

  private byte[] bytes;
  private int size;

  SortableBytes(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void set(int at, char ascii) {
    bytes[at] = (byte) ascii;
  }

  void append(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  void append(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      append(ascii.charAt(i));
    }
  }

  void append(byte[] more) {
    append(more, more.length);
  }

  void append(byte[] more, int length) {
    reserve(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L);
      bytes = Arrays.copyOf(bytes, Math.max((int) doubled, Math.addExact(size, more)));
    }
  }

  /** Puts the members, which fill the end from {@code start} on, into this order. */
  void reorder(int start, List<Member> members) {
    byte[] unsorted = Arrays.copyOfRange(bytes, start, size);
    int at = start;
    for (Member member : members) {
      int length = member.to() - member.from();
      System.arraycopy(unsorted, member.from() - start, bytes, at, length);
      at += length;
    }
  }
}
