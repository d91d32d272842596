package io.lepton.format.onnx;

import org.jspecify.annotations.Nullable;

/**
 * Refuses a second occurrence of a message that may occur once.
 *
 * <p>Protobuf merges the two. Whoever took the last one instead would check another model than the
 * one the runtime loads: half of a tensor's external location in each, for instance. No writer of
 * ONNX files makes use of merging. Numbers and text follow protobuf: the last one wins.
 */
final class Singular {

  private Singular() {}

  static void check(ProtoCursor field, @Nullable Object earlier) {
    if (earlier != null) {
      throw field.malformed("needs to occur once in its message, found again");
    }
  }
}
