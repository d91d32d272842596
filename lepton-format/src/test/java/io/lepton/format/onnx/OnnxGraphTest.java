package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.INT32;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {

  private final OnnxGraph graph = OnnxModel.read(TestModels.everything().toBytes()).graph();

  @Test
  void uses_valueReadByNodes_namesEachInput() {
    List<OnnxUse> uses = graph.uses("onehot");

    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).node().opType()).isEqualTo("Add");
    assertThat(uses.get(0).inputIndex()).isZero();
    assertThat(uses.get(0).isInSubgraph()).isFalse();
  }

  @Test
  void uses_valueReadTwiceByOneNode_namesBothInputs() {
    OnnxNode node = OnnxNode.of("Mul", List.of("x", "x"), List.of("y"));

    assertThat(OnnxGraph.named("g").withNodes(List.of(node)).uses("x"))
        .containsExactly(new OnnxUse(node, 0), new OnnxUse(node, 1));
  }

  @Test
  void uses_valueReadInSubgraphOfSubgraph_isFound() {
    List<OnnxUse> uses = graph.uses("one");

    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).node().opType()).isEqualTo("If");
    assertThat(uses.get(0).inputIndex()).isEqualTo(OnnxUse.IN_SUBGRAPH);
  }

  @Test
  void uses_valueReadByNodeAndSubgraph_namesBoth() {
    assertThat(graph.uses("relu")).extracting(OnnxUse::isInSubgraph).containsExactly(false, true);
    assertThat(graph.uses("flag")).extracting(OnnxUse::isInSubgraph).containsExactly(false, true);
  }

  @Test
  void uses_valueHandedThroughByTheOutputOfSubgraph_isFound() {
    OnnxGraph branch =
        OnnxGraph.named("b").withOutputs(List.of(OnnxValueInfo.of("x", OnnxType.tensor(FLOAT))));

    assertThat(nodeWith(branch).uses("x")).hasSize(1);
  }

  @Test
  void uses_subgraphWithItsOwnInputOfThatName_isNone() {
    OnnxGraph body = TestModels.branch("body", "x").withInputs(List.of(OnnxValueInfo.untyped("x")));

    assertThat(nodeWith(body).uses("x")).isEmpty();
  }

  @Test
  void uses_subgraphWithItsOwnConstantOfThatName_isNone() {
    OnnxGraph body =
        TestModels.branch("body", "x")
            .withInitializers(List.of(OnnxTensorData.of("x", Shape.of(), 1f)));

    assertThat(nodeWith(body).uses("x")).isEmpty();
  }

  private static OnnxGraph nodeWith(OnnxGraph subgraph) {
    OnnxAttribute body = OnnxAttribute.ofGraph("body", subgraph);
    return OnnxGraph.named("g")
        .withNodes(List.of(OnnxNode.of("Loop", List.of(), List.of("y"), body)));
  }

  @Test
  void uses_unknownValue_isNone() {
    assertThat(graph.uses("nothing")).isEmpty();
  }

  @Test
  void allNodes_nestedGraphs_areInOrder() {
    assertThat(graph.allNodes())
        .extracting(OnnxNode::opType)
        .containsExactly(
            "OneHotEncoder",
            "Add",
            "MatMul",
            "LeakyRelu",
            "Constant",
            "Custom",
            "If",
            "Identity",
            "If",
            "Identity",
            "Identity");
  }

  @Test
  void producer_valueOfNode_isTheNode() {
    assertThat(graph.producer("sum").orElseThrow().opType()).isEqualTo("Add");
    assertThat(graph.producer("x")).isEmpty();
  }

  @Test
  void input_output_initializer_areFoundByName() {
    assertThat(graph.input("x").orElseThrow()).hasToString("'x' FLOAT [?, 3]");
    assertThat(graph.output("y").orElseThrow()).hasToString("'y' FLOAT [?, 2]");
    assertThat(graph.initializer("s").orElseThrow()).hasToString("'s' STRING [2]");
    assertThat(graph.input("y")).isEmpty();
  }

  @Test
  void requiredInputs_inputWithDefault_isLeftOut() {
    OnnxGraph changed =
        graph.withInitializers(List.of(OnnxTensorData.of("x", Shape.of(1, 3), 1f, 2f, 3f)));

    assertThat(changed.requiredInputs())
        .extracting(OnnxValueInfo::name)
        .containsExactly("colour", "flag");
  }

  @Test
  void with_allParts_readBackTheSame() {
    OnnxNode node = OnnxNode.of("Gather", List.of("table", "colour"), List.of("y")).withName("n");
    OnnxGraph changed =
        graph
            .withNodes(List.of(node))
            .withInputs(List.of(OnnxValueInfo.of("colour", OnnxType.tensor(INT32, -1))))
            .withOutputs(List.of(OnnxValueInfo.of("y", OnnxType.tensor(FLOAT, -1, 2))))
            .withValueInfos(List.of(OnnxValueInfo.untyped("v")))
            .withInitializers(List.of(OnnxTensorData.of("table", Shape.of(1, 2), 1f, 0f)));

    OnnxModel model = TestModels.everything().withGraph(changed);

    OnnxGraph read = OnnxModel.read(model.toBytes()).graph();
    assertThat(Describe.graph(read)).isEqualTo(Describe.graph(changed));
    assertThat(read).hasToString("'everything': 1 nodes, 1 inputs, 1 outputs, 1 initializers");
  }

  @Test
  void isOperator_bothNamesOfTheOnnxDomain_areTheSame() {
    OnnxNode node = OnnxNode.of("ai.onnx", "Add", List.of(), List.of());

    assertThat(node.isOperator("", "Add")).isTrue();
    assertThat(node.isOperator("ai.onnx.ml", "Add")).isFalse();
    assertThat(node.isOperator("", "Sub")).isFalse();
  }
}
