package io.lepton.runtime.guard;

import org.jspecify.annotations.Nullable;

/**
 * Where a dimension of a value comes from: one of an input of the model, through windows.
 *
 * @param input the input of the model
 * @param axis its dimension
 * @param before what the last window slides over; nothing for the dimension of the input itself
 * @param window the last window; nothing for the dimension of the input itself
 * @param depth how many windows there are
 */
record Slide(String input, int axis, @Nullable Slide before, @Nullable Window window, int depth) {

  static Slide of(String input, int axis) {
    return new Slide(input, axis, null, null, 0);
  }

  Slide through(Window next) {
    return new Slide(input, axis, this, next, depth + 1);
  }

  /** Returns how large the dimension of the input has to be for this one to be 1. */
  long least() {
    long size = 1;
    for (Slide at = this; at.before != null && at.window != null; at = at.before) {
      size = Math.min(at.window.least(size), Integer.MAX_VALUE);
    }
    return size;
  }
}
