package io.lepton.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorValueTest {

  private static final Tensor ONE = Tensor.of(Shape.of(1), 1f);
  private static final Tensor TWO = Tensor.of(Shape.of(2, 1), 1f, 2f);

  @Test
  void isAbsent_isTrueForTheAbsentValueAlone() {
    assertThat(TensorValue.absent().isAbsent()).isTrue();
    assertThat(TensorValue.absent()).isSameAs(TensorValue.absent());
    assertThat(ONE.isAbsent()).isFalse();
    assertThat(TensorSequence.of(ONE).isAbsent()).isFalse();
  }

  @Test
  void sequenceOf_tensorsOfOneType_keepsThemInOrder() {
    TensorSequence sequence = TensorSequence.of(ONE, TWO);
    assertThat(sequence.type()).isEqualTo(DataType.FP32);
    assertThat(sequence.size()).isEqualTo(2);
    assertThat(sequence.get(1)).isSameAs(TWO);
    assertThat(sequence).hasToString("FP32 sequence of [1], [2, 1]");
  }

  @Test
  void sequenceOf_none_hasItsType() {
    TensorSequence none = TensorSequence.of(DataType.INT64, List.of());
    assertThat(none.tensors()).isEmpty();
    assertThat(none).hasToString("INT64 sequence of none");
  }

  @Test
  void sequenceOf_listThatChangesLater_keepsItsTensors() {
    List<Tensor> tensors = new ArrayList<>(List.of(ONE));
    TensorSequence sequence = TensorSequence.of(DataType.FP32, tensors);
    tensors.add(TWO);
    assertThat(sequence.size()).isEqualTo(1);
    assertThatThrownBy(() -> sequence.tensors().add(TWO))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void sequenceOf_tensorsOfTwoTypes_isRefused() {
    Tensor other = Tensor.of(Shape.of(1), 1L);
    assertThatThrownBy(() -> TensorSequence.of(ONE, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A sequence of FP32 needs tensors of that type, tensor 1 is INT64 [1]");
  }

  @Test
  void map_ofKeysAndValues_saysItsTypesAndNeverItsElements() {
    TensorMap map = new TensorMap(Tensor.of(Shape.of(1), "secret"), ONE);
    assertThat(map.size()).isEqualTo(1);
    assertThat(map).hasToString("FP32 map of 1 by BYTES");
  }

  @Test
  void map_ofKeysOfAnotherType_isRefused() {
    assertThatThrownBy(() -> new TensorMap(ONE, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Keys need type INT64 or BYTES, got FP32");
  }

  @Test
  void map_ofAnotherNumberOfValues_isRefused() {
    Tensor keys = Tensor.of(Shape.of(2), 1L, 2L);
    assertThatThrownBy(() -> new TensorMap(keys, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Keys and values need one shape of one dimension, got [2] and [1]");
    Tensor matrix = Tensor.of(Shape.of(2, 1), 1L, 2L);
    assertThatThrownBy(() -> new TensorMap(matrix, TWO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withForm_ofSpec_isPartOfWhatItSays() {
    TensorSpec spec = TensorSpec.of("boxes", DataType.FP32, Shape.of(-1, 4));
    assertThat(spec.form()).isEqualTo(ValueForm.TENSOR);
    assertThat(spec.withForm(ValueForm.OPTIONAL_SEQUENCE))
        .hasToString("boxes OPTIONAL_SEQUENCE of FP32 [-1, 4]");
  }

  @Test
  void form_ofEachKind_saysWhatMayBeThere() {
    assertThat(ValueForm.values())
        .filteredOn(ValueForm::isOptional)
        .containsExactly(ValueForm.OPTIONAL_TENSOR, ValueForm.OPTIONAL_SEQUENCE);
    assertThat(ValueForm.values())
        .filteredOn(ValueForm::isSequence)
        .containsExactly(ValueForm.SEQUENCE, ValueForm.OPTIONAL_SEQUENCE);
    assertThat(ValueForm.values())
        .filteredOn(ValueForm::isMap)
        .containsExactly(ValueForm.MAP_BY_TEXT, ValueForm.MAP_BY_NUMBER);
  }
}
