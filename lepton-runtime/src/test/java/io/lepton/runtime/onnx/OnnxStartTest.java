package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does on its way to a first prediction, which would be felt if it were more. */
class OnnxStartTest {

  @TempDir Path folder;

  /** Opens a model and asks it once. */
  static final class Start {

    private Start() {}

    public static void main(String[] args) throws IOException {
      try (InferenceSession session = Models.open(Path.of(args[0]))) {
        Tensor row = Tensor.of(Shape.of(1, 2), 1f, 2f);
        InferenceRequest request = InferenceRequest.of("a", row).and("b", row);
        System.out.println("sum " + session.infer(request).output("sum").toFloats()[1]);
      }
    }
  }

  // In a folder with a number, as served models lie.
  private Path model() throws IOException {
    Path version = Files.createDirectories(folder.resolve("sums/1"));
    return Files.write(version.resolve("model.onnx"), TestModels.sumAndDifference().toBytes());
  }

  private List<String> loadedClasses() throws Exception {
    Path log = folder.resolve("classes.txt");
    List<String> options = List.of("-Xlog:class+load:file=" + log);
    ForkedJvm.Result result = ForkedJvm.run(folder, options, Start.class, 60, model().toString());
    assertThat(result.output()).contains("sum 4.0");
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" io.lepton.")).toList();
    }
  }

  @Test
  void open_andFirstPrediction_linkNoLambdaOfOurs() throws Exception {
    assertThat(loadedClasses())
        .hasSizeGreaterThan(100)
        .noneMatch(line -> line.contains("$$Lambda"))
        .noneMatch(line -> line.contains("io.lepton.runtime.foreign.IoBindingCall"));
  }
}
