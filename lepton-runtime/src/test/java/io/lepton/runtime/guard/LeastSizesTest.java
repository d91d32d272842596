package io.lepton.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSizesTest {

  private static OnnxModelBuilder builder(long channels) {
    return OnnxModel.builder("test")
        .opset("", 17)
        .input("x", OnnxElementType.FLOAT, -1, channels, -1, -1)
        .initializer("w", Shape.of(16, 16, 3, 3), new float[16 * 16 * 9]);
  }

  private static OnnxAttribute ints(String name, long... values) {
    return OnnxAttribute.ofInts(name, values);
  }

  private static Shape least(OnnxModelBuilder builder) {
    OnnxModel model = builder.output("y", OnnxElementType.FLOAT, -1, -1, -1, -1).build();
    return LeastSizes.of(model.graph()).get("x");
  }

  @Test
  void of_modelWithoutPooling_isEmpty() {
    OnnxModelBuilder builder = builder(16).node("Conv", List.of("x", "w"), List.of("y"));
    assertThat(least(builder)).isNull();
  }

  @Test
  void of_poolingOfTheInput_isItsWindow() {
    OnnxModelBuilder builder =
        builder(16).node("MaxPool", List.of("x"), List.of("y"), ints("kernel_shape", 5, 3));
    assertThat(least(builder)).isEqualTo(Shape.of(0, 0, 5, 3));
  }

  @Test
  void of_channelsThatFillNoBlock_isEmpty() {
    OnnxModelBuilder builder =
        builder(3).node("MaxPool", List.of("x"), List.of("y"), ints("kernel_shape", 5, 3));
    assertThat(least(builder)).isNull();
  }

  @Test
  void of_poolingBehindConvolutions_countsBackThroughThem() {
    OnnxModelBuilder builder =
        builder(16)
            .node("Conv", List.of("x", "w"), List.of("a"), ints("strides", 2, 2))
            .node("Relu", List.of("a"), List.of("b"))
            .node("Conv", List.of("b", "w"), List.of("c"), ints("pads", 1, 1, 1, 1))
            .node("Add", List.of("c", "b"), List.of("d"))
            .node("AveragePool", List.of("d"), List.of("y"), ints("kernel_shape", 4, 1));
    // Four rows of the second are four of the first, and those nine of the input.
    assertThat(least(builder)).isEqualTo(Shape.of(0, 0, 9, 3));
  }

  @Test
  void of_channelsSideBySideAndTurned_areFollowed() {
    OnnxModelBuilder builder =
        builder(16)
            .node("Transpose", List.of("x"), List.of("t"), ints("perm", 0, 1, 3, 2))
            .node("Concat", List.of("t", "t"), List.of("c"), OnnxAttribute.ofInt("axis", 1))
            .node("MaxPool", List.of("c"), List.of("y"), ints("kernel_shape", 5, 3));
    assertThat(least(builder)).isEqualTo(Shape.of(0, 0, 3, 5));
  }

  @Test
  void of_paddedValue_needsSoMuchLess() {
    OnnxModelBuilder builder =
        builder(16)
            .initializer("p", Shape.of(8), 0L, 0L, 1L, 1L, 0L, 0L, 1L, 0L)
            .node("Pad", List.of("x", "p"), List.of("c"))
            .node("MaxPool", List.of("c"), List.of("y"), ints("kernel_shape", 5, 3));
    assertThat(least(builder)).isEqualTo(Shape.of(0, 0, 3, 2));
  }

  @Test
  void of_valueThatComesAnotherWay_isNotKnown() {
    OnnxModelBuilder builder =
        builder(16)
            .initializer("s", Shape.of(4), 0L, 16L, 4L, -1L)
            .node("Reshape", List.of("x", "s"), List.of("c"))
            .node("MaxPool", List.of("c"), List.of("y"), ints("kernel_shape", 5, 3));
    assertThat(least(builder)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 0, false, 1, 3", "3, 2, 0, false, 2, 5", "3, 2, 2, false, 2, 3"})
  void least_ofAWindow_isWhatSoManyResultsNeed(
      long width, long stride, long padding, boolean isRoundedUp, long results, long expected) {
    Window window = new Window(width, stride, padding, isRoundedUp);
    assertThat(window.least(results)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 0, 1, 2", "3, 2, 0, 2, 4", "2, 2, 0, 3, 5"})
  void least_ofAWindowThatIsRoundedUp_countsWhereItBegins(
      long width, long stride, long padding, long results, long expected) {
    Window window = new Window(width, stride, padding, true);
    assertThat(window.least(results)).isEqualTo(expected);
  }

  @Test
  void least_ofSamePadding_isOneForEachStride() {
    assertThat(Window.same(3).least(2)).isEqualTo(4);
  }
}
