package io.lepton.format.onnx;

import static io.lepton.ErrorCode.MALFORMED_MODEL;
import static io.lepton.ErrorCode.UNSAFE_EXTERNAL_DATA;
import static io.lepton.format.onnx.Protos.ATTRIBUTE_GRAPH;
import static io.lepton.format.onnx.Protos.ATTRIBUTE_TENSOR;
import static io.lepton.format.onnx.Protos.GRAPH_INITIALIZER;
import static io.lepton.format.onnx.Protos.GRAPH_NODE;
import static io.lepton.format.onnx.Protos.MODEL_GRAPH;
import static io.lepton.format.onnx.Protos.NODE_ATTRIBUTE;
import static io.lepton.format.onnx.Protos.header;
import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.joined;
import static io.lepton.format.onnx.Protos.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxCheckTest {

  private static final int EXTERNAL_BYTES = 8;

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(root.resolve("model"));
    Files.createDirectories(folder.resolve("sub"));
    Files.write(folder.resolve("weights.bin"), new byte[EXTERNAL_BYTES]);
    Files.write(folder.resolve("sub/weights.bin"), new byte[EXTERNAL_BYTES]);
    Files.write(root.resolve("secret.bin"), new byte[EXTERNAL_BYTES]);
  }

  /** Two floats that lie elsewhere. */
  private static ProtoMessage external(Map<String, String> entries) {
    return external(1, entries);
  }

  private static ProtoMessage external(int elementType, Map<String, String> entries) {
    return new ProtoWriter()
        .varint(OnnxTensorData.DIMS, 2)
        .varint(OnnxTensorData.DATA_TYPE, elementType)
        .text(OnnxTensorData.NAME, "w")
        .varint(OnnxTensorData.DATA_LOCATION, 1)
        .toMessage()
        .with(OnnxTensorData.EXTERNAL_DATA, StringEntries.write(entries));
  }

  private static ProtoMessage at(String location) {
    return external(Map.of("location", location));
  }

  private static OnnxModel withInitializer(ProtoMessage tensor) {
    return withGraph(wrap(GRAPH_INITIALIZER, tensor));
  }

  private static OnnxModel withGraph(ProtoMessage graph) {
    return OnnxModel.read(header().with(MODEL_GRAPH, graph).toBytes());
  }

  private void assertRefused(OnnxModel model, ErrorCode code, String message) {
    MalformedInputException refusal =
        catchThrowableOfType(MalformedInputException.class, () -> OnnxCheck.check(model, folder));

    assertThat(refusal).hasMessage(message);
    assertThat(refusal.code()).isEqualTo(code);
  }

  // ---- external data ----

  @ParameterizedTest
  @ValueSource(strings = {"weights.bin", "sub/weights.bin", "./weights.bin", "sub/./weights.bin"})
  void check_externalFileInsideFolder_accepts(String location) throws IOException {
    OnnxCheck.check(withInitializer(at(location)), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, is not a relative path with / between its parts",
    "//host/share, is not a relative path with / between its parts",
    "..\\secret.bin, is not a relative path with / between its parts",
    "sub\\weights.bin, is not a relative path with / between its parts",
    "C:weights.bin, is not a relative path with / between its parts",
    "c:/weights.bin, is not a relative path with / between its parts",
    "../secret.bin, has the part ..",
    "sub/../../secret.bin, has the part ..",
    "sub/../weights.bin, has the part ..",
    ".., has the part ..",
    "*/_ORT_MEM_ADDR_/*, is an address in memory",
    "*/_ORT_NATIVE_ENDIAN_MEM_ADDR_/*, is an address in memory",
    "*/_SOMETHING_NEW_/*, is an address in memory",
    "sub, is not a regular file",
    "., is not a regular file"
  })
  void check_locationOutsideFolder_isUnsafe(String location, String reason) {
    assertRefused(
        withInitializer(at(location)),
        UNSAFE_EXTERNAL_DATA,
        "Tensor 'w' has external data at '%s', which %s".formatted(location, reason));
  }

  @Test
  void check_locationWithNul_isUnsafe() {
    assertRefused(
        withInitializer(at("weights.bin\0.txt")),
        UNSAFE_EXTERNAL_DATA,
        "Tensor 'w' has external data at 'weights.bin?.txt', which is not a path");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_linkOutOfFolder_isUnsafe() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("../secret.bin"));

    assertRefused(
        withInitializer(at("link.bin")),
        UNSAFE_EXTERNAL_DATA,
        "Tensor 'w' has external data at 'link.bin', which leads out of the model's folder");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_folderLinkedOutOfFolder_isUnsafe() throws IOException {
    Files.createSymbolicLink(folder.resolve("out"), root);

    assertRefused(
        withInitializer(at("out/secret.bin")),
        UNSAFE_EXTERNAL_DATA,
        "Tensor 'w' has external data at 'out/secret.bin', which leads out of the model's folder");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_linkInsideFolder_accepts() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("sub/weights.bin"));

    OnnxCheck.check(withInitializer(at("link.bin")), folder);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_folderItselfIsALink_accepts() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("current"), folder);

    OnnxCheck.check(withInitializer(at("weights.bin")), link);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void check_linkToItself_isMalformed() throws IOException {
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));

    assertNotFound("loop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing.bin", "nothing/weights.bin", "weights.bin/x"})
  void check_missingFile_isMalformed(String location) {
    assertNotFound(location);
  }

  @Test
  void check_nameTooLong_isMalformed() {
    MalformedInputException refusal =
        catchThrowableOfType(
            MalformedInputException.class,
            () -> OnnxCheck.check(withInitializer(at("x".repeat(5000))), folder));

    assertThat(refusal.code()).isEqualTo(MALFORMED_MODEL);
  }

  private void assertNotFound(String location) {
    assertRefused(
        withInitializer(at(location)),
        MALFORMED_MODEL,
        "Tensor 'w' needs the file '%s', which cannot be found".formatted(location));
  }

  @Test
  void check_noLocation_isMalformed() {
    assertRefused(
        withInitializer(external(Map.of())),
        MALFORMED_MODEL,
        "Tensor 'w' is external and needs a location, got none");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0, 8", "0, -", "-, 8",
      })
  void check_rangeInsideFile_accepts(String offset, String length) throws IOException {
    OnnxCheck.check(withInitializer(ranged(offset, length)), folder);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "1 | - | needs 8 bytes from byte 1 of its external file, which has 8",
        "9 | - | needs 8 bytes from byte 9 of its external file, which has 8",
        "999999999999999999 | 8 |"
            + " needs 8 bytes from byte 999999999999999999 of its external file, which has 8",
        "0 | 7 | FLOAT [2] needs 8 bytes of external data, got 7",
        "0 | 9 | FLOAT [2] needs 8 bytes of external data, got 9",
        "0x10 | 8 | needs a number of bytes as offset of its external data, got '0x10'",
        "18446744073709551615 | 8 |"
            + " needs a number of bytes as offset of its external data, got '18446744073709551615'",
        "+1 | 8 | needs a number of bytes as offset of its external data, got '+1'",
        "0 | '' | needs a number of bytes as length of its external data, got ''",
        "0 | -8 | needs a number of bytes as length of its external data, got '-8'"
      })
  void check_rangeOutsideFile_isMalformed(String offset, String length, String problem) {
    assertRefused(
        withInitializer(ranged(offset, length)), MALFORMED_MODEL, "Tensor 'w' " + problem);
  }

  private static ProtoMessage ranged(String offset, String length) {
    Map<String, String> entries = new LinkedHashMap<>(Map.of("location", "weights.bin"));
    if (offset != null) {
      entries.put("offset", offset);
    }
    if (length != null) {
      entries.put("length", length);
    }
    return external(entries);
  }

  @Test
  void check_locationTwice_isMalformed() {
    List<ProtoMessage> entries =
        Stream.of("/etc/passwd", "weights.bin")
            .flatMap(location -> StringEntries.write(Map.of("location", location)).stream())
            .toList();

    assertRefused(
        withInitializer(external(Map.of()).with(OnnxTensorData.EXTERNAL_DATA, entries)),
        MALFORMED_MODEL,
        "Tensor 'w' needs each key of its external data once");
  }

  @Test
  void check_externalText_isMalformed() {
    int string = OnnxElementType.STRING.number();

    assertRefused(
        withInitializer(external(string, Map.of("location", "weights.bin"))),
        MALFORMED_MODEL,
        "Tensor 'w' of type STRING cannot have external data");
  }

  @Test
  void check_externalOfUnknownType_checksTheRangeOnly() throws IOException {
    OnnxCheck.check(
        withInitializer(external(999, Map.of("location", "weights.bin", "length", "8"))), folder);
    assertRefused(
        withInitializer(external(999, Map.of("location", "weights.bin", "length", "9"))),
        MALFORMED_MODEL,
        "Tensor 'w' needs 9 bytes from byte 0 of its external file, which has 8");
  }

  @Test
  void check_externalDataWithoutFolder_isUnsafe() {
    assertThatThrownBy(() -> OnnxCheck.check(withInitializer(at("weights.bin"))))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(UNSAFE_EXTERNAL_DATA))
        .hasMessage(
            "Tensor 'w' needs data of its own, a model from memory has no folder for external"
                + " data");
  }

  @Test
  void check_folderIsMissing_failsAsTheWorld() {
    assertThatThrownBy(
            () -> OnnxCheck.check(withInitializer(at("weights.bin")), folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void check_noExternalData_needsNoFolder() throws IOException {
    OnnxCheck.check(TestModels.everything(), folder.resolve("none"));
  }

  /** Every place of onnx.proto where a tensor may be. */
  static Stream<Arguments> places() {
    ProtoMessage tensor = at("/etc/passwd");
    ProtoMessage sparse = wrap(1, tensor).with(2, hex(""));
    ProtoMessage node = wrap(NODE_ATTRIBUTE, wrap(ATTRIBUTE_TENSOR, tensor));
    ProtoMessage subgraph = wrap(ATTRIBUTE_GRAPH, wrap(GRAPH_INITIALIZER, tensor));
    ProtoMessage empty = wrap(MODEL_GRAPH, hex(""));
    return Stream.of(
        Arguments.of("initializer", graph(wrap(GRAPH_INITIALIZER, tensor))),
        Arguments.of("sparse initializer, values", graph(wrap(15, sparse))),
        Arguments.of(
            "sparse initializer, indices", graph(wrap(15, wrap(2, tensor).with(1, hex(""))))),
        Arguments.of("attribute t", graph(wrap(GRAPH_NODE, node))),
        Arguments.of("attribute tensors", inAttribute(wrap(10, tensor))),
        Arguments.of("attribute sparse_tensor", inAttribute(wrap(22, sparse))),
        Arguments.of("attribute sparse_tensors", inAttribute(wrap(23, sparse))),
        Arguments.of("attribute g", inAttribute(subgraph)),
        Arguments.of("attribute graphs", inAttribute(wrap(11, wrap(GRAPH_NODE, node)))),
        Arguments.of(
            "subgraph of subgraph",
            inAttribute(wrap(ATTRIBUTE_GRAPH, wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, subgraph))))),
        Arguments.of("function node", empty.with(25, wrap(7, node))),
        Arguments.of("function default", empty.with(25, wrap(11, wrap(ATTRIBUTE_TENSOR, tensor)))),
        Arguments.of("training initialization", empty.with(20, wrap(1, wrap(GRAPH_NODE, node)))),
        Arguments.of("training algorithm", empty.with(20, wrap(2, wrap(GRAPH_NODE, node)))));
  }

  private static ProtoMessage graph(ProtoMessage graph) {
    return wrap(MODEL_GRAPH, graph);
  }

  // The attribute claims to be an INT: a reader that goes by the type would not look further.
  private static ProtoMessage inAttribute(ProtoMessage content) {
    ProtoMessage claim = hex("0a0161 a00102");
    ProtoMessage attribute = joined(claim, content);
    return graph(wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, attribute)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void check_externalDataAnywhere_isFound(String place, ProtoMessage content) {
    byte[] file = joined(hex("0808 4202 1011"), content).toBytes();

    MalformedInputException refusal =
        catchThrowableOfType(
            MalformedInputException.class, () -> OnnxCheck.check(OnnxModel.read(file), folder));

    assertThat(refusal).as(place).isNotNull();
    assertThat(refusal.code()).isEqualTo(UNSAFE_EXTERNAL_DATA);
  }

  // ---- sizes ----

  @ParameterizedTest
  @CsvSource({
    // data type, dimensions and elements
    "1, 0802 4a08 0000000000000000",
    "1, 0802 2208 0000000000000000",
    "1, 0800 08808080808080808040",
    "8, 0802 3200 3200",
    "8, 0800",
    "14, 0801 2208 0000000000000000",
    "15, 0801 4a10 00000000000000000000000000000000",
    "15, 0801 5210 00000000000000000000000000000000",
    "22, 0803 4a02 0000",
    "22, 0803 2a02 0000",
    "26, 0805 4a02 0000",
    "25, 0805 2a02 0000",
    "17, 0803 4a03 000000",
    "10, 0802 2a02 0000",
    "999, 0802",
    "0, ''"
  })
  void check_sizesThatAddUp_accepts(int type, String hex) {
    OnnxCheck.check(withInitializer(tensor(type, hex)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0802 4a07 00000000000000 | FLOAT [2] needs 8 bytes of elements, got 7",
        "1 | 0802 | FLOAT [2] needs 2 of elements, got 0",
        "1 | 0802 3a02 0101 | FLOAT [2] needs 2 of elements, got 0",
        "1 | '' | FLOAT [] needs 1 of elements, got 0",
        "1 | 0800 4a01 00 | FLOAT [0] needs 0 bytes of elements, got 1",
        "7 | 0802 4a04 00000000 | INT64 [2] needs 16 bytes of elements, got 4",
        "7 | 0803 3a02 0102 | INT64 [3] needs 3 of elements, got 2",
        "8 | 0802 3200 | STRING [2] needs 2 of elements, got 1",
        "8 | 0801 4a01 61 | of type STRING needs its elements as text, got raw bytes",
        "14 | 0801 2204 00000000 | COMPLEX64 [1] needs 2 of elements, got 1",
        "22 | 0803 4a03 000000 | INT4 [3] needs 2 bytes of elements, got 3",
        "26 | 0805 4a01 00 | INT2 [5] needs 2 bytes of elements, got 1",
        "0 | 4a01 00 | needs an element type, got none",
        "1 | 08ffffffffffffffffff01 | needs dimensions of 0 or more, got -1",
        "1 | 08808080808080808010 08808080808080808010 | needs fewer than 2^63 elements",
        "11 | 08808080808080808020 4a00 | needs fewer than 2^63 bytes"
      })
  void check_sizesThatDoNotAddUp_isMalformed(int type, String hex, String problem) {
    assertRefused(withInitializer(tensor(type, hex)), MALFORMED_MODEL, "Tensor 'w' " + problem);
  }

  private static ProtoMessage tensor(int type, String hex) {
    return joined(new ProtoWriter().varint(2, type).text(8, "w").toMessage(), hex(hex));
  }

  // ---- the whole ----

  @Test
  void check_noOperatorSets_isMalformed() {
    OnnxModel model = OnnxModel.read(hex("0808 3a00").toBytes());

    assertRefused(
        model,
        MALFORMED_MODEL,
        "A model of IR version 8 needs an operator set, got none: the file may be cut off");
  }

  @Test
  void check_noOperatorSetsBeforeIrVersion3_accepts() {
    OnnxCheck.check(OnnxModel.read(hex("0802 3a00").toBytes()));
  }
}
