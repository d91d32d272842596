package io.lepton.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorSpecTest {

  @Test
  void toString_namesOpenDimensions() {
    TensorSpec spec =
        new TensorSpec(
            "features",
            DataType.FP32,
            Shape.of(Shape.ANY, 4),
            List.of("batch", "columns"),
            List.of());
    assertThat(spec).hasToString("features FP32 [batch, 4]");
    assertThat(TensorSpec.of("x", DataType.INT64, Shape.of(-1, 1))).hasToString("x INT64 [-1, 1]");
    assertThat(TensorSpec.of("x", DataType.INT64, Shape.of())).hasToString("x INT64 []");
  }

  @Test
  void symbols_ofAnotherNumberThanDimensions_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TensorSpec("x", DataType.FP32, Shape.of(1, 2), List.of("batch"), List.of()))
        .withMessage("Needs 2 symbols, one a dimension, got 1");
  }
}
