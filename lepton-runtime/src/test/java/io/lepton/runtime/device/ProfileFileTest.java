package io.lepton.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.NodePlacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a profile of ONNX Runtime. There is no GPU here: profiles are made up. */
class ProfileFileTest {

  @TempDir Path folder;

  private static String event(String category, String name, String details) {
    return "{\"cat\" : \"%s\",\"pid\" :1,\"tid\" :1,\"dur\" :18,\"ts\" :4,\"ph\" : \"X\",\"name\" :\"%s\",\"args\" : {%s}},"
        .formatted(category, name, details);
  }

  private static String kernel(String name, String operator, String provider) {
    return event(
        "Node",
        name + "_kernel_time",
        "\"output_size\" : \"4\",\"provider\" : \"%s\",\"input_type_shape\" : [{\"float\":[1,4]}],\"op_name\" : \"%s\""
            .formatted(provider, operator));
  }

  private List<NodePlacement> read(String... events) throws IOException {
    Path file = folder.resolve("run.json");
    Files.writeString(file, "[\n" + String.join("\n", events) + "\n]\n");
    return ProfileFile.read(file);
  }

  @Test
  void read_twoProviders_tellsThemApart() throws IOException {
    assertThat(
            read(
                event("Session", "model_loading_array", ""),
                kernel("conv1", "Conv", "CUDAExecutionProvider"),
                kernel("shape", "NonMaxSuppression", "CPUExecutionProvider"),
                event("Session", "model_run", "")))
        .containsExactly(
            new NodePlacement("conv1", "Conv", "CUDAExecutionProvider"),
            new NodePlacement("shape", "NonMaxSuppression", "CPUExecutionProvider"));
  }

  @Test
  void read_nodeOfALoop_isNamedOnce() throws IOException {
    assertThat(
            read(
                kernel("body", "Add", "CPUExecutionProvider"),
                kernel("body", "Add", "CPUExecutionProvider")))
        .hasSize(1);
  }

  @Test
  void read_eventsAroundAKernel_areNotNodes() throws IOException {
    String details = "\"op_name\" : \"Add\"";
    assertThat(
            read(
                event("Node", "sum_fence_before", details),
                kernel("sum", "Add", "CPUExecutionProvider"),
                event("Node", "sum_fence_after", details)))
        .containsExactly(new NodePlacement("sum", "Add", "CPUExecutionProvider"));
  }

  @Test
  void read_nameThatLooksLikeDetails_isStillTheName() throws IOException {
    String name = "a\",\"provider\" : \"Nobody\" ümlaut";
    assertThat(read(kernel(name, "Add", "CPUExecutionProvider")))
        .containsExactly(new NodePlacement(name, "Add", "CPUExecutionProvider"));
  }

  @Test
  void read_emptyProfile_hasNoNodes() throws IOException {
    assertThat(read()).isEmpty();
  }
}
