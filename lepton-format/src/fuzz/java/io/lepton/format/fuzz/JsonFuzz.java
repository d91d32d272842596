package io.lepton.format.fuzz;

import io.lepton.format.json.JsonFormat;

/** JSON documents. */
public final class JsonFuzz {

  private JsonFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, new JsonFormat());
  }
}
