package io.lepton.format.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.LeptonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The JSON parsing test suite: what must be accepted is, unless I-JSON forbids it. */
class CanonicalJsonConformanceTest {

  /** Well-formed JSON, but not I-JSON (RFC 7493, sections 2.1 and 2.3), or a NUL. */
  private static final Set<String> NOT_I_JSON =
      Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  @TestFactory
  Stream<DynamicTest> of_acceptedDocument_isItsOwnCanonicalFormAfterwards() throws IOException {
    return tests(
        "y_",
        (name, text) -> {
          if (NOT_I_JSON.contains(name)) {
            assertThatThrownBy(() -> CanonicalJson.of(text)).isInstanceOf(LeptonException.class);
            return;
          }
          byte[] canonical = CanonicalJson.of(text);
          assertThat(CanonicalJson.of(canonical)).isEqualTo(canonical);
        });
  }

  @TestFactory
  Stream<DynamicTest> of_malformedDocument_isRefused() throws IOException {
    return tests(
        "n_",
        (name, text) ->
            assertThatThrownBy(() -> CanonicalJson.of(text)).isInstanceOf(LeptonException.class));
  }

  @TestFactory
  Stream<DynamicTest> of_doubtfulDocument_isRefusedOrCanonical() throws IOException {
    return tests(
        "i_",
        (name, text) -> {
          try {
            byte[] canonical = CanonicalJson.of(text);
            assertThat(CanonicalJson.of(canonical)).isEqualTo(canonical);
          } catch (LeptonException e) {
            assertThat(e.code()).isNotNull();
          }
        });
  }

  private interface Check {
    void on(String name, byte[] text) throws IOException;
  }

  private static Stream<DynamicTest> tests(String prefix, Check check) throws IOException {
    return files(prefix).stream()
        .map(
            file -> {
              String name = file.getFileName().toString();
              return DynamicTest.dynamicTest(name, () -> check.on(name, Files.readAllBytes(file)));
            });
  }

  private static List<Path> files(String prefix) throws IOException {
    Path folder = Path.of(System.getProperty("lepton.shared", "none"), "conformance/json-parsing");
    if (!Files.isDirectory(folder)) {
      if (Boolean.getBoolean("lepton.required")) {
        fail("There is no folder " + folder);
      }
      assumeTrue(false, "There is no folder " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }
}
