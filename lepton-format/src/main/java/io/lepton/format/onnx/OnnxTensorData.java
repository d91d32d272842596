package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constant tensor stored in a model: a weight, a lookup table, the value of an attribute. ONNX
 * calls it {@code TensorProto}.
 *
 * <p>The elements stay in the buffer that the model was read from and are decoded anew by each call
 * of {@link #floats}, {@link #longs} and so on. {@link #rawData} gives the bytes without a copy.
 * The elements of a tensor with {@linkplain #isExternal external data} lie in another file, which
 * this class does not read.
 *
 * <p>What the file says of type, dimensions and elements may not fit together. The methods that
 * return elements check it; {@link OnnxCheck} checks all tensors of a model at once.
 *
 * <p>Immutable and safe for use by many threads. Two are equal only if they are the same object.
 */
public final class OnnxTensorData {

  static final int DIMS = 1;
  static final int DATA_TYPE = 2;
  static final int FLOAT_DATA = 4;
  static final int INT32_DATA = 5;
  static final int STRING_DATA = 6;
  static final int INT64_DATA = 7;
  static final int NAME = 8;
  static final int RAW_DATA = 9;
  static final int DOUBLE_DATA = 10;
  static final int UINT64_DATA = 11;
  static final int EXTERNAL_DATA = 13;
  static final int DATA_LOCATION = 14;

  private static final int LOCATION_EXTERNAL = 1;

  private final ProtoMessage message;
  private final String name;
  private final int elementTypeNumber;
  private final long[] dims;
  private final boolean isExternal;
  private final Map<String, String> externalData;

  private OnnxTensorData(ProtoMessage message, Parts parts) {
    this.message = message;
    this.name = parts.name;
    this.elementTypeNumber = parts.elementTypeNumber;
    this.dims = parts.dims;
    this.isExternal = parts.isExternal;
    this.externalData = Collections.unmodifiableMap(parts.externalData);
  }

  private static final class Parts {
    String name = "";
    int elementTypeNumber;
    long[] dims = {};
    boolean isExternal;
    Map<String, String> externalData = Map.of();
  }

  static OnnxTensorData read(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    Parts parts = new Parts();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      readField(field, parts, scope);
    }
    parts.dims = ProtoArrays.longs(message, DIMS);
    return new OnnxTensorData(message, parts);
  }

  // The elements are only walked over here, so that decoding them later cannot fail.
  private static void readField(ProtoCursor field, Parts parts, ReadScope scope) {
    switch (field.number()) {
      case DIMS -> scope.count(field.varintCount(), field.start());
      case DATA_TYPE -> parts.elementTypeNumber = field.asInt();
      case NAME -> parts.name = field.asText();
      case FLOAT_DATA -> field.fixedCount(Float.BYTES);
      case DOUBLE_DATA -> field.fixedCount(Double.BYTES);
      case INT32_DATA, INT64_DATA, UINT64_DATA -> field.varintCount();
      case STRING_DATA, RAW_DATA -> field.expectContent();
      case EXTERNAL_DATA -> readExternalData(field, parts, scope);
      case DATA_LOCATION -> parts.isExternal = readLocation(field);
      default -> {}
    }
  }

  private static void readExternalData(ProtoCursor field, Parts parts, ReadScope scope) {
    if (parts.externalData.isEmpty()) {
      parts.externalData = new LinkedHashMap<>();
    }
    StringEntries.read(field.asMessage(), scope, parts.externalData);
  }

  // Protobuf takes an unknown value for no value at all, and the one before it stays in force: a
  // reader could be told one thing and the next reader another.
  private static boolean readLocation(ProtoCursor field) {
    int location = field.asInt();
    if (location != 0 && location != LOCATION_EXTERNAL) {
      throw field.malformed("needs data location 0 or 1, got " + location);
    }
    return location == LOCATION_EXTERNAL;
  }

  /**
   * Returns a FLOAT tensor.
   *
   * @param name the name; empty for the value of an attribute
   * @param shape the dimensions, all known
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static OnnxTensorData of(String name, Shape shape, float... values) {
    ProtoWriter writer = header(name, OnnxElementType.FLOAT, shape, values.length, Float.BYTES);
    writer.block(RAW_DATA, values.length * Float.BYTES).asFloatBuffer().put(values);
    return ofWritten(writer);
  }

  /**
   * Returns a DOUBLE tensor.
   *
   * @param name the name; empty for the value of an attribute
   * @param shape the dimensions, all known
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static OnnxTensorData of(String name, Shape shape, double... values) {
    ProtoWriter writer = header(name, OnnxElementType.DOUBLE, shape, values.length, Double.BYTES);
    writer.block(RAW_DATA, values.length * Double.BYTES).asDoubleBuffer().put(values);
    return ofWritten(writer);
  }

  /**
   * Returns an INT32 tensor.
   *
   * @param name the name; empty for the value of an attribute
   * @param shape the dimensions, all known
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static OnnxTensorData of(String name, Shape shape, int... values) {
    ProtoWriter writer = header(name, OnnxElementType.INT32, shape, values.length, Integer.BYTES);
    writer.block(RAW_DATA, values.length * Integer.BYTES).asIntBuffer().put(values);
    return ofWritten(writer);
  }

  /**
   * Returns an INT64 tensor.
   *
   * @param name the name; empty for the value of an attribute
   * @param shape the dimensions, all known
   * @param values the elements, row-major; copied
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static OnnxTensorData of(String name, Shape shape, long... values) {
    ProtoWriter writer = header(name, OnnxElementType.INT64, shape, values.length, Long.BYTES);
    writer.block(RAW_DATA, values.length * Long.BYTES).asLongBuffer().put(values);
    return ofWritten(writer);
  }

  /**
   * Returns a STRING tensor.
   *
   * @param name the name; empty for the value of an attribute
   * @param shape the dimensions, all known
   * @param values the elements, row-major
   * @return the tensor
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static OnnxTensorData of(String name, Shape shape, String... values) {
    ProtoWriter writer = header(name, OnnxElementType.STRING, shape, values.length, 0);
    ProtoMessage message = writer.toMessage();
    List<ProtoMessage> texts = List.of(values).stream().map(ProtoMessage::ofText).toList();
    return read(flat(message.with(STRING_DATA, texts)), ReadScope.ofDefaults());
  }

  private static ProtoWriter header(
      String name, OnnxElementType type, Shape shape, int count, int elementBytes) {
    if (shape.elementCount() != count) {
      throw new IllegalArgumentException(
          "A tensor %s %s needs %d values, got %d"
              .formatted(type, shape, shape.elementCount(), count));
    }
    int dataBytes = Math.multiplyExact(count, elementBytes);
    ProtoWriter writer = new ProtoWriter(Math.addExact(dataBytes, 256));
    for (long dim : shape.toArray()) {
      writer.varint(DIMS, dim);
    }
    return writer.varint(DATA_TYPE, type.number()).text(NAME, name);
  }

  private static OnnxTensorData ofWritten(ProtoWriter writer) {
    return read(writer.toMessage(), ReadScope.ofDefaults());
  }

  private static ProtoMessage flat(ProtoMessage message) {
    return ProtoMessage.of(ByteBuffer.wrap(message.toBytes()));
  }

  /**
   * Returns the name.
   *
   * @return the name of the value that this tensor initializes; often empty in an attribute
   */
  public String name() {
    return name;
  }

  /**
   * Returns the type of the elements.
   *
   * @return the type, {@link OnnxElementType#UNRECOGNIZED} if Lepton does not know its number
   */
  public OnnxElementType elementType() {
    return OnnxElementType.of(elementTypeNumber);
  }

  /**
   * Returns the number that the file gives for the type of the elements.
   *
   * @return ONNX's number, known to Lepton or not
   */
  public int elementTypeNumber() {
    return elementTypeNumber;
  }

  /**
   * Returns the dimensions as the file has them.
   *
   * @return a copy, outermost first; not checked, a broken file may have negative ones
   */
  public long[] dims() {
    return dims.clone();
  }

  /**
   * Returns the dimensions.
   *
   * @return the shape, all dimensions known
   * @throws MalformedInputException if a dimension is negative
   */
  public Shape shape() {
    for (long dim : dims) {
      if (dim < 0) {
        throw malformed("needs dimensions of 0 or more, got " + dim);
      }
    }
    return Shape.of(dims);
  }

  /**
   * Returns how many elements the dimensions make.
   *
   * @return the product of the dimensions, 1 for a scalar
   * @throws MalformedInputException if a dimension is negative or the product beyond 2^63 - 1
   */
  public long elementCount() {
    Shape shape = shape();
    // Before multiplying: the other dimensions of an empty tensor may be of any size.
    for (long dim : dims) {
      if (dim == 0) {
        return 0;
      }
    }
    try {
      return shape.elementCount();
    } catch (ArithmeticException e) {
      throw malformed("needs fewer than 2^63 elements");
    }
  }

  /**
   * Says whether the elements lie in another file.
   *
   * @return true if {@link #externalData} says where
   */
  public boolean isExternal() {
    return isExternal;
  }

  /**
   * Returns where the elements of an external tensor lie.
   *
   * @return {@code location}, a path relative to the model's folder, and perhaps {@code offset} and
   *     {@code length} in bytes, and {@code checksum}; not to be trusted before {@link OnnxCheck}
   */
  public Map<String, String> externalData() {
    return externalData;
  }

  /**
   * Returns the elements as they lie in the file, if the file has them in that form.
   *
   * @return a read-only view at position 0, row-major, little-endian; nothing if the elements are
   *     text, external, or in one of the typed fields that older converters use
   */
  public Optional<ByteBuffer> rawData() {
    return TensorPayload.raw(message).map(raw -> raw.content().order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Returns the elements of a FLOAT tensor.
   *
   * @return a new array, row-major
   * @throws MalformedInputException if the tensor is of another type, external, or its elements do
   *     not fit its dimensions
   */
  public float[] floats() {
    return TensorPayload.floats(this);
  }

  /**
   * Returns the elements of a DOUBLE tensor.
   *
   * @return a new array, row-major
   * @throws MalformedInputException if the tensor is of another type, external, or its elements do
   *     not fit its dimensions
   */
  public double[] doubles() {
    return TensorPayload.doubles(this);
  }

  /**
   * Returns the elements of a tensor of integers of 8 bits or more, or of BOOL.
   *
   * @return a new array, row-major; an unsigned 64-bit integer keeps its bits
   * @throws MalformedInputException if the tensor is of another type, external, or its elements do
   *     not fit its dimensions
   */
  public long[] longs() {
    return TensorPayload.longs(this);
  }

  /**
   * Returns the elements of a STRING tensor as text.
   *
   * @return the elements, row-major
   * @throws MalformedInputException if the tensor is of another type, external, its elements do not
   *     fit its dimensions, or an element is not UTF-8
   */
  public List<String> strings() {
    return TensorPayload.strings(this);
  }

  /**
   * Returns this tensor under another name. The elements are shared, not copied.
   *
   * @param name the new name
   * @return a new tensor
   */
  public OnnxTensorData withName(String name) {
    Parts parts = new Parts();
    parts.name = name;
    parts.elementTypeNumber = elementTypeNumber;
    parts.dims = dims;
    parts.isExternal = isExternal;
    parts.externalData = externalData;
    return new OnnxTensorData(message.withText(NAME, name), parts);
  }

  /**
   * Returns this tensor with its elements in another file.
   *
   * @param location the path of the file, relative to the model's folder, with / between its parts
   * @param offsetBytes where in the file the elements begin
   * @param lengthBytes how many bytes there are
   * @return a new tensor
   */
  public OnnxTensorData withExternalData(String location, long offsetBytes, long lengthBytes) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("location", location);
    entries.put("offset", Long.toString(offsetBytes));
    entries.put("length", Long.toString(lengthBytes));
    ProtoMessage header = headOnly().varint(DATA_LOCATION, LOCATION_EXTERNAL).toMessage();
    return read(
        flat(header.with(EXTERNAL_DATA, StringEntries.write(entries))), ReadScope.ofDefaults());
  }

  /** Returns this tensor with a copy of these elements, little-endian bytes. */
  OnnxTensorData withRawData(ByteBuffer elements) {
    ProtoWriter writer = headOnly();
    writer.block(RAW_DATA, elements.remaining()).put(elements.duplicate());
    return ofWritten(writer);
  }

  private ProtoWriter headOnly() {
    ProtoWriter writer = new ProtoWriter();
    for (long dim : dims) {
      writer.varint(DIMS, dim);
    }
    return writer.varint(DATA_TYPE, elementTypeNumber).text(NAME, name);
  }

  ProtoMessage message() {
    return message;
  }

  MalformedInputException malformed(String problem) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_MODEL, "Tensor " + Quoted.of(name) + " " + problem);
  }

  /**
   * Returns name, type and dimensions, never the elements.
   *
   * @return for example {@code 'weights' FLOAT [4, 3]}
   */
  @Override
  public String toString() {
    String type =
        elementType() == OnnxElementType.UNRECOGNIZED
            ? "type " + elementTypeNumber
            : elementType().toString();
    return Quoted.of(name) + " " + type + " " + Arrays.toString(dims);
  }
}
