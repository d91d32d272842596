package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what models answer, bit by bit. */
final class Outputs {

  private Outputs() {}

  static Map<String, Tensor> infer(InferenceSession session, Map<String, Tensor> inputs) {
    return session.infer(InferenceRequest.of(inputs)).outputs();
  }

  /** Runs a binding twice and reads its outputs, codes replaced by their texts. */
  static Map<String, Tensor> bound(InferenceSession session, Map<String, Tensor> inputs) {
    Map<String, Shape> shapes = new HashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    try (BoundInference bound = session.bind(shapes)) {
      for (int i = 0; i < 2; i++) {
        inputs.forEach((name, tensor) -> set(bound, name, tensor));
        bound.run();
      }
      Map<String, Tensor> outputs = new HashMap<>();
      session
          .metadata()
          .outputs()
          .forEach(spec -> outputs.put(spec.name(), read(bound, spec.name())));
      return outputs;
    }
  }

  private static void set(BoundInference bound, String name, Tensor tensor) {
    Optional<BoundInference.TextCodes> codes = bound.inputCodes(name);
    if (tensor.type() != DataType.BYTES) {
      bound.input(name).data().put(tensor.data());
    } else if (codes.isEmpty()) {
      bound.setText(name, tensor);
    } else {
      int[] coded = new int[tensor.size()];
      for (int i = 0; i < coded.length; i++) {
        coded[i] = codes.get().vocabulary().codeOf(tensor.text(i));
      }
      bound.setCodes(name, coded);
    }
  }

  private static Tensor read(BoundInference bound, String name) {
    Tensor output = bound.output(name);
    Optional<Vocabulary> codes = bound.outputCodes(name);
    return codes.isEmpty() ? output : TextTensors.decode(codes.get(), output);
  }

  static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected, String what) {
    assertThat(actual.keySet()).as(what).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((name, tensor) -> assertSame(actual.get(name), tensor, what + " " + name));
  }

  private static void assertSame(Tensor actual, Tensor expected, String what) {
    assertThat(actual.toString()).as(what).isEqualTo(expected.toString());
    if (expected.type() == DataType.BYTES) {
      assertThat(actual.toStrings()).as(what).isEqualTo(expected.toStrings());
    } else {
      assertThat(bytes(actual)).as(what).isEqualTo(bytes(expected));
    }
  }

  private static byte[] bytes(Tensor tensor) {
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }
}
