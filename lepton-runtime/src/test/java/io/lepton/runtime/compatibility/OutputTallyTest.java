package io.lepton.runtime.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorMap;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorValue;
import org.junit.jupiter.api.Test;

class OutputTallyTest {

  private static OutputComparison compared(Tensor expected, Tensor found) {
    OutputTally tally = new OutputTally("y", expected.type(), Tolerance.defaults());
    tally.add("case", expected, found);
    return tally.result();
  }

  private static OutputComparison floats(float expected, float found) {
    return compared(Tensor.of(Shape.of(1), expected), Tensor.of(Shape.of(1), found));
  }

  @Test
  void add_nanAndNanOrZeroAndMinusZero_areEqual() {
    assertThat(floats(Float.NaN, Float.NaN).equal()).isTrue();
    assertThat(floats(0f, -0f).equal()).isTrue();
  }

  @Test
  void add_nanInPlaceOfANumber_fails() {
    OutputComparison found = floats(1, Float.NaN);
    assertThat(found.passed()).isFalse();
    assertThat(found.maxAbsolute()).isInfinite();
    assertThat(found.toString()).contains("1 of 1 elements differ", "NaN", "worst in case");
  }

  @Test
  void add_numberInPlaceOfInfinity_fails() {
    // Infinity times any relative tolerance would allow everything.
    assertThat(floats(Float.POSITIVE_INFINITY, 1).passed()).isFalse();
    assertThat(floats(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY).passed()).isFalse();
    assertThat(floats(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY).equal()).isTrue();
  }

  @Test
  void add_neighbour_differsByOneUlpAndPasses() {
    OutputComparison found = floats(1, Math.nextUp(1f));
    assertThat(found.differing()).isEqualTo(1);
    assertThat(found.maxUlps()).isEqualTo(1);
    assertThat(found.passed()).isTrue();
    assertThat(found.equal()).isFalse();
  }

  @Test
  void add_wholeNumbers_mustBeEqual() {
    OutputComparison found =
        compared(Tensor.of(Shape.of(3), 1L, 2L, 3L), Tensor.of(Shape.of(3), 1L, 2L, 5L));
    assertThat(found.failing()).isEqualTo(1);
    assertThat(found.maxUlps()).isEqualTo(2);
    assertThat(found)
        .hasToString(
            "y: 1 of 3 elements differ, by at most 2, 1 beyond the tolerance; worst in case");
  }

  @Test
  void add_texts_mustBeEqual() {
    OutputComparison found =
        compared(Tensor.of(Shape.of(2), "yes", "no"), Tensor.of(Shape.of(2), "yes", "No"));
    assertThat(found.failing()).isEqualTo(1);
    assertThat(found.toString()).doesNotContain("No", "no,");
  }

  @Test
  void add_anotherShapeOrType_isAMismatch() {
    Tensor expected = Tensor.of(Shape.of(2), 1f, 2f);
    assertThat(compared(expected, Tensor.of(Shape.of(2, 1), 1f, 2f)).mismatch())
        .contains("needs FP32 [2], got FP32 [2, 1]");
    assertThat(compared(expected, Tensor.of(Shape.of(2), 1.0, 2.0)).passed()).isFalse();
  }

  private static OutputComparison values(TensorValue expected, TensorValue found) {
    OutputTally tally = new OutputTally("y", DataType.FP32, Tolerance.defaults());
    tally.add("case", expected, found);
    return tally.result();
  }

  @Test
  void add_sequences_areComparedTensorByTensor() {
    Tensor one = Tensor.of(Shape.of(1), 1f);
    Tensor two = Tensor.of(Shape.of(1), 2f);
    assertThat(values(TensorSequence.of(one, two), TensorSequence.of(one, two)).equal()).isTrue();
    assertThat(values(TensorSequence.of(one, two), TensorSequence.of(one, one)).failing())
        .isEqualTo(1);
    assertThat(values(TensorSequence.of(one, two), TensorSequence.of(one)).mismatch()).isPresent();
  }

  @Test
  void add_maps_needTheSameKeysAndValues() {
    Tensor keys = Tensor.of(Shape.of(2), "a", "b");
    Tensor numbers = Tensor.of(Shape.of(2), 1f, 2f);
    TensorMap map = new TensorMap(keys, numbers);
    assertThat(values(map, new TensorMap(keys, numbers)).equal()).isTrue();
    TensorMap otherKeys = new TensorMap(Tensor.of(Shape.of(2), "b", "a"), numbers);
    assertThat(values(map, otherKeys).failing()).isEqualTo(2);
  }

  @Test
  void add_absentValues_areEqualToEachOtherOnly() {
    assertThat(values(TensorValue.absent(), TensorValue.absent()).equal()).isTrue();
    assertThat(values(TensorValue.absent(), Tensor.of(Shape.of(1), 1f)).mismatch()).isPresent();
  }

  @Test
  void add_severalCases_namesTheWorst() {
    OutputTally tally = new OutputTally("y", DataType.FP32, Tolerance.defaults());
    Tensor one = Tensor.of(Shape.of(1), 1f);
    tally.add("near", one, Tensor.of(Shape.of(1), 1.1f));
    tally.add("far", one, Tensor.of(Shape.of(1), 9f));
    tally.add("equal", one, one);
    assertThat(tally.result().worstCase()).isEqualTo("far");
    assertThat(tally.result().elements()).isEqualTo(3);
    assertThat(tally.result().maxAbsolute()).isEqualTo(8);
  }
}
