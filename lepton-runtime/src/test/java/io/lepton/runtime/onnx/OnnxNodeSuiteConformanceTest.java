package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.MalformedInputException;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * ONNX's own tests of every operator, from a checkout of onnx/onnx v1.22.0 that the system property
 * {@code lepton.onnx} names.
 *
 * <p>A case passes if its outputs are within the tolerance of ONNX's own runner, and equal to the
 * bit to those of the runtime's Java binding wherever that can run the case. The cases that do not
 * pass are listed in {@code onnx-node-suite.txt}, with the reason; one that is listed and passes is
 * a failure as well.
 */
class OnnxNodeSuiteConformanceTest {

  private static final String FOLDER = "onnx/backend/test/data/node";
  private static final int CASES = 1765;

  /** Why a case does not pass. */
  private enum Reason {
    /** The runtime does not load the model. */
    REFUSED,
    /** The runtime fails to run it. */
    FAILS,
    /** The runtime's answer is beyond the tolerance. */
    DIFFERS,
    /** The answer is random. */
    RANDOM,
    /** It passes on hosts that have the locale en_US.UTF-8. */
    LOCALE
  }

  private static Path suite() {
    String checkout = System.getProperty("lepton.onnx", "");
    Assumptions.assumeFalse(
        checkout.isEmpty(), "No checkout of onnx/onnx v1.22.0: name one with -Dlepton.onnx=...");
    return Path.of(checkout).resolve(FOLDER);
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(suite())) {
      return folders.sorted().toList();
    }
  }

  private static Map<String, Reason> skips() {
    Map<String, Reason> skips = new TreeMap<>();
    try (InputStream list =
            OnnxNodeSuiteConformanceTest.class.getResourceAsStream("/onnx-node-suite.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+", 3))
          .forEach(parts -> skips.put(parts[0], Reason.valueOf(parts[1])));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return skips;
  }

  @Test
  void list_ofSkips_namesCasesOfTheSuite() throws IOException {
    List<String> names = cases().stream().map(path -> path.getFileName().toString()).toList();
    assertThat(names).hasSize(CASES).containsAll(skips().keySet());
  }

  @TestFactory
  Stream<DynamicTest> infer_nodeCase_answersAsOnnxSays() throws IOException {
    Map<String, Reason> skips = skips();
    return cases().stream()
        .map(
            folder -> {
              String name = folder.getFileName().toString();
              return DynamicTest.dynamicTest(name, () -> check(folder, skips.get(name)));
            });
  }

  private static void check(Path folder, Reason skipped) throws IOException {
    NodeCase node = NodeCase.read(folder);
    if (skipped == Reason.REFUSED) {
      // By the pre-flight or by the runtime.
      assertThatThrownBy(() -> open(folder).close())
          .isInstanceOfAny(MalformedInputException.class, InferenceException.class);
      assertThat(RawRuntime.loads(node)).isFalse();
    } else if (skipped == Reason.FAILS) {
      assertThatThrownBy(() -> answer(folder, node)).isInstanceOf(InferenceException.class);
      assertRawFails(node);
    } else if (skipped == Reason.LOCALE) {
      assertThat(answers(folder, node)).isEqualTo(RawRuntime.run(node).isPresent());
    } else {
      assertAnswer(folder, node, skipped);
    }
  }

  private static void assertRawFails(NodeCase node) {
    if (RawRuntime.canRun(node)) {
      assertThat(RawRuntime.run(node)).isEmpty();
    }
  }

  private static boolean answers(Path folder, NodeCase node) throws IOException {
    try {
      return Closeness.differences(answer(folder, node), node).isEmpty();
    } catch (InferenceException e) {
      return false;
    }
  }

  private static void assertAnswer(Path folder, NodeCase node, Reason skipped) throws IOException {
    Map<String, TensorValue> found = answer(folder, node);
    if (skipped == null) {
      assertThat(Closeness.differences(found, node)).isEmpty();
    } else {
      assertThat(Closeness.differences(found, node)).isNotEmpty();
    }
    if (skipped != Reason.RANDOM && RawRuntime.canRun(node)) {
      Optional<Map<String, Tensor>> raw = RawRuntime.run(node);
      assertThat(raw).isPresent();
      assertThat(Closeness.bitDifferences(found, raw.orElseThrow())).isEmpty();
    }
  }

  private static InferenceSession open(Path folder) throws IOException {
    return new OnnxBackend().open(ModelSource.of(folder), SessionOptions.defaults());
  }

  /** Runs twice: the second answer comes through memory whose shape the first one taught. */
  private static Map<String, TensorValue> answer(Path folder, NodeCase node) throws IOException {
    try (InferenceSession session = open(folder)) {
      InferenceRequest request = InferenceRequest.of(node.inputs());
      Map<String, TensorValue> first = values(session.infer(request));
      Map<String, TensorValue> second = values(session.infer(request));
      assertThat(second).hasToString(first.toString());
      return second;
    }
  }

  private static Map<String, TensorValue> values(InferenceResponse response) {
    Map<String, TensorValue> values = new LinkedHashMap<>(response.outputs());
    values.putAll(response.others());
    return values;
  }
}
