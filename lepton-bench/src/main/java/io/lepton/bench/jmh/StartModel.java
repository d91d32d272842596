package io.lepton.bench.jmh;

import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.Shape;
import java.util.List;

/** A logistic regression of 20 numbers: so small that only the start counts. */
final class StartModel {

  static final int FEATURES = 20;
  static final String INPUT = "x";
  static final String OUTPUT = "probability";

  private StartModel() {}

  static byte[] bytes() {
    float[] weights = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      weights[i] = 0.1f * (i - FEATURES / 2);
    }
    OnnxModel model =
        OnnxModel.builder("start")
            .opset("", 17)
            .input(INPUT, matrix(FEATURES))
            .initializer("weights", Shape.of(FEATURES, 1), weights)
            .node("MatMul", List.of(INPUT, "weights"), List.of("score"))
            .node("Sigmoid", List.of("score"), List.of(OUTPUT))
            .output(OUTPUT, matrix(1))
            .build();
    return model.toBytes();
  }

  private static OnnxType matrix(int columns) {
    OnnxShape shape = OnnxShape.of(List.of(OnnxDim.symbol("batch"), OnnxDim.of(columns)));
    return OnnxType.tensor(OnnxElementType.FLOAT, shape);
  }
}
