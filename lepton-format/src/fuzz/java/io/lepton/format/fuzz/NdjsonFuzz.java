package io.lepton.format.fuzz;

import io.lepton.format.json.NdjsonFormat;

/** JSON, one object a line. */
public final class NdjsonFuzz {

  private NdjsonFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, new NdjsonFormat());
  }
}
