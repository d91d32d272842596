package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.InferenceRequest;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.List;

/** A model that counts, {@code y = x + n} in {@code n} steps: as long a run as one likes. */
final class Counting {

  static final long FOR_EVER = Long.MAX_VALUE;

  private Counting() {}

  static OnnxModel model() {
    OnnxType number = OnnxType.tensor(OnnxElementType.FLOAT, OnnxShape.of(1));
    OnnxType step = OnnxType.tensor(OnnxElementType.INT64, OnnxShape.of());
    OnnxType flag = OnnxType.tensor(OnnxElementType.BOOL, OnnxShape.of());
    OnnxGraph body =
        OnnxGraph.named("step")
            .withInputs(
                List.of(
                    OnnxValueInfo.of("i", step),
                    OnnxValueInfo.of("going", flag),
                    OnnxValueInfo.of("before", number)))
            .withNodes(
                List.of(
                    OnnxNode.of("Identity", List.of("going"), List.of("goes_on")),
                    OnnxNode.of("Add", List.of("before", "one"), List.of("after"))))
            .withOutputs(
                List.of(OnnxValueInfo.of("goes_on", flag), OnnxValueInfo.of("after", number)));
    return TestModels.builder()
        .input("x", number)
        .input("n", step)
        .initializer("one", Shape.of(1), 1f)
        .node("Loop", List.of("n", "", "x"), List.of("y"), OnnxAttribute.ofGraph("body", body))
        .output("y", number)
        .build();
  }

  static InferenceRequest request(float from, long steps) {
    return InferenceRequest.of("x", Tensor.of(Shape.of(1), from))
        .and("n", Tensor.of(Shape.of(), steps));
  }
}
