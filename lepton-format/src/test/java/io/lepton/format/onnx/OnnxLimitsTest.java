package io.lepton.format.onnx;

import static io.lepton.format.onnx.Protos.ATTRIBUTE_GRAPH;
import static io.lepton.format.onnx.Protos.GRAPH_INITIALIZER;
import static io.lepton.format.onnx.Protos.GRAPH_INPUT;
import static io.lepton.format.onnx.Protos.GRAPH_NODE;
import static io.lepton.format.onnx.Protos.NODE_ATTRIBUTE;
import static io.lepton.format.onnx.Protos.file;
import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile files: each is read or refused within seconds and within the memory of the tests. */
@Timeout(20)
class OnnxLimitsTest {

  private static final OnnxLimits DEFAULTS = OnnxLimits.defaults();

  private static void assertExceeds(byte[] file, OnnxLimits limits, String message) {
    LimitExceededException refusal =
        catchThrowableOfType(
            LimitExceededException.class, () -> OnnxModel.read(ByteBuffer.wrap(file), limits));

    assertThat(refusal).hasMessageMatching(message);
    assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  // ---- depth ----

  /** Returns graphs inside each other, the outermost included. */
  private static byte[] nestedGraphs(int depth) {
    ProtoMessage graph = ProtoMessage.EMPTY;
    for (int i = 1; i < depth; i++) {
      graph = wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, wrap(ATTRIBUTE_GRAPH, graph)));
    }
    return file(graph);
  }

  @Test
  void read_graphs64Deep_areRead() {
    assertThat(OnnxModel.read(nestedGraphs(64)).graph().allNodes()).hasSize(63);
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 66, 1_000})
  void read_graphsDeeper_areRefused(int depth) {
    assertExceeds(
        nestedGraphs(depth),
        DEFAULTS,
        "An ONNX file needs at most 64 levels of graphs and types, got more at byte [0-9]+");
  }

  @Test
  void read_typesDeeper_areRefused() {
    ProtoMessage type = ProtoMessage.EMPTY;
    for (int i = 0; i < 100; i++) {
      type = wrap(4, wrap(1, type));
    }

    assertExceeds(
        file(wrap(GRAPH_INPUT, wrap(2, type))),
        DEFAULTS,
        "An ONNX file needs at most 64 levels of graphs and types, got more at byte [0-9]+");
  }

  @Test
  void read_deepestThatCanBeAllowed_fitsOnTheStack() {
    byte[] file = nestedGraphs(256);

    OnnxModel model = OnnxModel.read(ByteBuffer.wrap(file), DEFAULTS.withMaxDepth(256));

    OnnxCheck.check(model);
    assertThat(model.graph().uses("x")).isEmpty();
    assertThat(Rewrite.everyPart(model).sizeBytes()).isPositive();
  }

  // ---- parts ----

  static Stream<Arguments> parts() {
    int count = 100_001;
    ProtoMessage none = ProtoMessage.EMPTY;
    ProtoMessage name = ProtoMessage.ofText("a");
    return Stream.of(
        Arguments.of("nodes", repeated(GRAPH_NODE, none, count)),
        Arguments.of("tensors", repeated(GRAPH_INITIALIZER, none, count)),
        Arguments.of("value infos", repeated(13, none, count)),
        Arguments.of("attributes", wrap(GRAPH_NODE, repeated(NODE_ATTRIBUTE, none, count))),
        Arguments.of("names", wrap(GRAPH_NODE, repeated(1, name, count))),
        Arguments.of(
            "subgraphs", wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, repeated(11, none, count)))),
        Arguments.of("external data", wrap(GRAPH_INITIALIZER, repeated(13, none, count))),
        Arguments.of(
            "dimensions", wrap(GRAPH_INPUT, wrap(2, wrap(1, wrap(2, repeated(1, none, count)))))),
        Arguments.of("dims", wrap(GRAPH_INITIALIZER, packed(1, count))));
  }

  private static ProtoMessage repeated(int number, ProtoMessage value, int count) {
    return ProtoMessage.EMPTY.with(number, Collections.nCopies(count, value));
  }

  private static ProtoMessage packed(int number, int count) {
    return wrap(number, ProtoMessage.of(ByteBuffer.allocate(count)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void read_moreParts_areRefused(String kind, ProtoMessage graph) {
    assertExceeds(
        file(graph),
        DEFAULTS.withMaxParts(100_000),
        "An ONNX file needs at most 100000 parts, got more at byte [0-9]+");
  }

  @Test
  void read_morePartsThanTheDefault_areRefused() {
    assertExceeds(
        file(repeated(GRAPH_INITIALIZER, ProtoMessage.EMPTY, 2_000_001)),
        DEFAULTS,
        "An ONNX file needs at most 2000000 parts, got more at byte [0-9]+");
  }

  @Test
  void read_moreParts_areReadIfTheCallerAllows() {
    byte[] file = file(repeated(GRAPH_NODE, ProtoMessage.EMPTY, 20));

    assertExceeds(file, DEFAULTS.withMaxParts(20), "An ONNX file needs at most 20 parts, .*");
    assertThat(OnnxModel.read(ByteBuffer.wrap(file), DEFAULTS.withMaxParts(22)).graph().nodes())
        .hasSize(20);
  }

  @Test
  void read_millionsOfNumbersInAnAttribute_areNotParts() {
    byte[] file = file(wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, packed(8, 10_000_000))));

    OnnxAttribute ints = OnnxModel.read(file).graph().nodes().get(0).attributes().get(0);

    assertThat(ints.ints()).hasSize(10_000_000);
  }

  // ---- size ----

  @Test
  void read_largerFile_isRefused() {
    byte[] file = TestModels.everything().toBytes();

    assertExceeds(
        file, DEFAULTS.withMaxSizeBytes(100), "An ONNX file needs at most 100 bytes, got more");
    OnnxModel.read(ByteBuffer.wrap(file), DEFAULTS.withMaxSizeBytes(file.length));
  }

  @Test
  void read_lengthsThatPromiseGigabytes_takeNoMemory() {
    // raw_data of 2^31 - 1 bytes in a tensor in a graph, all of which end long before.
    byte[] file = hex("0808 1200 3a0a 2a08 4a ffffffff07 0000").toBytes();

    assertThatThrownBy(() -> OnnxModel.read(file))
        .hasMessageContaining("needs 2147483647 bytes, its message has 2 left");
  }

  @Test
  void toBytes_modelOfMoreThan2GiB_isRefused() {
    OnnxTensorData large = OnnxTensorData.of("t", Shape.of(1 << 20), new float[1 << 20]);
    OnnxGraph graph = OnnxGraph.named("g").withInitializers(Collections.nCopies(513, large));
    OnnxModel model = TestModels.everything().withGraph(graph);

    assertThat(model.sizeBytes()).isGreaterThan(Integer.MAX_VALUE);
    assertThatThrownBy(model::toBytes)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("An ONNX file can have at most 2147483639 bytes, this model needs");
  }

  // ---- time ----

  @Test
  void read_manyFieldsAtEveryDepth_takesLinearTime() {
    // A reader that scans a part anew for each level around it would need 64 times as long.
    ProtoMessage graph = packed(100, 4_000_000);
    for (int i = 1; i < 64; i++) {
      graph = wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, wrap(ATTRIBUTE_GRAPH, graph)));
    }
    ProtoMessage fields = repeated(GRAPH_NODE, ProtoMessage.EMPTY, 500_000);
    for (int i = 1; i < 60; i++) {
      fields = wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, wrap(ATTRIBUTE_GRAPH, fields)));
    }

    assertThat(OnnxModel.read(file(graph)).graph().allNodes()).hasSize(63);
    OnnxModel model = OnnxModel.read(file(fields));
    assertThat(model.graph().allNodes()).hasSize(500_059);
    assertThat(model.graph().uses("x")).isEmpty();
    OnnxCheck.check(model);
  }

  // ---- the limits themselves ----

  @Test
  void limits_outOfRange_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxDepth(0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxDepth(257));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxParts(0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxSizeBytes(0));
  }
}
