package io.lepton.format.onnx;

import io.lepton.MalformedInputException;

/**
 * Checks that the elements of a sparse tensor lie inside it. A runtime makes it dense, and writes
 * each element to where its index says. Stateless.
 */
final class SparseCheck {

  private SparseCheck() {}

  /**
   * Checks one sparse tensor, of which values and indices were checked on their own.
   *
   * @throws MalformedInputException naming the tensor
   */
  static void check(OnnxSparseTensorData tensor) {
    OnnxTensorData values = tensor.values();
    if (values.dims().length != 1) {
      throw values.malformed("needs 1 dimension for its elements, got " + values.dims().length);
    }
    long[] dims = tensor.dims();
    long size = size(values, dims);
    OnnxTensorData indices = tensor.indices();
    if (indices.elementType() != OnnxElementType.INT64) {
      throw values.malformed("needs INT64 indices, got " + indices.elementType());
    }
    // External ones cannot be read here: the runtime is left to look at them.
    if (!indices.isExternal()) {
      checkIndices(values, indices, dims, size);
    }
  }

  private static long size(OnnxTensorData values, long[] dims) {
    long size = 1;
    for (long dim : dims) {
      if (dim < 0 || dim != 0 && size > Integer.MAX_VALUE / dim) {
        throw values.malformed("needs fewer than 2^31 elements when dense");
      }
      size *= dim;
    }
    return size;
  }

  private static void checkIndices(
      OnnxTensorData values, OnnxTensorData indices, long[] dims, long size) {
    long count = values.dims()[0];
    long[] shape = indices.dims();
    boolean isFlat = shape.length == 1 && shape[0] == count;
    boolean isRows = shape.length == 2 && shape[0] == count && shape[1] == dims.length;
    if (!isFlat && !isRows) {
      throw values.malformed("needs an index for each of its %d elements".formatted(count));
    }
    long[] numbers = indices.longs();
    for (int i = 0; i < numbers.length; i++) {
      long bound = isFlat ? size : dims[i % dims.length];
      if (numbers[i] < 0 || numbers[i] >= bound) {
        throw values.malformed("has an index outside of it, the number %d".formatted(i));
      }
    }
  }
}
