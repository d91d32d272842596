package io.lepton.runtime.guard;

import io.lepton.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What is known of pictures: batch, channels, height and width. Immutable.
 *
 * @param dims where the dimensions come from; nothing where that is not known
 * @param isInBlocks whether the channels may be in blocks
 */
record Picture(@Nullable Slide[] dims, boolean isInBlocks) {

  private static final int FLAT = Windows.FLAT;

  /** Of an input of the model. */
  static Picture of(String input, Shape declared) {
    @Nullable Slide[] dims = new Slide[FLAT];
    for (int axis = 0; axis < FLAT; axis++) {
      dims[axis] = Slide.of(input, axis);
    }
    return new Picture(dims, fillsBlocks(declared));
  }

  // Blocks are of 8 or 16 channels. Convolutions fill them up, others take them if they are full.
  private static boolean fillsBlocks(Shape shape) {
    return shape.dimension(1) == Shape.ANY || shape.dimension(1) % 8 == 0;
  }

  /** Of two that are as large, or one stretched to the other, the one that is there sooner. */
  static Picture sooner(@Nullable Picture first, Picture second) {
    return first != null && first.depth() <= second.depth() ? first : second;
  }

  private int depth() {
    int depth = 0;
    for (Slide dim : dims) {
      depth = Math.max(depth, dim == null ? 0 : dim.depth());
    }
    return depth;
  }

  /** The same, whose channels may be in blocks. */
  Picture inBlocks() {
    return new Picture(dims, true);
  }

  // The batch stays, channels are new, and both others are slid over.
  @Nullable Picture through(Window @Nullable [] windows, boolean isInBlocks) {
    if (windows == null) {
      return null;
    }
    @Nullable Slide[] slid = new Slide[FLAT];
    slid[0] = dims[0];
    for (int i = 0; i < windows.length; i++) {
      Slide before = dims[2 + i];
      slid[2 + i] = before == null ? null : before.through(windows[i]);
    }
    return new Picture(slid, isInBlocks);
  }

  /** In another order of dimensions. */
  @Nullable Picture turned(long @Nullable [] order) {
    if (order == null || order.length != FLAT) {
      return null;
    }
    @Nullable Slide[] turned = new Slide[FLAT];
    for (int i = 0; i < FLAT; i++) {
      if (order[i] < 0 || order[i] >= FLAT) {
        return null;
      }
      turned[i] = dims[(int) order[i]];
    }
    return new Picture(turned, true);
  }

  /** With a border, of so much at the beginning of each dimension, and then at the end of each. */
  @Nullable Picture padded(long @Nullable [] pads) {
    if (pads == null || pads.length != 2 * FLAT) {
      return null;
    }
    @Nullable Slide[] padded = new Slide[FLAT];
    for (int i = 0; i < FLAT; i++) {
      padded[i] = padded(dims[i], pads[i] + pads[FLAT + i]);
    }
    return new Picture(padded, isInBlocks);
  }

  private static @Nullable Slide padded(@Nullable Slide before, long padding) {
    return before == null || padding == 0
        ? before
        : before.through(new Window(1, 1, padding, false));
  }
}
