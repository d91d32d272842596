package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InferenceRequestTest {

  private static final Tensor ONE = Tensor.of(Shape.of(1), 1f);
  private static final Tensor TWO = Tensor.of(Shape.of(1), 2f);

  @Test
  void and_addsAnInputToACopy() {
    InferenceRequest request = InferenceRequest.of("a", ONE);
    assertThat(request.and("b", TWO).inputs())
        .containsExactly(Map.entry("a", ONE), Map.entry("b", TWO));
    assertThat(request.inputs()).containsOnlyKeys("a");
    assertThat(request.outputs()).isEmpty();
  }

  @Test
  void wanting_namesOutputsInOrderOnce() {
    InferenceRequest request = InferenceRequest.of("a", ONE).wanting("y", "x", "y");
    assertThat(request.outputs()).containsExactly("y", "x");
    assertThat(request.and("b", TWO).outputs()).containsExactly("y", "x");
    assertThat(request.wanting().outputs()).isEmpty();
  }

  @Test
  void of_aMap_isCopiedAndUnmodifiable() {
    Map<String, Tensor> inputs = new LinkedHashMap<>(Map.of("a", ONE));
    InferenceRequest request = InferenceRequest.of(inputs);
    inputs.put("b", TWO);
    assertThat(request.inputs()).containsOnlyKeys("a");
    assertThatThrownBy(() -> request.inputs().put("b", TWO))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void output_ofAResponse_isFoundByName() {
    InferenceResponse response = new InferenceResponse(Map.of("label", ONE));
    assertThat(response.output("label")).isSameAs(ONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> response.output("score"))
        .withMessage("No output score in the response, it has [label]");
  }

  @Test
  void metadata_inputsAndOutputs_areFoundByName() {
    TensorSpec in = TensorSpec.of("in", DataType.FP32, Shape.of(-1, 4));
    TensorSpec out = TensorSpec.of("out", DataType.INT64, Shape.of(-1));
    ModelMetadata metadata =
        new ModelMetadata("iris", "lepton", List.of(in), List.of(out), Map.of("k", "v"));
    assertThat(metadata.input("in")).contains(in);
    assertThat(metadata.output("out")).contains(out);
    assertThat(metadata.input("out")).isEmpty();
    assertThat(metadata.output("in")).isEmpty();
    assertThatThrownBy(() -> metadata.properties().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void and_valueThatIsNoTensor_isKeptApart() {
    TensorSequence sequence = TensorSequence.of(ONE, TWO);
    InferenceRequest request =
        InferenceRequest.of("a", ONE).and("s", sequence).and("none", TensorValue.absent());
    assertThat(request.inputs()).containsOnlyKeys("a");
    assertThat(request.others())
        .containsExactly(Map.entry("s", sequence), Map.entry("none", TensorValue.absent()));
    assertThat(request.wanting("y").others()).isEqualTo(request.others());
    assertThatThrownBy(() -> request.others().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void and_tensorInPlaceOfSequence_replacesIt() {
    InferenceRequest request = InferenceRequest.of("s", TensorSequence.of(ONE)).and("s", TWO);
    assertThat(request.inputs()).containsExactly(Map.entry("s", TWO));
    assertThat(request.others()).isEmpty();
  }

  @Test
  void value_ofResponse_findsWhateverItIs() {
    TensorSequence sequence = TensorSequence.of(ONE);
    InferenceResponse response = new InferenceResponse(Map.of("a", ONE), Map.of("s", sequence));
    assertThat(response.names()).containsExactly("a", "s");
    assertThat(response.value("a")).isSameAs(ONE);
    assertThat(response.value("s")).isSameAs(sequence);
    assertThatThrownBy(() -> response.output("s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Output s is no tensor but %s: use value(name)".formatted(sequence));
    assertThatThrownBy(() -> response.value("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No output b in the response, it has [a, s]");
  }
}
