package io.lepton.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A typed, shaped block of elements, row-major. A tensor stores; it does not compute.
 *
 * <p>Numbers lie in direct memory in the machine's byte order, which a native runtime reads in
 * place. BYTES elements are byte arrays.
 *
 * <p><b>Threads.</b> Reading is safe from many threads as long as nobody writes through {@link
 * #data()}.
 */
public final class Tensor implements TensorValue {

  private static final byte[][] NO_ELEMENTS = new byte[0][];
  private static final ByteBuffer NO_DATA = ByteBuffer.allocateDirect(0);

  private final DataType type;
  private final Shape shape;
  private final int size;
  private final ByteBuffer data;
  private final byte[][] elements;

  private Tensor(DataType type, Shape shape, int size, ByteBuffer data, byte[][] elements) {
    this.type = type;
    this.shape = shape;
    this.size = size;
    this.data = data;
    this.elements = elements;
  }

  /**
   * Makes a tensor of zeros in fresh direct memory.
   *
   * @param type the element type; not BYTES
   * @param shape the dimensions, all known
   * @return the tensor
   * @throws IllegalArgumentException if the type is BYTES, a dimension is open, or the tensor would
   *     have 2 GiB or more
   */
  public static Tensor allocate(DataType type, Shape shape) {
    int bytes = sizeBytes(type, shape);
    return of(type, shape, ByteBuffer.allocateDirect(bytes), bytes);
  }

  /**
   * Makes a tensor over memory that exists already.
   *
   * @param type the element type; not BYTES
   * @param shape the dimensions, all known
   * @param memory direct memory in native byte order whose first bytes are the elements; shared,
   *     not copied
   * @return the tensor
   * @throws IllegalArgumentException if the type is BYTES, a dimension is open, or the memory is
   *     not direct or too small
   */
  public static Tensor wrap(DataType type, Shape shape, ByteBuffer memory) {
    int bytes = sizeBytes(type, shape);
    if (!memory.isDirect() || memory.capacity() < bytes) {
      throw new IllegalArgumentException(
          "A tensor %s %s needs %d bytes of direct memory, got %d bytes%s"
              .formatted(
                  type, shape, bytes, memory.capacity(), memory.isDirect() ? "" : " of heap"));
    }
    return of(type, shape, memory.duplicate().clear().limit(bytes).slice(), bytes);
  }

  private static Tensor of(DataType type, Shape shape, ByteBuffer own, int bytes) {
    ByteBuffer data = own.order(ByteOrder.nativeOrder());
    return new Tensor(type, shape, bytes / type.sizeBytes(), data, NO_ELEMENTS);
  }

  private static int sizeBytes(DataType type, Shape shape) {
    if (type == DataType.BYTES) {
      throw new IllegalArgumentException("BYTES elements have no fixed size: use Tensor.ofBytes");
    }
    long count = elementCount(type, shape);
    if (count > Integer.MAX_VALUE / type.sizeBytes()) {
      throw new IllegalArgumentException(
          "A tensor must be smaller than 2 GiB, %s %s has %d elements of %d bytes"
              .formatted(type, shape, count, type.sizeBytes()));
    }
    return (int) count * type.sizeBytes();
  }

  private static long elementCount(DataType type, Shape shape) {
    if (!shape.isFixed()) {
      throw new IllegalArgumentException(
          "A tensor needs known dimensions, got %s %s".formatted(type, shape));
    }
    try {
      return shape.elementCount();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "A tensor must be smaller than 2 GiB, got %s %s".formatted(type, shape), e);
    }
  }

  /**
   * Makes an FP32 tensor.
   *
   * @param shape the dimensions
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor of(Shape shape, float... values) {
    Tensor tensor = allocateFor(DataType.FP32, shape, values.length);
    tensor.data().asFloatBuffer().put(values);
    return tensor;
  }

  /**
   * Makes an FP64 tensor.
   *
   * @param shape the dimensions
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor of(Shape shape, double... values) {
    Tensor tensor = allocateFor(DataType.FP64, shape, values.length);
    tensor.data().asDoubleBuffer().put(values);
    return tensor;
  }

  /**
   * Makes an INT32 tensor.
   *
   * @param shape the dimensions
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor of(Shape shape, int... values) {
    Tensor tensor = allocateFor(DataType.INT32, shape, values.length);
    tensor.data().asIntBuffer().put(values);
    return tensor;
  }

  /**
   * Makes an INT64 tensor.
   *
   * @param shape the dimensions
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor of(Shape shape, long... values) {
    Tensor tensor = allocateFor(DataType.INT64, shape, values.length);
    tensor.data().asLongBuffer().put(values);
    return tensor;
  }

  /**
   * Makes a BYTES tensor of text.
   *
   * @param shape the dimensions
   * @param values the elements, row-major
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor of(Shape shape, String... values) {
    byte[][] elements = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      elements[i] = values[i].getBytes(StandardCharsets.UTF_8);
    }
    return ofBytes(shape, elements);
  }

  /**
   * Makes a BYTES tensor.
   *
   * @param shape the dimensions
   * @param values the elements, row-major; the arrays are shared, not copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor ofBytes(Shape shape, byte[]... values) {
    checkCount(DataType.BYTES, shape, values.length);
    return new Tensor(DataType.BYTES, shape, values.length, NO_DATA, values.clone());
  }

  private static Tensor allocateFor(DataType type, Shape shape, int count) {
    checkCount(type, shape, count);
    return allocate(type, shape);
  }

  private static void checkCount(DataType type, Shape shape, int count) {
    long needed = elementCount(type, shape);
    if (needed != count) {
      throw new IllegalArgumentException(
          "A tensor %s %s needs %d values, got %d".formatted(type, shape, needed, count));
    }
  }

  /**
   * Returns the element type.
   *
   * @return the type
   */
  public DataType type() {
    return type;
  }

  /**
   * Returns the dimensions.
   *
   * @return the shape, all dimensions known
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns how many elements there are.
   *
   * @return the product of the dimensions
   */
  public int size() {
    return size;
  }

  /**
   * Returns the memory of a tensor of numbers.
   *
   * @return a new view at position 0, direct, in native byte order; writes go to the tensor
   * @throws IllegalStateException if the tensor is of type BYTES
   */
  public ByteBuffer data() {
    if (type == DataType.BYTES) {
      throw new IllegalStateException("A BYTES tensor has elements of its own: use bytes(index)");
    }
    return data.duplicate().order(ByteOrder.nativeOrder());
  }

  /**
   * Returns an element of a BYTES tensor.
   *
   * @param index the element, row-major, from 0
   * @return the bytes themselves, not a copy
   * @throws IllegalStateException if the tensor is of another type
   */
  public byte[] bytes(int index) {
    if (type != DataType.BYTES) {
      throw new IllegalStateException("Only a BYTES tensor has bytes, this one is " + type);
    }
    return elements[index];
  }

  /**
   * Returns an element of a BYTES tensor as text.
   *
   * @param index the element, row-major, from 0
   * @return the UTF-8 text
   * @throws IllegalStateException if the tensor is of another type
   */
  public String text(int index) {
    return new String(bytes(index), StandardCharsets.UTF_8);
  }

  /**
   * Returns an element as a double.
   *
   * @param index the element, row-major, from 0
   * @return its value; rounded for 64-bit integers beyond 2^53
   * @throws IllegalStateException if the tensor is of type BYTES
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public double getDouble(int index) {
    Objects.checkIndex(index, size);
    return switch (type) {
      case FP32 -> data.getFloat(index * 4);
      case FP64 -> data.getDouble(index * 8);
      case FP16 -> HalfPrecision.fp16ToFloat(data.getShort(index * 2));
      case BF16 -> HalfPrecision.bf16ToFloat(data.getShort(index * 2));
      case UINT64 -> unsignedToDouble(data.getLong(index * 8));
      default -> getLong(index);
    };
  }

  // Halving keeps the lowest bit sticky, so that the rounding of the conversion stays right.
  private static double unsignedToDouble(long bits) {
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }

  /**
   * Returns an element of a tensor of integers or bools, exactly.
   *
   * @param index the element, row-major, from 0
   * @return its value; the bits of an unsigned 64-bit integer
   * @throws IllegalStateException if the tensor is of another type
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public long getLong(int index) {
    Objects.checkIndex(index, size);
    return switch (type) {
      case BOOL, INT8 -> data.get(index);
      case UINT8 -> data.get(index) & 0xffL;
      case INT16 -> data.getShort(index * 2);
      case UINT16 -> data.getShort(index * 2) & 0xffffL;
      case INT32 -> data.getInt(index * 4);
      case UINT32 -> data.getInt(index * 4) & 0xffffffffL;
      case INT64, UINT64 -> data.getLong(index * 8);
      default -> throw new IllegalStateException("A tensor of " + type + " has no whole numbers");
    };
  }

  /**
   * Returns all elements as floats.
   *
   * @return a new array, row-major; rounded where a float cannot hold the value
   * @throws IllegalStateException if the tensor is of type BYTES
   */
  public float[] toFloats() {
    float[] values = new float[size];
    if (type == DataType.FP32) {
      data().asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < size; i++) {
      values[i] = (float) getDouble(i);
    }
    return values;
  }

  /**
   * Returns all elements of a tensor of integers or bools, exactly.
   *
   * @return a new array, row-major
   * @throws IllegalStateException if the tensor is of another type
   */
  public long[] toLongs() {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = getLong(i);
    }
    return values;
  }

  /**
   * Returns all elements of a BYTES tensor as text.
   *
   * @return a new array, row-major
   * @throws IllegalStateException if the tensor is of another type
   */
  public String[] toStrings() {
    String[] values = new String[size];
    for (int i = 0; i < size; i++) {
      values[i] = text(i);
    }
    return values;
  }

  /**
   * Returns type and shape, never the elements.
   *
   * @return for example {@code FP32 [1, 4]}
   */
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
