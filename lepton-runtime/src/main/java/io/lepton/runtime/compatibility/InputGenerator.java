package io.lepton.runtime.compatibility;

import io.lepton.model.BoundInference.TextCodes;
import io.lepton.model.InferenceRequest;
import io.lepton.model.ModelMetadata;
import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorMap;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import io.lepton.tensor.ValueForm;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes one request from what a model says of its inputs. For one thread. */
final class InputGenerator {

  private static final int MOST_WHOLE = 10;
  private static final int NUMERALS = 100;
  private static final int ONE_UNKNOWN_IN = 8;
  private static final String UNKNOWN = "~unknown~";

  private final RandomGenerator random;
  private final long rows;
  private final long otherSize;
  private final Map<String, Long> sizes;
  private final Map<String, TextCodes> texts;

  InputGenerator(
      RandomGenerator random,
      long rows,
      long otherSize,
      Map<String, Long> sizes,
      Map<String, TextCodes> texts) {
    this.random = random;
    this.rows = rows;
    this.otherSize = otherSize;
    this.sizes = new HashMap<>(sizes);
    this.texts = texts;
  }

  /** Says whether an input has an open first dimension. */
  static boolean isBatched(ModelMetadata model) {
    return model.inputs().stream()
        .anyMatch(each -> each.shape().rank() > 0 && each.shape().dimension(0) == Shape.ANY);
  }

  InferenceRequest request(ModelMetadata model) {
    // Batch dimensions first: their symbol may stand elsewhere, too.
    model.inputs().forEach(this::nameBatch);
    Map<String, TensorValue> inputs = new LinkedHashMap<>();
    for (TensorSpec input : model.inputs()) {
      inputs.put(input.name(), value(input));
    }
    return InferenceRequest.of(inputs);
  }

  private TensorValue value(TensorSpec input) {
    if (input.form().isSequence()) {
      return TensorSequence.of(tensor(input, shape(input)), tensor(input, shape(input)));
    }
    return input.form().isMap() ? map(input) : tensor(input, shape(input));
  }

  private TensorMap map(TensorSpec input) {
    Tensor keys =
        input.form() == ValueForm.MAP_BY_TEXT
            ? Tensor.of(Shape.of(3), "0", "1", "2")
            : Tensor.of(Shape.of(3), 0L, 1L, 2L);
    return new TensorMap(keys, tensor(input, keys.shape()));
  }

  private void nameBatch(TensorSpec input) {
    if (isOpen(input, 0) && !input.symbols().get(0).isEmpty()) {
      sizes.putIfAbsent(input.symbols().get(0), rows);
    }
  }

  private static boolean isOpen(TensorSpec input, int axis) {
    return axis < input.shape().rank() && input.shape().dimension(axis) == Shape.ANY;
  }

  private Shape shape(TensorSpec input) {
    long[] dimensions = input.shape().toArray();
    for (int axis = 0; axis < dimensions.length; axis++) {
      if (isOpen(input, axis)) {
        dimensions[axis] =
            sizes.getOrDefault(input.symbols().get(axis), axis == 0 ? rows : otherSize);
      }
    }
    return Shape.of(dimensions);
  }

  private Tensor tensor(TensorSpec input, Shape shape) {
    if (input.type() == DataType.BYTES) {
      return text(input, shape);
    }
    Tensor tensor = Tensor.allocate(input.type(), shape);
    for (int i = 0; i < tensor.size(); i++) {
      put(input.type(), tensor.data(), i);
    }
    return tensor;
  }

  private void put(DataType type, ByteBuffer memory, int element) {
    int at = element * type.sizeBytes();
    switch (type) {
      case FP64 -> memory.putDouble(at, random.nextGaussian());
      case FP32 -> memory.putFloat(at, (float) random.nextGaussian());
      case FP16 -> memory.putShort(at, HalfPrecision.floatToFp16((float) random.nextGaussian()));
      case BF16 -> memory.putShort(at, HalfPrecision.floatToBf16((float) random.nextGaussian()));
      case BOOL -> memory.put(at, (byte) random.nextInt(2));
      default -> putWhole(memory, at, type.sizeBytes(), random.nextInt(MOST_WHOLE));
    }
  }

  private static void putWhole(ByteBuffer memory, int at, int sizeBytes, int value) {
    switch (sizeBytes) {
      case 1 -> memory.put(at, (byte) value);
      case 2 -> memory.putShort(at, (short) value);
      case 4 -> memory.putInt(at, value);
      default -> memory.putLong(at, value);
    }
  }

  private Tensor text(TensorSpec input, Shape shape) {
    TextCodes choice = texts.get(input.name());
    String[] elements = new String[Math.toIntExact(shape.elementCount())];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = choice == null ? Integer.toString(random.nextInt(NUMERALS)) : known(choice);
    }
    return Tensor.of(shape, elements);
  }

  private String known(TextCodes choice) {
    int size = choice.vocabulary().size();
    if (size == 0 || (choice.acceptsUnknown() && random.nextInt(ONE_UNKNOWN_IN) == 0)) {
      return UNKNOWN;
    }
    return choice.vocabulary().terms().get(random.nextInt(size));
  }
}
