package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data and models that are too large for the repository. */
final class Shared {

  private Shared() {}

  /** Returns a shared file; where it is absent the test is skipped, or fails if it is required. */
  static Path file(String relative) {
    Path file = Path.of(System.getProperty("lepton.shared", "../shared")).resolve(relative);
    boolean there = Files.isReadable(file);
    if (!there && Boolean.getBoolean("lepton.required")) {
      fail("Shared file is required and absent: " + file);
    }
    assumeTrue(there, () -> "Shared file is absent: " + file);
    return file;
  }
}
