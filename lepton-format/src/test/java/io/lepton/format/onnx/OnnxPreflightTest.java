package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxAttribute.ofGraph;
import static io.lepton.format.onnx.OnnxAttribute.ofInt;
import static io.lepton.format.onnx.OnnxAttribute.ofInts;
import static io.lepton.format.onnx.OnnxElementType.BOOL;
import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.Protos.GRAPH_NODE;
import static io.lepton.format.onnx.Protos.MODEL_GRAPH;
import static io.lepton.format.onnx.Protos.NODE_ATTRIBUTE;
import static io.lepton.format.onnx.Protos.header;
import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.joined;
import static io.lepton.format.onnx.Protos.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model is refused for, and what it is not. */
class OnnxPreflightTest {

  private static final OnnxPreflight DEFAULTS = OnnxPreflight.defaults();

  private static OnnxValueInfo value(String name) {
    return OnnxValueInfo.of(name, OnnxType.tensor(FLOAT, 2));
  }

  /** A graph from x and flag to y. */
  private static OnnxGraph graph(OnnxNode... nodes) {
    OnnxValueInfo flag = OnnxValueInfo.of("flag", OnnxType.tensor(BOOL));
    return OnnxGraph.named("g")
        .withInputs(List.of(value("x"), flag))
        .withNodes(List.of(nodes))
        .withOutputs(List.of(value("y")));
  }

  private static OnnxModel model(OnnxGraph graph) {
    return OnnxModel.read(header().with(MODEL_GRAPH, graph.message()).toBytes());
  }

  private static OnnxModel model(OnnxNode... nodes) {
    return model(graph(nodes));
  }

  private static OnnxNode abs(String input, String output) {
    return OnnxNode.of("Abs", List.of(input), List.of(output));
  }

  private static void assertRefused(OnnxModel model, ErrorCode code, String message) {
    MalformedInputException refusal =
        catchThrowableOfType(MalformedInputException.class, () -> DEFAULTS.check(model));

    assertThat(refusal).hasMessage(message);
    assertThat(refusal.code()).isEqualTo(code);
  }

  private static void assertMalformed(OnnxModel model, String message) {
    assertRefused(model, ErrorCode.MALFORMED_MODEL, message);
  }

  private static void assertAccepted(OnnxModel model) {
    assertThatCode(() -> DEFAULTS.check(model)).doesNotThrowAnyException();
  }

  // ---- names ----

  @Test
  void check_nodesOutOfOrder_accepts() {
    assertAccepted(model(abs("t", "y"), abs("x", "t")));
  }

  @Test
  void check_cycle_namesANodeOnIt() {
    OnnxNode add = OnnxNode.of("Add", List.of("x", "u"), List.of("t"));
    assertMalformed(
        model(abs("x", "before"), add, abs("t", "u"), abs("u", "y"), abs("y", "after")),
        "The node that makes 't' needs what is made of its own output, in graph 'g'");
  }

  @Test
  void check_nodeThatReadsItsOwnOutput_isACycle() {
    assertMalformed(
        model(abs("y", "y")),
        "The node that makes 'y' needs what is made of its own output, in graph 'g'");
  }

  @Test
  void check_cycleThroughASubgraph_isFound() {
    OnnxNode inner = OnnxNode.of("Identity", List.of("z"), List.of("v"));
    OnnxGraph branch =
        OnnxGraph.named("b").withNodes(List.of(inner)).withOutputs(List.of(value("v")));
    OnnxNode node =
        OnnxNode.of(
            "If",
            List.of("flag"),
            List.of("y"),
            ofGraph("then_branch", branch),
            ofGraph("else_branch", branch));
    assertMalformed(
        model(node, abs("y", "z")),
        "The node that makes 'z' needs what is made of its own output, in graph 'g'");
  }

  @Test
  void check_undefinedName_namesTheNode() {
    assertMalformed(
        model(abs("nothing", "y").withName("n")),
        "Node 'n' reads 'nothing', which nothing makes, in graph 'g'");
  }

  @Test
  void check_nameOfASiblingGraph_isUndefined() {
    OnnxGraph first = TestModels.branch("then", "x");
    OnnxGraph second = TestModels.branch("else", "then_out");
    OnnxNode node =
        OnnxNode.of(
            "If",
            List.of("flag"),
            List.of("y"),
            ofGraph("then_branch", first),
            ofGraph("else_branch", second));
    assertMalformed(
        model(node),
        "The node that makes 'else_out' reads 'then_out', which nothing makes, in graph 'else'");
  }

  @Test
  void check_namesOfGraphsAround_areDefined() {
    OnnxGraph branch = TestModels.branch("then", "x");
    OnnxNode inner =
        OnnxNode.of(
            "If",
            List.of("flag"),
            List.of("inner"),
            ofGraph("then_branch", branch),
            ofGraph("else_branch", TestModels.branch("else", "t")));
    OnnxGraph outer =
        OnnxGraph.named("o").withNodes(List.of(inner)).withOutputs(List.of(value("inner")));
    OnnxNode node =
        OnnxNode.of(
            "If",
            List.of("flag"),
            List.of("y"),
            ofGraph("then_branch", outer),
            ofGraph("else_branch", TestModels.branch("last", "x")));
    assertAccepted(model(abs("x", "t"), node));
  }

  @Test
  void check_outputMadeByNothing_isNamed() {
    assertMalformed(model(abs("x", "t")), "Output 'y' is made by nothing, in graph 'g'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "t"})
  void check_valueMadeTwice_isNamed(String name) {
    assertMalformed(
        model(abs("x", "t"), abs("x", name), abs("x", "y")),
        "Value '%s' is made twice, in graph 'g'".formatted(name));
  }

  @Test
  void check_initializerOfAnInput_isItsDefault() {
    OnnxGraph graph = graph(abs("x", "y"));
    assertAccepted(
        model(graph.withInitializers(List.of(OnnxTensorData.of("x", Shape.of(2), 1f, 2f)))));
  }

  // ---- operators ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | Sinus | ai.onnx, which is not among those of ONNX Runtime",
        "ai.onnx | Gelu | ai.onnx, which is there from version 20 on, the model is written for 17",
        "\"\" | Upsample | ai.onnx, which is there in versions 1 to 9, the model is written for 17",
        "com.acme | Abs | 'com.acme', of a domain that is neither ONNX's nor ONNX Runtime's own",
        "com.microsoft | EPContext | 'com.microsoft', which is not among those of ONNX Runtime"
      })
  void check_unknownOperator_namesNodeAndOperator(String domain, String operator, String reason) {
    OnnxNode node = OnnxNode.of(domain, operator, List.of("x"), List.of("y")).withName("n");
    assertRefused(
        model(node),
        ErrorCode.UNKNOWN_OPERATOR,
        "Node 'n' needs operator '%s' of domain %s".formatted(operator, reason));
  }

  @ParameterizedTest
  @CsvSource({"'', 27, 26, ai.onnx", "ai.onnx, 0, 26, ai.onnx", "ai.onnx.ml, 6, 5, 'ai.onnx.ml'"})
  void check_operatorSetOfTheFuture_isRefused(
      String domain, long version, long last, String named) {
    OnnxModel model = model(abs("x", "y")).withOpsetImports(Map.of(domain, version));
    String quoted = named.contains("ml") ? "'" + named + "'" : named;
    assertRefused(
        model,
        ErrorCode.UNKNOWN_OPERATOR,
        "The operators of %s are known in versions 1 to %d, the model needs version %d"
            .formatted(quoted, last, version));
  }

  @Test
  void check_twoVersionsOfOneDomain_areRefused() {
    OnnxModel model =
        model(abs("x", "y"))
            .withOpsetImports(new java.util.TreeMap<>(Map.of("", 17L, "ai.onnx", 18L)));
    assertMalformed(model, "A model needs one version of the operators of ai.onnx, got 17 and 18");
  }

  @Test
  void check_customDomain_isAcceptedIfAllowed() {
    OnnxModel model = model(OnnxNode.of("com.acme", "Quantise", List.of("x"), List.of("y")));
    OnnxPreflight allowing = DEFAULTS.withCustomDomain("com.acme");

    assertThatCode(() -> allowing.check(model)).doesNotThrowAnyException();
    assertThatCode(() -> DEFAULTS.withCustomDomain("").check(model))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void check_operatorsOfOnnx_areLeftToTheRuntimeIfAllowed() {
    OnnxModel model =
        model(OnnxNode.of("Sinus", List.of("x"), List.of("y"))).withOpsetImports(Map.of("", 99L));

    assertThatCode(() -> DEFAULTS.withCustomDomain("ai.onnx").check(model))
        .doesNotThrowAnyException();
  }

  @Test
  void check_functionOfTheModel_isAnOperator() {
    assertAccepted(withFunctions(function("f", "Abs"), "f"));
  }

  // ---- functions ----

  /** Returns the function {@code local.name(a) -> b}. */
  static ProtoMessage function(String name, String... operators) {
    ProtoMessage function =
        new ProtoWriter().text(1, name).text(4, "a").text(5, "b").text(10, "local").toMessage();
    List<ProtoMessage> nodes =
        java.util.Arrays.stream(operators).map(OnnxPreflightTest::call).toList();
    return function.with(7, nodes).with(9, hex("0a00 1011"));
  }

  private static ProtoMessage call(String operator) {
    String domain = operator.equals("Abs") ? "" : "local";
    String output = operator.startsWith("more") ? operator : "b";
    String name =
        operator.startsWith("more") ? operator.substring(operator.indexOf(':') + 1) : operator;
    return OnnxNode.of(domain, name, List.of("a"), List.of(output)).message();
  }

  static OnnxModel withFunctions(ProtoMessage function, String called) {
    return withFunctions(List.of(function), called);
  }

  static OnnxModel withFunctions(List<ProtoMessage> functions, String called) {
    OnnxNode node = OnnxNode.of("local", called, List.of("x"), List.of("y"));
    return OnnxModel.read(
        header().with(MODEL_GRAPH, graph(node).message()).with(25, functions).toBytes());
  }

  @Test
  void check_functionThatCallsItself_isRefused() {
    assertMalformed(
        withFunctions(function("f", "f"), "f"), "Function 'f' of domain 'local' calls itself");
  }

  @Test
  void check_functionsThatCallEachOther_areRefused() {
    assertMalformed(
        withFunctions(List.of(function("f", "g"), function("g", "f")), "f"),
        "Function 'f' of domain 'local' calls itself");
  }

  @Test
  void check_functionThatIsThereTwice_isRefused() {
    assertMalformed(
        withFunctions(List.of(function("f", "Abs"), function("f", "Abs")), "f"),
        "Function 'f' of domain 'local' is there twice");
  }

  @Test
  void check_unknownOperatorInAFunction_isFound() {
    OnnxModel model = withFunctions(function("f", "missing"), "f");
    assertRefused(
        model,
        ErrorCode.UNKNOWN_OPERATOR,
        "The node that makes 'b' needs operator 'missing' of domain 'local',"
            + " of a domain that is neither ONNX's nor ONNX Runtime's own");
  }

  // ---- attributes ----

  private static OnnxModel withAttribute(String hex) {
    ProtoMessage node = OnnxNode.of("Concat", List.of("x"), List.of("y")).message();
    ProtoMessage attribute = wrap(NODE_ATTRIBUTE, hex(hex));
    ProtoMessage graph = graph().message().with(GRAPH_NODE, joined(node, attribute));
    return OnnxModel.read(header().with(MODEL_GRAPH, graph).toBytes());
  }

  @Test
  void check_attributeOfAnotherTypeThanItSays_isRefused() {
    // 'a', said to be INT, with a float.
    assertMalformed(
        withAttribute("0a0161 1500000000 a00102"),
        "The node that makes 'y': attribute 'a' is said to be INT, and has FLOAT");
  }

  @Test
  void check_attributeOfTwoTypes_isRefused() {
    assertMalformed(
        withAttribute("0a0161 1801 4001 a00102"),
        "The node that makes 'y': attribute 'a' is said to be INT, and has INTS");
  }

  @Test
  void check_tensorAttributeWithoutTensor_isRefused() {
    assertMalformed(
        withAttribute("0a0161 a00104"),
        "The node that makes 'y': attribute 'a' needs a TENSOR, got none");
  }

  @Test
  void check_referenceOutsideOfFunctions_isRefused() {
    assertMalformed(
        withAttribute("0a0161 a00102 aa010162"),
        "The node that makes 'y': attribute 'a' refers to an attribute of a function,"
            + " and is in none");
  }

  @Test
  void check_attributeThatIsThereTwice_isRefused() {
    assertMalformed(
        model(
            OnnxNode.of("Concat", List.of("x"), List.of("y"), ofInt("axis", 0), ofInt("axis", 1))),
        "The node that makes 'y': attribute 'axis' is there twice");
  }

  // ---- what crashes ONNX Runtime ----

  @ParameterizedTest
  @CsvSource({
    "Conv, group, 0, 1 to 2147483647",
    "DepthToSpace, blocksize, 0, 1 to 32768",
    "DepthToSpace, blocksize, 1099511627776, 1 to 32768",
    "GatherND, batch_dims, -3, 0 to 2147483647",
    "TfIdfVectorizer, max_skip_count, 4294967296, 0 to 1000"
  })
  void check_numberOutOfRange_isRefused(String operator, String name, long number, String range) {
    OnnxNode node = OnnxNode.of(operator, List.of("x"), List.of("y"), ofInt(name, number));
    assertMalformed(
        model(node),
        "The node that makes 'y' of operator '%s' needs %s from %s, got %d"
            .formatted(operator, name, range, number));
  }

  @Test
  void check_listOfNumbersOutOfRange_isRefused() {
    OnnxNode node =
        OnnxNode.of("MaxPool", List.of("x"), List.of("y"), ofInts("kernel_shape", 2, 1L << 40));
    assertMalformed(
        model(node),
        "The node that makes 'y' of operator 'MaxPool' needs kernel_shape from 1 to 16777216,"
            + " got 1099511627776");
  }

  @ParameterizedTest
  @CsvSource({"Max, 0", "Concat, 1", "ReduceSum, 1", "LayerNormalization, 2", "Einsum, 0"})
  void check_emptyNameOfAnInputThatIsLookedAt_isRefused(String operator, int index) {
    List<String> inputs = new java.util.ArrayList<>(List.of("x", "x", "x"));
    inputs.set(index, "");
    assertMalformed(
        model(OnnxNode.of(operator, inputs, List.of("y"))),
        "The node that makes 'y' of operator '%s' needs no empty name as its input number %d"
            .formatted(operator, index));
  }

  @Test
  void check_emptyNameOfAnOptionalInput_accepts() {
    assertAccepted(model(OnnxNode.of("Clip", List.of("x", "", "x"), List.of("y"))));
  }

  @Test
  void check_splitIntoMoreThanThereAreOutputs_isRefused() {
    OnnxNode split = OnnxNode.of("Split", List.of("x"), List.of("y", "z"), ofInt("num_outputs", 3));
    assertMalformed(
        model(split),
        "The node that makes 'y' of operator 'Split' needs 3 outputs by its num_outputs, got 2");
  }

  @Test
  void check_splitIntoPartsOfNothing_isRefused() {
    OnnxGraph graph =
        graph(OnnxNode.of("SplitToSequence", List.of("x", "zero"), List.of("y")))
            .withInitializers(List.of(OnnxTensorData.of("zero", Shape.of(), 0L)));
    assertMalformed(
        model(graph),
        "The node that makes 'y' of operator 'SplitToSequence' needs parts of 1 or more, got 0");
  }

  @ParameterizedTest
  @CsvSource({"BiasGelu, 1", "DynamicQuantizeMatMul, 2", "SkipLayerNormalization, 2"})
  void check_constantWithoutElements_isRefused(String operator, int input) {
    List<String> inputs = new java.util.ArrayList<>(List.of("x", "x", "x"));
    inputs.set(input, "none");
    OnnxGraph graph =
        graph(OnnxNode.of("com.microsoft", operator, inputs, List.of("y")))
            .withInitializers(List.of(OnnxTensorData.of("none", Shape.of(0), new float[0])));
    assertMalformed(
        model(graph),
        "The node that makes 'y' of operator '%s' needs dimensions of 1 or more in its input number"
                .formatted(operator)
            + " %d, got 0".formatted(input));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x x", "x x -", "x x - x"})
  void check_attentionWithoutBias_isRefused(String inputs) {
    List<String> names = List.of(inputs.replace("-", "").split(" ", -1));
    assertMalformed(
        model(OnnxNode.of("com.microsoft", "Attention", names, List.of("y"))),
        "The node that makes 'y' of operator 'Attention' needs a bias, its input number 2");
  }

  @Test
  void check_randomNumbersThatCannotBe_areRefused() {
    assertMalformed(
        model(
            OnnxNode.of(
                "RandomUniformLike", List.of("x"), List.of("y"), OnnxAttribute.ofFloat("low", 2))),
        "The node that makes 'y' of operator 'RandomUniformLike' needs a low that is no more than"
            + " its high");
    assertMalformed(
        model(
            OnnxNode.of(
                "RandomNormalLike", List.of("x"), List.of("y"), OnnxAttribute.ofFloat("scale", 0))),
        "The node that makes 'y' of operator 'RandomNormalLike' needs a scale above 0");
  }

  @Test
  void check_recurrentLayerOfFlatWeights_isRefused() {
    OnnxGraph graph =
        graph(OnnxNode.of("LSTM", List.of("x", "w", "w"), List.of("y")))
            .withInitializers(List.of(OnnxTensorData.of("w", Shape.of(1, 4), 1f, 2f, 3f, 4f)));
    assertMalformed(
        model(graph),
        "The node that makes 'y' of operator 'LSTM' needs 3 dimensions in its input number 1,"
            + " got 2");
  }

  @Test
  void check_axesThatAreOneNumber_areRefused() {
    OnnxGraph graph =
        graph(OnnxNode.of("ReduceSum", List.of("x", "axis"), List.of("y")))
            .withInitializers(List.of(OnnxTensorData.of("axis", Shape.of(), 0L)));
    assertMalformed(
        model(graph),
        "The node that makes 'y' of operator 'ReduceSum' needs a list as its input number 1, got"
            + " one number");
  }

  @Test
  void check_recurrentLayerLargerThanItsWeights_isRefused() {
    OnnxGraph graph =
        graph(OnnxNode.of("LSTM", List.of("x", "w", "w"), List.of("y"), ofInt("hidden_size", 2)))
            .withInitializers(List.of(OnnxTensorData.of("w", Shape.of(1, 4, 1), 1f, 2f, 3f, 4f)));
    assertMalformed(
        model(graph),
        "The node that makes 'y' of operator 'LSTM' needs 8 as dimension 1 of its input number 1");
  }

  @Test
  void check_shapeOfMoreDimensionsThanTensorsHave_isRefused() {
    OnnxGraph graph =
        graph(OnnxNode.of("Reshape", List.of("x", "s"), List.of("y")))
            .withInitializers(List.of(OnnxTensorData.of("s", Shape.of(129), new long[129])));
    assertMalformed(
        model(graph),
        "The node that makes 'y' of operator 'Reshape' needs at most 128 numbers in its input"
            + " number 1, got more");
  }

  // ---- trees ----

  private static OnnxNode tree(long... falseIds) {
    return OnnxNode.of(
        "ai.onnx.ml",
        "TreeEnsembleRegressor",
        List.of("x"),
        List.of("y"),
        ofInts("nodes_treeids", 0, 0, 0),
        ofInts("nodes_nodeids", 0, 1, 2),
        ofInts("nodes_truenodeids", 1, 2, 0),
        ofInts("nodes_falsenodeids", falseIds),
        OnnxAttribute.ofStrings("nodes_modes", "BRANCH_LEQ", "BRANCH_LEQ", "LEAF"));
  }

  @Test
  void check_treeWhoseWaysMeet_accepts() {
    assertAccepted(model(tree(2, 2, 0)));
  }

  @Test
  void check_treeWithAWayBack_isRefused() {
    assertMalformed(
        model(tree(2, 0, 0)),
        "The node that makes 'y' of operator 'TreeEnsembleRegressor' needs trees without a way"
            + " back, got one");
  }

  @Test
  void check_treeThatLeadsNowhere_isRefused() {
    assertMalformed(
        model(tree(7, 2, 0)),
        "The node that makes 'y' of operator 'TreeEnsembleRegressor' needs nodes of its trees in"
            + " nodes_falsenodeids, number 7 is in none");
  }

  /** ONNX Runtime walks such a forest for ever. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 62, Long.MAX_VALUE, -1})
  void check_treeThatLeadsBeyondAllNumbers_isRefused(long child) {
    assertMalformed(
        model(tree(child, 2, 0)),
        "The node that makes 'y' of operator 'TreeEnsembleRegressor' needs nodes of its trees in"
            + " nodes_falsenodeids, number %d is in none".formatted(child));
  }

  private static OnnxNode treeOfMembers(float... values) {
    return OnnxNode.of(
        "ai.onnx.ml",
        "TreeEnsemble",
        List.of("x"),
        List.of("y"),
        ofInts("tree_roots", 0),
        ofInts("nodes_featureids", 0),
        ofInts("nodes_trueleafs", 1),
        ofInts("nodes_truenodeids", 0),
        ofInts("nodes_falseleafs", 1),
        ofInts("nodes_falsenodeids", 1),
        ofInts("leaf_targetids", 0, 0),
        OnnxAttribute.ofTensor(
            "nodes_modes", OnnxTensorData.read(hex("0801 1002 4a0106"), ReadScope.ofDefaults())),
        OnnxAttribute.ofTensor(
            "membership_values", OnnxTensorData.of("", Shape.of(values.length), values)));
  }

  private static OnnxModel ofNewTrees(OnnxNode node) {
    return model(node).withOpsetImports(java.util.Map.of("", 17L, "ai.onnx.ml", 5L));
  }

  @Test
  void check_treeOfSetsWithASetForEachNode_accepts() {
    assertAccepted(ofNewTrees(treeOfMembers(1, 2, Float.NaN)));
  }

  @Test
  void check_treeOfSetsWithoutASetForANode_isRefused() {
    assertMalformed(
        ofNewTrees(treeOfMembers(1, 2)),
        "The node that makes 'y' of operator 'TreeEnsemble' needs 1 sets in membership_values, each"
            + " with NaN at its end, got 0");
  }

  // ---- sparse tensors ----

  /** Two of 3 x 3 elements. */
  private static OnnxModel sparse(long... indices) {
    ProtoMessage tensor =
        hex("1803 1803")
            .with(1, OnnxTensorData.of("s", Shape.of(2), 1f, 2f).message())
            .with(2, OnnxTensorData.of("", Shape.of(indices.length), indices).message());
    ProtoMessage graph = graph(abs("s", "y")).message().with(15, tensor);
    return OnnxModel.read(header().with(MODEL_GRAPH, graph).toBytes());
  }

  @Test
  void check_sparseElementsInside_accepts() {
    assertAccepted(sparse(0, 8));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 9, Long.MAX_VALUE})
  void check_sparseElementOutside_isRefused(long index) {
    assertMalformed(sparse(0, index), "Tensor 's' has an index outside of it, the number 1");
  }

  @Test
  void check_sparseElementsWithoutIndices_areRefused() {
    assertMalformed(sparse(0), "Tensor 's' needs an index for each of its 2 elements");
  }
}
