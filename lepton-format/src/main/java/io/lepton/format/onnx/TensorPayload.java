package io.lepton.format.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tensor. ONNX has seven places for them: one for bytes that lie as in memory,
 * and six typed ones, each of which serves several element types. Stateless.
 */
final class TensorPayload {

  private TensorPayload() {}

  static float[] floats(OnnxTensorData tensor) {
    expect(tensor, tensor.elementType() == OnnxElementType.FLOAT, "type FLOAT");
    checkPayload(tensor);
    ByteBuffer raw = littleEndian(tensor);
    if (raw == null) {
      return ProtoArrays.floats(tensor.message(), OnnxTensorData.FLOAT_DATA);
    }
    float[] values = new float[raw.remaining() / Float.BYTES];
    raw.asFloatBuffer().get(values);
    return values;
  }

  static double[] doubles(OnnxTensorData tensor) {
    expect(tensor, tensor.elementType() == OnnxElementType.DOUBLE, "type DOUBLE");
    checkPayload(tensor);
    ByteBuffer raw = littleEndian(tensor);
    if (raw == null) {
      return ProtoArrays.doubles(tensor.message(), OnnxTensorData.DOUBLE_DATA);
    }
    double[] values = new double[raw.remaining() / Double.BYTES];
    raw.asDoubleBuffer().get(values);
    return values;
  }

  static long[] longs(OnnxTensorData tensor) {
    OnnxElementType type = tensor.elementType();
    expect(tensor, isWhole(type), "a type of integers of 8 bits or more");
    checkPayload(tensor);
    ByteBuffer raw = littleEndian(tensor);
    long[] values =
        raw == null
            ? ProtoArrays.longs(tensor.message(), typedField(type))
            : rawLongs(raw, type.sizeBits() / Byte.SIZE);
    for (int i = 0; i < values.length; i++) {
      values[i] = narrow(type, values[i]);
    }
    return values;
  }

  private static boolean isWhole(OnnxElementType type) {
    return switch (type) {
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> true;
      default -> false;
    };
  }

  private static long[] rawLongs(ByteBuffer raw, int elementBytes) {
    long[] values = new long[raw.remaining() / elementBytes];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (elementBytes) {
            case 1 -> raw.get(i);
            case 2 -> raw.getShort(2 * i);
            case 4 -> raw.getInt(4 * i);
            default -> raw.getLong(8 * i);
          };
    }
    return values;
  }

  // Both places widen to 64 bits: raw bytes with a sign, typed fields as the writer pleased.
  private static long narrow(OnnxElementType type, long value) {
    return switch (type) {
      case INT8 -> (byte) value;
      case INT16 -> (short) value;
      case INT32 -> (int) value;
      case UINT8 -> value & 0xff;
      case UINT16 -> value & 0xffff;
      case UINT32 -> value & 0xffffffffL;
      case BOOL -> value == 0 ? 0 : 1;
      default -> value;
    };
  }

  static List<String> strings(OnnxTensorData tensor) {
    expect(tensor, tensor.elementType() == OnnxElementType.STRING, "type STRING");
    checkPayload(tensor);
    return ProtoArrays.texts(tensor.message(), OnnxTensorData.STRING_DATA);
  }

  private static void expect(OnnxTensorData tensor, boolean isExpected, String expected) {
    if (!isExpected) {
      throw tensor.malformed("needs " + expected + ", got " + typeName(tensor));
    }
    if (tensor.isExternal()) {
      throw tensor.malformed("needs elements of its own, they lie in external data");
    }
  }

  private static String typeName(OnnxTensorData tensor) {
    return tensor.elementType() + " (number " + tensor.elementTypeNumber() + ")";
  }

  static Optional<ProtoMessage> raw(ProtoMessage message) {
    ProtoMessage raw = null;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      raw = field.number() == OnnxTensorData.RAW_DATA ? field.asMessage() : raw;
    }
    return Optional.ofNullable(raw);
  }

  private static @Nullable ByteBuffer littleEndian(OnnxTensorData tensor) {
    return raw(tensor.message())
        .map(raw -> raw.content().order(ByteOrder.LITTLE_ENDIAN))
        .orElse(null);
  }

  /**
   * Checks that type, dimensions and elements of a tensor that has its elements itself fit
   * together. A type that Lepton does not know is left to the runtime.
   *
   * @throws io.lepton.MalformedInputException if they do not
   */
  static void checkPayload(OnnxTensorData tensor) {
    long elements = tensor.elementCount();
    Optional<ProtoMessage> raw = raw(tensor.message());
    switch (tensor.elementType()) {
      case UNRECOGNIZED -> {}
      case UNDEFINED -> checkEmpty(tensor, raw);
      case STRING -> checkStrings(tensor, elements, raw);
      default -> checkNumbers(tensor, elements, raw);
    }
  }

  // Some operators have attributes whose default is a tensor of no type: it stands for "not given".
  private static void checkEmpty(OnnxTensorData tensor, Optional<ProtoMessage> raw) {
    if (raw.isPresent()) {
      throw tensor.malformed("needs an element type, got none");
    }
  }

  private static void checkStrings(
      OnnxTensorData tensor, long elements, Optional<ProtoMessage> raw) {
    if (raw.isPresent()) {
      throw tensor.malformed("of type STRING needs its elements as text, got raw bytes");
    }
    checkCount(
        tensor, elements, ProtoArrays.count(tensor.message(), OnnxTensorData.STRING_DATA), "");
  }

  private static void checkNumbers(
      OnnxTensorData tensor, long elements, Optional<ProtoMessage> raw) {
    if (raw.isPresent()) {
      checkCount(tensor, sizeBytes(tensor), raw.get().sizeBytes(), " bytes");
    } else {
      checkCount(tensor, expectedCount(tensor.elementType(), elements), typedCount(tensor), "");
    }
  }

  private static void checkCount(OnnxTensorData tensor, long expected, long found, String unit) {
    if (expected != found) {
      throw tensor.malformed(
          "%s %s needs %d%s of elements, got %d"
              .formatted(tensor.elementType(), tensor.shape(), expected, unit, found));
    }
  }

  /**
   * Returns how much memory the elements take, if they are numbers of a known type.
   *
   * @return bytes
   * @throws io.lepton.MalformedInputException if it is 2^63 bytes or more
   */
  static long sizeBytes(OnnxTensorData tensor) {
    int bits = tensor.elementType().sizeBits();
    long elements = tensor.elementCount();
    try {
      return bits >= Byte.SIZE
          ? Math.multiplyExact(elements, bits / Byte.SIZE)
          : groups(elements, Byte.SIZE / bits);
    } catch (ArithmeticException e) {
      throw tensor.malformed("needs fewer than 2^63 bytes");
    }
  }

  // How many values a typed field has for a number of elements: small ones share a value.
  private static long expectedCount(OnnxElementType type, long elements) {
    return switch (type) {
      case COMPLEX64, COMPLEX128 -> elements > Long.MAX_VALUE / 2 ? -1 : 2 * elements;
      case UINT4, INT4, FLOAT4E2M1 -> groups(elements, 2);
      case UINT2, INT2 -> groups(elements, 4);
      default -> elements;
    };
  }

  private static long groups(long elements, int groupSize) {
    return elements / groupSize + (elements % groupSize == 0 ? 0 : 1);
  }

  private static long typedCount(OnnxTensorData tensor) {
    int field = typedField(tensor.elementType());
    return switch (field) {
      case OnnxTensorData.FLOAT_DATA ->
          ProtoArrays.fixedCount(tensor.message(), field, Float.BYTES);
      case OnnxTensorData.DOUBLE_DATA ->
          ProtoArrays.fixedCount(tensor.message(), field, Double.BYTES);
      default -> ProtoArrays.varintCount(tensor.message(), field);
    };
  }

  private static int typedField(OnnxElementType type) {
    return switch (type) {
      case FLOAT, COMPLEX64 -> OnnxTensorData.FLOAT_DATA;
      case DOUBLE, COMPLEX128 -> OnnxTensorData.DOUBLE_DATA;
      case INT64 -> OnnxTensorData.INT64_DATA;
      case UINT32, UINT64 -> OnnxTensorData.UINT64_DATA;
      default -> OnnxTensorData.INT32_DATA;
    };
  }
}
