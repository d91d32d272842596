package io.lepton.runtime.onnx;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests like a good one, but for a size or a number: one dimension of one input, all dimensions
 * of the same size, all first dimensions, or the elements of an input.
 */
final class RequestVariants {

  private static final long[] NUMBERS = {
    0, 1, -1, 2, 7, -9, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final long[] FLOATS = {0, -1};

  private final Map<String, TensorValue> good;
  private final List<Map<String, TensorValue>> all = new ArrayList<>();

  private RequestVariants(Map<String, TensorValue> good) {
    this.good = good;
  }

  static List<Map<String, TensorValue>> of(Map<String, TensorValue> good) {
    RequestVariants variants = new RequestVariants(good);
    good.forEach(variants::addVariants);
    variants.addResized(value -> value.shape().rank() > 0 ? resized(value, 0, 0) : value);
    return variants.all;
  }

  private void addVariants(String name, TensorValue value) {
    if (value instanceof Tensor tensor) {
      for (int axis = 0; axis < tensor.shape().rank(); axis++) {
        addSizes(name, tensor, axis);
      }
      add(name, filled(tensor, new long[tensor.shape().rank()]));
      if (tensor.type() != DataType.BYTES && tensor.size() > 0) {
        addNumbers(name, tensor);
      }
    }
  }

  private void addSizes(String name, Tensor tensor, int axis) {
    long size = tensor.shape().dimension(axis);
    for (long other : new long[] {0, 1, size - 1, size + 1, 3 * size}) {
      if (other >= 0 && other != size) {
        add(name, resized(tensor, axis, other));
      }
    }
    addResized(value -> resizedWhere(value, size, 0));
    addResized(value -> resizedWhere(value, size, 1));
  }

  private void addNumbers(String name, Tensor tensor) {
    for (long number : isWhole(tensor.type()) ? NUMBERS : FLOATS) {
      add(name, withNumber(tensor, number, 0, (int) tensor.size()));
      if (isWhole(tensor.type())) {
        add(name, withNumber(tensor, number, 0, 1));
        add(name, withNumber(tensor, number, (int) tensor.size() - 1, (int) tensor.size()));
      }
    }
  }

  private static boolean isWhole(DataType type) {
    return switch (type) {
      case FP32, FP64, FP16, BF16 -> false;
      default -> true;
    };
  }

  private void add(String name, Tensor other) {
    Map<String, TensorValue> variant = new LinkedHashMap<>(good);
    variant.put(name, other);
    all.add(variant);
  }

  /** Changes a tensor. */
  private interface Change {
    Tensor of(Tensor tensor);
  }

  private void addResized(Change change) {
    Map<String, TensorValue> variant = new LinkedHashMap<>();
    good.forEach(
        (name, value) ->
            variant.put(name, value instanceof Tensor tensor ? change.of(tensor) : value));
    all.add(variant);
  }

  private static Tensor resized(Tensor tensor, int axis, long size) {
    long[] dims = tensor.shape().toArray();
    dims[axis] = size;
    return filled(tensor, dims);
  }

  private static Tensor resizedWhere(Tensor tensor, long size, long other) {
    return filled(
        tensor, Arrays.stream(tensor.shape().toArray()).map(d -> d == size ? other : d).toArray());
  }

  private static Tensor filled(Tensor tensor, long[] dims) {
    Shape shape = Shape.of(dims);
    if (tensor.type() == DataType.BYTES) {
      String[] texts = new String[(int) shape.elementCount()];
      Arrays.fill(texts, "a");
      return Tensor.of(shape, texts);
    }
    Tensor filled = Tensor.allocate(tensor.type(), shape);
    ByteBuffer from = tensor.data().duplicate();
    ByteBuffer to = filled.data().duplicate();
    while (to.hasRemaining() && from.capacity() > 0) {
      from.clear().limit(Math.min(from.capacity(), to.remaining()));
      to.put(from);
    }
    return filled;
  }

  static Tensor withNumber(Tensor tensor, long number, int from, int to) {
    Tensor changed = filled(tensor, tensor.shape().toArray());
    ByteBuffer data = changed.data();
    for (int i = from; i < to; i++) {
      switch (changed.type()) {
        case FP32 -> data.putFloat(4 * i, number);
        case FP64 -> data.putDouble(8 * i, number);
        case FP16, BF16, INT16, UINT16 -> data.putShort(2 * i, (short) number);
        case INT64, UINT64 -> data.putLong(8 * i, number);
        case INT32, UINT32 -> data.putInt(4 * i, (int) number);
        default -> data.put(i, (byte) number);
      }
    }
    return changed;
  }
}
