package io.lepton.format.onnx;

import static io.lepton.format.onnx.Protos.MODEL_GRAPH;
import static io.lepton.format.onnx.Protos.file;
import static io.lepton.format.onnx.Protos.header;
import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LeptonIOException;
import io.lepton.MalformedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxModelTest {

  private static final byte[] EVERYTHING = TestModels.everything().toBytes();

  private static MalformedInputException refusal(byte[] bytes) {
    return catchThrowableOfType(MalformedInputException.class, () -> OnnxModel.read(bytes));
  }

  private static ProtoMessage model(String hex) {
    return hex("0808" + hex);
  }

  // ---- reading ----

  @Test
  void read_model_findsWhatWasBuilt() {
    OnnxModel model = OnnxModel.read(EVERYTHING);

    assertThat(Describe.model(model)).isEqualTo(Describe.model(TestModels.everything()));
    assertThat(model.opset("ai.onnx")).hasValue(17);
    assertThat(model.opset("ai.onnx.ml")).hasValue(3);
    assertThat(model.opset("com.example")).isEmpty();
  }

  @Test
  void read_path_findsTheSame(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), EVERYTHING);

    assertThat(OnnxModel.read(file).toBytes()).isEqualTo(EVERYTHING);
  }

  @Test
  void read_noSuchFile_saysSo(@TempDir Path folder) {
    assertThatThrownBy(() -> OnnxModel.read(folder.resolve("model.onnx")))
        .isInstanceOfSatisfying(
            LeptonIOException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND));
  }

  @Test
  void read_scalarTwice_takesTheLast() {
    OnnxModel model = OnnxModel.read(model("1201 61 1201 62 3a00").toBytes());

    assertThat(model.producerName()).isEqualTo("b");
  }

  @Test
  void read_docStringNotUtf8_replacesTheBytes() {
    OnnxModel model = OnnxModel.read(model("3201 e9 3a00").toBytes());

    assertThat(model.docString()).isEqualTo("\ufffd");
  }

  @Test
  void read_nameWithReplacementCharacter_isAName() {
    OnnxModel model = OnnxModel.read(model("3a05 1203 efbfbd").toBytes());

    assertThat(model.graph().name()).isEqualTo("\ufffd");
  }

  @Test
  void read_functions_findsTheirNodes() {
    ProtoMessage function =
        hex("0a01 46 2201 61 2a01 62 3a06 0a0161 220152 5206 6c6f63616c2e 4a02 1012");
    OnnxModel model =
        OnnxModel.read(header().with(MODEL_GRAPH, hex("")).with(25, function).toBytes());

    OnnxFunction read = model.functions().get(0);

    assertThat(read.name()).isEqualTo("F");
    assertThat(read.domain()).isEqualTo("local.");
    assertThat(read.inputs()).containsExactly("a");
    assertThat(read.outputs()).containsExactly("b");
    assertThat(read.nodes()).hasToString("[R '' ['a'] -> []]");
    assertThat(read.opsetImports()).isEqualTo(Map.of("", 18L));
  }

  // ---- writing ----

  @Test
  void toBytes_unknownFields_stayWhereTheyWere() {
    // Field 100 of the model, 99 of the graph, a quantization annotation and a device
    // configuration.
    byte[] file =
        model("a206 03 010203  3a0e 0a00 9a06 02 abcd 7205 0a03 616263  d201 03 0a01 64").toBytes();

    OnnxModel changed = OnnxModel.read(file);
    changed = changed.withGraph(changed.graph().withNodes(List.of()).withInputs(List.of()));

    assertThat(HexFormat.of().formatHex(changed.toBytes()))
        .isEqualTo("0808a20603010203d201030a0164" + "3a0c9a0602abcd72050a03616263");
  }

  @Test
  void toBytes_docStringOfNode_survivesNewInputs() {
    OnnxModel model = OnnxModel.read(file(wrap(1, hex("0a01 61 3203 646f63 4a04 0a0261 62"))));

    OnnxNode node = model.graph().nodes().get(0).withInputs(List.of("b", "c"));

    assertThat(HexFormat.of().formatHex(node.message().toBytes()))
        .isEqualTo("3203646f634a040a026162" + "0a01620a0163");
  }

  @Test
  void withGraph_otherParts_stay() {
    OnnxModel model = OnnxModel.read(EVERYTHING);

    OnnxModel changed = OnnxModel.read(model.withGraph(OnnxGraph.named("other")).toBytes());

    assertThat(changed.graph().name()).isEqualTo("other");
    assertThat(changed.metadata()).isEqualTo(model.metadata());
    assertThat(changed.opsetImports()).isEqualTo(model.opsetImports());
  }

  @Test
  void withMetadata_model_replacesAll() {
    OnnxModel model = OnnxModel.read(EVERYTHING).withMetadata(Map.of("k", "v", "empty", ""));

    assertThat(OnnxModel.read(model.toBytes()).metadata())
        .isEqualTo(Map.of("k", "v", "empty", ""))
        .isEqualTo(model.metadata());
  }

  @Test
  void withOpsetImports_model_replacesAll() {
    OnnxModel model = OnnxModel.read(EVERYTHING).withOpsetImports(Map.of("", 21L));

    assertThat(OnnxModel.read(model.toBytes()).opsetImports())
        .isEqualTo(Map.of("", 21L))
        .isEqualTo(model.opsetImports());
  }

  @Test
  void toBytes_everyPartReplacedByItself_keepsTheModel() {
    OnnxModel model = OnnxModel.read(EVERYTHING);

    OnnxModel rewritten = OnnxModel.read(Rewrite.everyPart(model).toBytes());

    assertThat(Describe.model(rewritten)).isEqualTo(Describe.model(model));
  }

  // ---- other files ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | an empty file
          customerID,age               | text
          "a","b"                      | text
          2024-01-01,5                 | text
          { "graph": {} }              | text
          ORT                          | text
          """)
  void read_text_isNotOnnx(String content, String found) {
    MalformedInputException refusal = refusal(content.getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_ONNX);
    assertThat(refusal).hasMessage("Needs an ONNX model, found " + found);
  }

  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a0000000d49484452, a PNG image",
    "504b03041400000008, 'a ZIP archive, perhaps of PyTorch'",
    "1f8b080000000000, a gzip file: unpack it",
    "894844460d0a1a0a, 'an HDF5 file, perhaps of Keras'",
    "1c00000054464c3314002000, a TensorFlow Lite file",
    "80049504000000, something else",
    "08, something else"
  })
  void read_otherKindOfFile_isNotOnnx(String hex, String found) {
    MalformedInputException refusal = refusal(hex(hex).toBytes());

    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_ONNX);
    assertThat(refusal).hasMessage("Needs an ONNX model, found " + found);
  }

  @Test
  void read_tensorFile_isNotOnnx() {
    byte[] tensor = hex("0801 0801 081c 081c 1001 4a04 00000000").toBytes();

    assertThat(refusal(tensor).code()).isEqualTo(ErrorCode.NOT_ONNX);
  }

  @Test
  void read_savedModelOfTensorFlow_isNotOnnx() {
    assertThat(refusal(hex("0801 1203 0a01 61").toBytes()).code()).isEqualTo(ErrorCode.NOT_ONNX);
  }

  @Test
  void read_modelWithTheSignatureOfOrt_isNotOnnx() {
    // ONNX Runtime would load this as a file of its own format, unchecked.
    byte[] file = model("1204 4f52544d 3a00 4202 1011").toBytes();

    assertThat(refusal(file))
        .hasMessage("Needs an ONNX model, found a file in ONNX Runtime's own format");
  }

  // ---- broken files ----

  @Test
  void read_cutOff_isMalformedWithOffset() {
    byte[] file = Arrays.copyOf(EVERYTHING, EVERYTHING.length / 2);

    MalformedInputException refusal = refusal(file);

    assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_MODEL);
    assertThat(refusal)
        .hasMessageMatching(
            "The ONNX file is broken at byte 13: field 7 needs [0-9]+ bytes, its message has [0-9]+"
                + " left");
  }

  @Test
  void read_cutOffAnywhere_isRefusedByReadOrCheck() {
    for (int length = 0; length < EVERYTHING.length; length++) {
      byte[] file = Arrays.copyOf(EVERYTHING, length);

      LeptonException refusal =
          catchThrowableOfType(LeptonException.class, () -> OnnxCheck.check(OnnxModel.read(file)));

      if (refusal == null) {
        // At the end of a field after the graph nothing tells that more was to follow.
        assertThat(OnnxModel.read(file).opsetImports()).as("length %d", length).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0a00, 4, 'field 1 needs wire type 0, got 2'",
    "1001, 4, 'field 2 needs wire type 2, got 0'",
    "3801, 4, 'field 7 needs wire type 2, got 0'",
    "3b3c, 4, 'field 7 needs wire type 0, 1, 2 or 5, got 3'",
    "3e, 4, 'field 7 needs wire type 0, 1, 2 or 5, got 6'",
    "0001, 4, 'a field needs a number from 1 to 2^29 - 1, got 0'",
    "8080808010, 4, 'a field needs a number from 1 to 2^29 - 1, got 536870912'",
    "80, 4, 'a field ends inside a number'",
    "2880, 4, 'field 5 ends inside a number'",
    "28ffffffffffffffffffff01, 4, 'field 5 has a number of more than 10 bytes'",
    "3a05, 4, 'field 7 needs 5 bytes, its message has 0 left'",
    "3affffffffffffffffff01, 4, 'field 7 needs 18446744073709551615 bytes, its message has 0 left'",
    "f10d00, 4, 'field 222 needs 8 bytes, its message has 1 left'",
    "f50d00, 4, 'field 222 needs 4 bytes, its message has 1 left'",
    "3a00 3a00, 6, 'field 7 needs to occur once in its message, found again'",
    "3a03 120205, 6, 'field 2 needs 2 bytes, its message has 1 left'",
    "3a03 1201ff, 6, 'field 2 needs UTF-8 text'",
    "3a04 0a020a05, 8, 'field 1 needs 5 bytes, its message has 0 left'",
    "a2010c 0a000a00, 4, 'field 20 needs 12 bytes, its message has 4 left'",
    "3a00 a20104 0a000a00, 11, 'field 1 needs to occur once in its message, found again'"
  })
  void read_brokenField_isMalformedWithOffset(String hex, int offset, String problem) {
    // The empty name of a producer makes it an ONNX file that is broken, not another file.
    byte[] file = hex("0808 1200" + hex).toBytes();

    MalformedInputException refusal = refusal(file);

    assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_MODEL);
    assertThat(refusal).hasMessage("The ONNX file is broken at byte " + offset + ": " + problem);
  }
}
