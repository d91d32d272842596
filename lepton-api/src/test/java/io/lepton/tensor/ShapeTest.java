package io.lepton.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void elementCount_isTheProduct() {
    assertThat(Shape.of().elementCount()).isEqualTo(1);
    assertThat(Shape.of(2, 3, 4).elementCount()).isEqualTo(24);
    assertThat(Shape.of(1L << 40, 1 << 20).elementCount()).isEqualTo(1L << 60);
  }

  @Test
  void elementCount_withAZero_isZeroWhateverTheRest() {
    assertThat(Shape.of(0, 4).elementCount()).isZero();
    assertThat(Shape.of(Long.MAX_VALUE, 2, 0).elementCount()).isZero();
  }

  @Test
  void elementCount_beyondALong_isRefused() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> Shape.of(Long.MAX_VALUE, 2).elementCount());
  }

  @Test
  void elementCount_ofAnOpenShape_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Shape.of(Shape.ANY, 4).elementCount())
        .withMessage("The shape [-1, 4] has an open dimension");
    assertThatIllegalStateException().isThrownBy(() -> Shape.of(Shape.ANY, 0).elementCount());
  }

  @Test
  void of_aNegativeDimension_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(1, -2))
        .withMessage("A dimension needs 0 or more, got -2");
  }

  @Test
  void of_anArray_isCopied() {
    long[] dimensions = {2, 3};
    Shape shape = Shape.of(dimensions);
    dimensions[0] = 9;
    shape.toArray()[1] = 9;
    assertThat(shape).hasToString("[2, 3]");
  }

  @Test
  void accepts_openDimensions_takesAnySize() {
    Shape wanted = Shape.of(Shape.ANY, 4);
    assertThat(wanted.accepts(Shape.of(1, 4))).isTrue();
    assertThat(wanted.accepts(Shape.of(0, 4))).isTrue();
    assertThat(wanted.accepts(Shape.of(2, 5))).isFalse();
    assertThat(wanted.accepts(Shape.of(4))).isFalse();
    assertThat(wanted.accepts(Shape.of(1, 4, 1))).isFalse();
    assertThat(Shape.of().accepts(Shape.of())).isTrue();
    assertThat(Shape.of(1).accepts(Shape.of())).isFalse();
  }

  @Test
  void with_replacesOneDimension() {
    Shape open = Shape.of(Shape.ANY, 4);
    assertThat(open.with(0, 7)).isEqualTo(Shape.of(7, 4));
    assertThat(open).isEqualTo(Shape.of(-1, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> open.with(0, -3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> open.with(2, 1));
  }

  @Test
  void isFixed_withAnOpenDimension_isFalse() {
    assertThat(Shape.of(1, 2).isFixed()).isTrue();
    assertThat(Shape.of().isFixed()).isTrue();
    assertThat(Shape.of(1, Shape.ANY).isFixed()).isFalse();
  }

  @Test
  void equals_sameDimensions_isTrue() {
    assertThat(Shape.of(1, 2)).isEqualTo(Shape.of(1, 2)).hasSameHashCodeAs(Shape.of(1, 2));
    assertThat(Shape.of(1, 2)).isNotEqualTo(Shape.of(2, 1)).isNotEqualTo(Shape.of(1, 2, 1));
    assertThat(Shape.of()).hasToString("[]");
    assertThat(Shape.of(5, 6).rank()).isEqualTo(2);
    assertThat(Shape.of(5, 6).dimension(1)).isEqualTo(6);
  }
}
