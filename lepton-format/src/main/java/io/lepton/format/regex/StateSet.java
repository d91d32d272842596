package io.lepton.format.regex;

import java.util.Arrays;

/** A set of small numbers that is emptied in no time, after Briggs and Torczon (1993). */
final class StateSet {

  private final int[] members;
  private final int[] places;
  private int size;

  StateSet(int capacity) {
    members = new int[capacity];
    places = new int[capacity];
  }

  void clear() {
    size = 0;
  }

  boolean add(int member) {
    int place = places[member];
    if (place < size && members[place] == member) {
      return false;
    }
    places[member] = size;
    members[size++] = member;
    return true;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return members[index];
  }

  int[] copy() {
    return Arrays.copyOf(members, size);
  }
}
