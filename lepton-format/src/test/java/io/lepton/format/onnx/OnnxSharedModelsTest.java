package io.lepton.format.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of scikit-learn, PyTorch, CNTK, Caffe2, Tribuo and Triton. Facts are from protoc 3.21. */
class OnnxSharedModelsTest {

  /** What protoc says of a model, in its own words where possible. */
  record Facts(
      String model,
      int irVersion,
      String producer,
      String opsets,
      int inputs,
      int outputs,
      int initializers,
      int nodesOfAllGraphs,
      String operators) {

    @Override
    public String toString() {
      return model;
    }
  }

  static Stream<Facts> facts() {
    return Stream.of(
        new Facts(
            "telco-churn/1",
            8,
            "scikit-learn 1.9.1",
            "{=17, ai.onnx.ml=3}",
            19,
            2,
            15,
            39,
            "{Cast=1, Concat=1, Imputer=3, LinearClassifier=1, OneHotEncoder=15, Reshape=15,"
                + " Scaler=3}"),
        new Facts(
            "telco-churn/2",
            8,
            "scikit-learn 1.9.1",
            "{=17, ai.onnx.ml=3}",
            19,
            2,
            15,
            39,
            "{Cast=1, Concat=1, Imputer=3, OneHotEncoder=15, Reshape=15, Scaler=3,"
                + " TreeEnsembleClassifier=1}"),
        new Facts(
            "third-party/iris-logistic",
            6,
            "Tribuo 4.2.0-SNAPSHOT",
            "{=13}",
            1,
            1,
            2,
            3,
            "{Gemm=1, Identity=1, Softmax=1}"),
        new Facts(
            "third-party/light-resnet50",
            3,
            "onnx-caffe2 ",
            "{=9}",
            270,
            1,
            269,
            415,
            "{AveragePool=1, BatchNormalization=53, ConstantOfShape=239, Conv=53, Gemm=1,"
                + " MaxPool=1, Relu=49, Reshape=1, Softmax=1, Sum=16}"),
        new Facts(
            "third-party/light-squeezenet",
            3,
            "onnx-caffe2 ",
            "{=9}",
            53,
            1,
            52,
            105,
            "{Concat=8, ConstantOfShape=39, Conv=26, Dropout=1, GlobalAveragePool=1, MaxPool=3,"
                + " Relu=26, Softmax=1}"),
        new Facts(
            "third-party/mnist-8",
            3,
            "CNTK 2.5.1",
            "{=7}",
            9,
            1,
            8,
            12,
            "{Add=3, Conv=2, MatMul=1, MaxPool=2, Relu=2, Reshape=2}"),
        new Facts(
            "third-party/mnist-cnn",
            4,
            "pytorch 1.1",
            "{=9}",
            1,
            1,
            8,
            13,
            "{Constant=1, Conv=2, Gemm=2, LogSoftmax=1, MaxPool=2, Relu=4, Reshape=1}"),
        new Facts(
            "third-party/mnist-logistic-zipmap",
            4,
            "skl2onnx 1.6.1",
            "{=9, ai.onnx.ml=1}",
            1,
            2,
            0,
            4,
            "{Cast=1, LinearClassifier=1, Normalizer=1, ZipMap=1}"),
        new Facts(
            "third-party/multitype",
            7,
            "pytorch 1.13.1",
            "{=14}",
            2,
            2,
            0,
            12,
            "{Cast=3, Constant=3, Gather=3, Mul=2, Sub=1}"),
        new Facts(
            "third-party/silero-vad",
            8,
            "spox ",
            "{=16}",
            3,
            2,
            0,
            689,
            "{Constant=1, Equal=1, Identity=2, If=1}"),
        new Facts(
            "third-party/simple",
            10,
            "triton ",
            "{=21}",
            2,
            2,
            0,
            6,
            "{Add=1, Cast=2, Identity=2, Sub=1}"),
        new Facts(
            "third-party/simple_string",
            10,
            "triton ",
            "{=21}",
            2,
            2,
            0,
            6,
            "{Add=1, Cast=4, Sub=1}"),
        new Facts(
            "third-party/sklearn-random-forest",
            8,
            "skl2onnx 1.17.0",
            "{ai.onnx.ml=1, =9}",
            1,
            2,
            0,
            3,
            "{Cast=1, TreeEnsembleClassifier=1, ZipMap=1}"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void read_realModel_findsWhatProtocFinds(Facts facts) throws IOException {
    OnnxModel model = OnnxModel.read(SharedModels.file(facts.model()));
    OnnxGraph graph = model.graph();

    assertThat(model.irVersion()).isEqualTo(facts.irVersion());
    assertThat(model.producerName() + " " + model.producerVersion()).isEqualTo(facts.producer());
    assertThat(model.opsetImports()).hasToString(facts.opsets());
    assertThat(graph.inputs()).hasSize(facts.inputs());
    assertThat(graph.outputs()).hasSize(facts.outputs());
    assertThat(graph.initializers()).hasSize(facts.initializers());
    assertThat(graph.allNodes()).hasSize(facts.nodesOfAllGraphs());
    assertThat(countByOperator(graph)).hasToString(facts.operators());
  }

  private static Map<String, Long> countByOperator(OnnxGraph graph) {
    return graph.nodes().stream()
        .collect(Collectors.groupingBy(OnnxNode::opType, TreeMap::new, Collectors.counting()));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void check_realModel_accepts(Facts facts) throws IOException {
    var file = SharedModels.file(facts.model());
    OnnxModel model = OnnxModel.read(file);

    OnnxCheck.check(model);
    OnnxCheck.check(model, file.getParent());
  }

  @ParameterizedTest
  @MethodSource("facts")
  void toBytes_unchangedModel_returnsTheFile(Facts facts) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedModels.file(facts.model()));

    OnnxModel model = OnnxModel.read(bytes);

    assertThat(model.toBytes()).isEqualTo(bytes);
    assertThat(model.sizeBytes()).isEqualTo(bytes.length);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void read_directReadOnlyBuffer_findsTheSameAndWritesTheSame(Facts facts) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedModels.file(facts.model()));
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 3).put(3, bytes).position(3);

    OnnxModel model = OnnxModel.read(direct.asReadOnlyBuffer());

    assertThat(Describe.model(model)).isEqualTo(Describe.model(OnnxModel.read(bytes)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.writeTo(out);
    assertThat(out.toByteArray()).isEqualTo(bytes);
    assertThat(direct.position()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void toBytes_everyPartReplacedByItself_keepsTheModel(Facts facts) throws IOException {
    OnnxModel model = OnnxModel.read(SharedModels.file(facts.model()));

    OnnxModel rewritten = Rewrite.everyPart(model);

    byte[] bytes = rewritten.toBytes();
    assertThat(bytes).hasSize((int) rewritten.sizeBytes());
    assertThat(Describe.model(OnnxModel.read(bytes))).isEqualTo(Describe.model(model));
    assertThat(Describe.model(rewritten)).isEqualTo(Describe.model(model));
  }

  @Test
  void type_inputsOfSilero_areAsDeclared() throws IOException {
    OnnxModel model = OnnxModel.read(SharedModels.file("third-party/silero-vad"));

    assertThat(model.graph().inputs())
        .hasToString("['input' FLOAT [?, ?], 'state' FLOAT [2, ?, 128], 'sr' INT64 []]");
  }

  @Test
  void type_outputsOfZipMap_areSequenceOfMap() throws IOException {
    OnnxModel model = OnnxModel.read(SharedModels.file("third-party/sklearn-random-forest"));

    assertThat(model.graph().outputs())
        .hasToString(
            "['output_label' INT64 [?],"
                + " 'output_probability' sequence(map(INT64, FLOAT [...]))]");
  }

  @Test
  void requiredInputs_initializersAreInputs_leavesTheReal() throws IOException {
    OnnxModel model = OnnxModel.read(SharedModels.file("third-party/mnist-8"));

    assertThat(model.graph().requiredInputs()).hasToString("['Input3' FLOAT [1, 1, 28, 28]]");
  }

  @Test
  void uses_textInputOfTelcoChurn_isOneEncoder() throws IOException {
    OnnxGraph graph = OnnxModel.read(SharedModels.file("telco-churn/1")).graph();

    List<OnnxUse> uses = graph.uses("gender");

    assertThat(uses).hasSize(1);
    OnnxNode encoder = uses.get(0).node();
    assertThat(encoder.isOperator("ai.onnx.ml", "OneHotEncoder")).isTrue();
    assertThat(encoder.attribute("cats_strings").orElseThrow().strings())
        .containsExactly("Female", "Male");
    assertThat(graph.initializer("gender_shape").orElseThrow().longs()).containsExactly(-1, 2);
  }

  @Test
  void uses_valueReadInBothBranchesOfAnIf_isOneUseInSubgraph() throws IOException {
    OnnxGraph graph = OnnxModel.read(SharedModels.file("third-party/silero-vad")).graph();

    List<OnnxUse> uses = graph.uses("input");

    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).isInSubgraph()).isTrue();
    assertThat(uses.get(0).node().opType()).isEqualTo("If");
  }

  @Test
  void metadata_ofTribuo_isTheirProvenance() throws IOException {
    OnnxModel model = OnnxModel.read(SharedModels.file("third-party/iris-logistic"));

    assertThat(model.metadata()).containsOnlyKeys("TRIBUO_PROVENANCE");
    assertThat(model.domain()).isEqualTo("org.tribuo.interop.oci.test");
    assertThat(model.docString()).startsWith("linear-sgd-model-deprovenanced");
  }
}
