package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxElementType.BOOL;
import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.STRING;

import io.lepton.tensor.Shape;
import java.util.List;

/** Small models with much in them. */
final class TestModels {

  private TestModels() {}

  /**
   * A model with every kind of part: text and numbers, all types of attributes, constants of all
   * kinds, and an If whose branches read values from around it, one through a second If.
   */
  static OnnxModel everything() {
    return OnnxModel.builder("everything")
        .producer("test", "1.2")
        .opset("", 17)
        .opset("ai.onnx.ml", 3)
        .metadata("author", "nobody")
        .input("colour", OnnxType.tensor(STRING, OnnxShape.of(List.of(OnnxDim.symbol("batch")))))
        .input("x", FLOAT, -1, 3)
        .input("flag", BOOL)
        .initializer("w", Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f)
        .initializer("d", Shape.of(2), 0.5, -0.5)
        .initializer("i", Shape.of(2), 7, -7)
        .initializer("l", Shape.of(2), -1L, 2L)
        .initializer("s", Shape.of(2), "red", "grün")
        .node(
            "ai.onnx.ml",
            "OneHotEncoder",
            List.of("colour"),
            List.of("onehot"),
            OnnxAttribute.ofStrings("cats_strings", "red", "green", "blue"),
            OnnxAttribute.ofInt("zeros", 1))
        .node("Add", List.of("onehot", "x"), List.of("sum"))
        .node("MatMul", List.of("sum", "w"), List.of("product"))
        .node(OnnxNode.of("LeakyRelu", List.of("product"), List.of("relu"), alpha()).withName("r"))
        .node("Constant", List.of(), List.of("one"), one())
        .node("Custom", List.of("relu", ""), List.of("custom"), OnnxAttribute.ofInts("axes", 0, -1))
        .node(
            "If",
            List.of("flag"),
            List.of("y"),
            OnnxAttribute.ofGraph("then_branch", branch("then", "relu")),
            OnnxAttribute.ofGraph("else_branch", nestedBranch()))
        .output("y", FLOAT, -1, 2)
        .output("custom", FLOAT)
        .build();
  }

  private static OnnxAttribute alpha() {
    return OnnxAttribute.ofFloat("alpha", 0.01f);
  }

  private static OnnxAttribute one() {
    return OnnxAttribute.ofTensor("value", OnnxTensorData.of("", Shape.of(), 1f));
  }

  /** Returns a graph that hands a value from around it through. */
  static OnnxGraph branch(String name, String value) {
    return OnnxGraph.named(name)
        .withNodes(List.of(OnnxNode.of("Identity", List.of(value), List.of(name + "_out"))))
        .withOutputs(List.of(OnnxValueInfo.untyped(name + "_out")));
  }

  private static OnnxGraph nestedBranch() {
    OnnxNode inner =
        OnnxNode.of(
            "If",
            List.of("flag"),
            List.of("inner"),
            OnnxAttribute.ofGraph("then_branch", branch("deep", "one")),
            OnnxAttribute.ofGraph("else_branch", branch("deeper", "relu")));
    return OnnxGraph.named("else")
        .withNodes(List.of(inner))
        .withOutputs(List.of(OnnxValueInfo.untyped("inner")));
  }
}
