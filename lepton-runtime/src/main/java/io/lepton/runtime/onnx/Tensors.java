package io.lepton.runtime.onnx;

import io.lepton.model.InvalidRequestException;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.List;

/** Makes tensors for the inputs of a request. Stateless. */
final class Tensors {

  private Tensors() {}

  static Tensor allocate(String input, DataType type, Shape shape) {
    try {
      return Tensor.allocate(type, shape);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidRequestException(
          List.of("Input %s needs at most 2 GiB, got %s %s".formatted(input, type, shape)));
    }
  }
}
