package io.lepton.runtime.compatibility;

import io.lepton.model.BoundInference;
import io.lepton.model.BoundInference.TextCodes;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.ValueForm;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the texts that a model knows. */
final class KnownTexts {

  private KnownTexts() {}

  /** Returns the vocabularies of the inputs that have one. */
  static Map<String, TextCodes> of(InferenceSession session) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    boolean hasText = false;
    boolean isBindable = true;
    for (TensorSpec input : session.metadata().inputs()) {
      shapes.put(input.name(), smallest(input.shape()));
      hasText |= input.type() == DataType.BYTES;
      isBindable &= input.form() == ValueForm.TENSOR;
    }
    return hasText && isBindable ? bound(session, shapes) : Map.of();
  }

  private static Map<String, TextCodes> bound(InferenceSession session, Map<String, Shape> shapes) {
    Map<String, TextCodes> texts = new LinkedHashMap<>();
    try (BoundInference bound = session.bind(shapes)) {
      for (String input : shapes.keySet()) {
        bound.inputCodes(input).ifPresent(codes -> texts.put(input, codes));
      }
    }
    return texts;
  }

  private static Shape smallest(Shape shape) {
    Shape fixed = shape;
    for (int axis = 0; axis < shape.rank(); axis++) {
      fixed = shape.dimension(axis) == Shape.ANY ? fixed.with(axis, 1) : fixed;
    }
    return fixed;
  }
}
