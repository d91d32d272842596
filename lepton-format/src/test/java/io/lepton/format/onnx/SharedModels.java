package io.lepton.format.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real models that lie beside the repository: too large for it. */
final class SharedModels {

  private SharedModels() {}

  /** Returns a model's file; without it the test is skipped, or fails if it is required. */
  static Path file(String name) {
    Path file =
        Path.of(System.getProperty("lepton.shared", "../../shared"), "models", name, "model.onnx");
    if (Boolean.getBoolean("lepton.required")) {
      assertThat(file).isRegularFile();
    }
    assumeTrue(Files.isRegularFile(file), () -> "There is no " + file + ": set -Dlepton.shared");
    return file;
  }
}
