package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.ModelSource;
import io.lepton.model.NodePlacement;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which node runs where. */
class PlacementTest {

  private static final SessionOptions CPU =
      SessionOptions.defaults().withDevice(DevicePreference.require(Device.CPU));

  private static List<NodePlacement> placement(OnnxModel model) throws IOException {
    return new OnnxBackend().placement(ModelSource.of("test", model.toBytes()), CPU);
  }

  @Test
  void placement_onTheCpu_namesEveryNode() throws IOException {
    assertThat(placement(TestModels.sumAndDifference()))
        .extracting(NodePlacement::operator)
        .containsExactlyInAnyOrder("Add", "Sub");
  }

  @Test
  void placement_onTheCpu_isByItsProvider() throws IOException {
    assertThat(placement(TestModels.sumAndDifference()))
        .extracting(NodePlacement::provider)
        .containsOnly("CPUExecutionProvider");
  }

  @Test
  void placement_textInputs_takesEmptyTexts() throws IOException {
    assertThat(placement(TestModels.encoders())).isNotEmpty();
  }

  @Test
  void placement_unsignedInput_isFedInItsPlace() throws IOException {
    assertThat(placement(TestModels.identity(OnnxElementType.UINT32, 2)))
        .extracting(NodePlacement::operator)
        .contains("Cast");
  }

  @Test
  void placement_requestThatDoesNotSuit_isRefused() {
    ModelSource source = ModelSource.of("test", TestModels.sumAndDifference().toBytes());
    InferenceRequest request = InferenceRequest.of("a", Tensor.of(Shape.of(1, 2), 1f, 2f));
    assertThatThrownBy(() -> new OnnxBackend().placement(source, CPU, request))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void placement_ownRequest_isRun() throws IOException {
    ModelSource source = ModelSource.of("test", TestModels.nonZero().toBytes());
    InferenceRequest request = InferenceRequest.of("x", Tensor.of(Shape.of(3), 1f, 0f, 2f));
    assertThat(new OnnxBackend().placement(source, CPU, request))
        .extracting(NodePlacement::operator)
        .containsExactly("NonZero");
  }
}
