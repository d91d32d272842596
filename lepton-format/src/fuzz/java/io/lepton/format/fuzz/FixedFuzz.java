package io.lepton.format.fuzz;

import io.lepton.format.fixed.FixedWidthFormat;

/** Fixed-width text without a layout. */
public final class FixedFuzz {

  private FixedFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, new FixedWidthFormat());
  }
}
