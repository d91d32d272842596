package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.Protos.GRAPH_INITIALIZER;
import static io.lepton.format.onnx.Protos.GRAPH_NODE;
import static io.lepton.format.onnx.Protos.MODEL_GRAPH;
import static io.lepton.format.onnx.Protos.header;
import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.joined;
import static io.lepton.format.onnx.Protos.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models made to harm: each is refused within seconds and within the memory of the tests. */
@Timeout(60)
class OnnxPreflightLimitsTest {

  private static final OnnxPreflight DEFAULTS = OnnxPreflight.defaults();

  private static final int LONGEST = OnnxLimits.defaults().maxNodes();
  private static final int LONG = 50_000;

  @TempDir private Path root;

  private static void assertRefused(OnnxPreflight preflight, byte[] file, ErrorCode code) {
    LeptonException refusal =
        catchThrowableOfType(
            LeptonException.class, () -> preflight.check(preflight.read(ByteBuffer.wrap(file))));

    assertThat(refusal).isNotNull();
    assertThat(((Coded) refusal).code()).as(refusal.getMessage()).isEqualTo(code);
  }

  private static byte[] model(List<ProtoMessage> nodes) {
    OnnxGraph graph =
        OnnxGraph.named("g").withInputs(List.of(OnnxValueInfo.of("v0", OnnxType.tensor(FLOAT, 2))));
    return header().with(MODEL_GRAPH, graph.message().with(GRAPH_NODE, nodes)).toBytes();
  }

  private static ProtoMessage abs(int input, int output) {
    return new ProtoWriter().text(1, "v" + input).text(2, "v" + output).text(4, "Abs").toMessage();
  }

  private static List<ProtoMessage> chain(int length) {
    List<ProtoMessage> nodes = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      nodes.add(abs(i, i + 1));
    }
    return nodes;
  }

  // ---- size and shape of the graph ----

  @Test
  void check_millionNodes_isRefused() {
    assertRefused(
        DEFAULTS, model(Collections.nCopies(1_000_000, abs(0, 1))), ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void check_moreNodesThanAllowed_isRefused() {
    OnnxPreflight strict = DEFAULTS.withLimits(OnnxLimits.defaults().withMaxNodes(99));

    assertRefused(strict, model(chain(100)), ErrorCode.LIMIT_EXCEEDED);
    assertThatCode(() -> strict.check(OnnxModel.read(model(chain(99))))).doesNotThrowAnyException();
  }

  @Test
  void check_longestChainAllowed_accepts() {
    OnnxModel model = OnnxModel.read(model(chain(LONGEST)));

    assertThatCode(() -> DEFAULTS.check(model)).doesNotThrowAnyException();
  }

  @Test
  void check_longCycle_isRefused() {
    List<ProtoMessage> nodes = chain(LONG);
    nodes.set(0, abs(LONG, 1));

    assertRefused(DEFAULTS, model(nodes), ErrorCode.MALFORMED_MODEL);
  }

  @Test
  void check_longChainBehindACycle_isRefused() {
    List<ProtoMessage> nodes = chain(LONG);
    nodes.set(0, abs(1, 1));

    assertRefused(DEFAULTS, model(nodes), ErrorCode.MALFORMED_MODEL);
  }

  @Test
  void check_deepestSubgraphsThatReadFromTheOutside_accepts() {
    OnnxGraph graph = OnnxGraph.named("innermost").withNodes(readers(3_000));
    for (int i = 0; i < 60; i++) {
      OnnxNode node =
          OnnxNode.of("If", List.of("v0"), List.of(), OnnxAttribute.ofGraph("then_branch", graph));
      graph = OnnxGraph.named("g").withNodes(List.of(node));
    }
    OnnxModel model = OnnxModel.read(model(messages(graph)));

    assertThatCode(() -> DEFAULTS.check(model)).doesNotThrowAnyException();
  }

  private static List<ProtoMessage> messages(OnnxGraph graph) {
    return graph.nodes().stream().map(OnnxNode::message).toList();
  }

  private static List<OnnxNode> readers(int count) {
    List<OnnxNode> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(OnnxNode.of("Abs", List.of("v0"), List.of("r" + i)));
    }
    return nodes;
  }

  @Test
  void check_subgraphsTooDeep_areRefused() {
    OnnxGraph graph = OnnxGraph.named("innermost");
    for (int i = 0; i < 64; i++) {
      OnnxNode node =
          OnnxNode.of("If", List.of("v0"), List.of(), OnnxAttribute.ofGraph("then_branch", graph));
      graph = OnnxGraph.named("g").withNodes(List.of(node));
    }

    assertRefused(DEFAULTS, model(messages(graph)), ErrorCode.LIMIT_EXCEEDED);
  }

  // ---- functions ----

  /** Functions of which each calls the next one twice: f0 stands for 2^count nodes. */
  private static byte[] doublingFunctions(int count) {
    List<ProtoMessage> functions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String next = "f" + (i + 1);
      functions.add(OnnxPreflightTest.function("f" + i, "more:" + next, next));
    }
    functions.add(OnnxPreflightTest.function("f" + count, "Abs"));
    return OnnxPreflightTest.withFunctions(functions, "f0").toBytes();
  }

  @Test
  void check_functionsThatStandForABillionNodes_areRefused() {
    assertRefused(DEFAULTS, doublingFunctions(30), ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void check_functionsThatStandForAThousandNodes_accepts() {
    OnnxModel model = OnnxModel.read(doublingFunctions(10));

    assertThatCode(() -> DEFAULTS.check(model)).doesNotThrowAnyException();
  }

  @Test
  void check_functionsTooDeep_areRefused() {
    List<ProtoMessage> functions = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      functions.add(OnnxPreflightTest.function("f" + i, "f" + (i + 1)));
    }
    functions.add(OnnxPreflightTest.function("f10000", "Abs"));

    assertRefused(
        DEFAULTS,
        OnnxPreflightTest.withFunctions(functions, "f0").toBytes(),
        ErrorCode.LIMIT_EXCEEDED);
  }

  // ---- tensors ----

  @ParameterizedTest
  @CsvSource({
    // dimensions 2^62 x 4, 2^63 - 1 x 2^63 - 1, -1, and 2^61 of eight bytes
    "1, 08808080808080808040 0804",
    "1, 08ffffffffffffffff7f 08ffffffffffffffff7f",
    "1, 08ffffffffffffffffff01",
    "11, 08808080808080808020"
  })
  void check_dimensionsThatOverflow_areRefused(int type, String dims) {
    ProtoMessage tensor =
        joined(new ProtoWriter().varint(2, type).text(8, "w").toMessage(), hex(dims));
    byte[] file = header().with(MODEL_GRAPH, wrap(GRAPH_INITIALIZER, tensor)).toBytes();

    assertRefused(DEFAULTS, file, ErrorCode.MALFORMED_MODEL);
  }

  @Test
  void check_sparseTensorOfTerabytesWhenDense_isRefused() {
    ProtoMessage sparse =
        hex("18808080808020 18808080808020")
            .with(1, OnnxTensorData.of("s", io.lepton.tensor.Shape.of(0), new float[0]).message())
            .with(2, OnnxTensorData.of("", io.lepton.tensor.Shape.of(0), new long[0]).message());
    byte[] file = header().with(MODEL_GRAPH, wrap(15, sparse)).toBytes();

    assertRefused(DEFAULTS, file, ErrorCode.MALFORMED_MODEL);
  }

  // ---- files ----

  private static ProtoMessage external(String location) {
    return new ProtoWriter()
        .varint(OnnxTensorData.DIMS, 2)
        .varint(OnnxTensorData.DATA_TYPE, 1)
        .text(OnnxTensorData.NAME, "w")
        .varint(OnnxTensorData.DATA_LOCATION, 1)
        .toMessage()
        .with(OnnxTensorData.EXTERNAL_DATA, StringEntries.write(Map.of("location", location)));
  }

  private static OnnxModel withInitializer(ProtoMessage tensor) {
    return OnnxModel.read(header().with(MODEL_GRAPH, wrap(GRAPH_INITIALIZER, tensor)).toBytes());
  }

  private Path folderWithSecret() throws IOException {
    Path folder = Files.createDirectories(root.resolve("model"));
    Files.write(root.resolve("secret.bin"), new byte[8]);
    return folder;
  }

  private static void assertUnsafe(String location, Path folder, OnnxPreflight preflight) {
    LeptonException refusal =
        catchThrowableOfType(
            LeptonException.class,
            () -> preflight.check(withInitializer(external(location)), folder));

    assertThat(refusal).isNotNull();
    assertThat(((Coded) refusal).code()).isEqualTo(ErrorCode.UNSAFE_EXTERNAL_DATA);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_hardLink_isRefused() throws IOException {
    Path folder = folderWithSecret();
    Files.createLink(folder.resolve("weights.bin"), root.resolve("secret.bin"));

    assertUnsafe("weights.bin", folder, DEFAULTS);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_hardLink_isAcceptedIfAllowed() throws IOException {
    Path folder = folderWithSecret();
    Files.createLink(folder.resolve("weights.bin"), root.resolve("secret.bin"));
    OnnxPreflight allowing = DEFAULTS.withHardLinks(true);

    assertThatCode(() -> allowing.check(withInitializer(external("weights.bin")), folder))
        .doesNotThrowAnyException();
    assertUnsafe("weights.bin", folder, allowing.withHardLinks(false));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_symbolicLinkOutOfTheFolder_isRefused() throws IOException {
    Path folder = folderWithSecret();
    Files.createSymbolicLink(folder.resolve("weights.bin"), root.resolve("secret.bin"));

    assertUnsafe("weights.bin", folder, DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource({"../secret.bin", "*/_ORT_MEM_ADDR_/*", "*/_ORT_NATIVE_ENDIAN_MEM_ADDR_/*"})
  void check_locationOutOfTheFolder_isRefused(String location) throws IOException {
    assertUnsafe(location, folderWithSecret(), DEFAULTS);
  }

  @Test
  void check_addressInATensorThatIsNotExternal_isRefused() throws IOException {
    // data_location is left out: not external, says one reader.
    ProtoMessage tensor =
        OnnxTensorData.of("w", io.lepton.tensor.Shape.of(1), 1f)
            .message()
            .with(
                OnnxTensorData.EXTERNAL_DATA,
                StringEntries.write(Map.of("location", "*/_ORT_MEM_ADDR_/*")));

    assertRefused(
        DEFAULTS,
        header().with(MODEL_GRAPH, wrap(GRAPH_INITIALIZER, tensor)).toBytes(),
        ErrorCode.UNSAFE_EXTERNAL_DATA);
  }
}
