package io.lepton.format.fuzz;

import io.lepton.format.regex.BytePattern;
import java.nio.charset.StandardCharsets;

/** Regular expressions, searched for in themselves. */
public final class RegexFuzz {

  private RegexFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String regex = new String(bytes, StandardCharsets.UTF_8);
    Fuzzed.use(bytes, source -> BytePattern.compile(regex).find(bytes, 0, bytes.length));
  }
}
