package io.lepton.runtime.trees;

/** Says, inside this package, that an ensemble is left to ONNX Runtime. */
final class Unsupported extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unsupported(String what) {
    super(what, null, false, false);
  }

  static void unless(boolean isSupported, String what) {
    if (!isSupported) {
      throw new Unsupported(what);
    }
  }
}
