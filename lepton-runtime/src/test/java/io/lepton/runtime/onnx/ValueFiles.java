package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the values that ONNX's own tests come with: files of one TensorProto, SequenceProto or
 * OptionalProto. What they are of is said by the model alone.
 *
 * <p>Elements of types that a Lepton tensor does not have are read as the type that Lepton gives
 * them as.
 */
final class ValueFiles {

  private ValueFiles() {}

  static TensorValue read(Path file, OnnxType type) throws IOException {
    return value(ByteBuffer.wrap(Files.readAllBytes(file)), type);
  }

  private static TensorValue value(ByteBuffer message, OnnxType type) {
    if (type instanceof OnnxType.TensorType) {
      return tensor(message);
    }
    if (type instanceof OnnxType.SequenceType sequence) {
      return sequence(message, sequence);
    }
    if (type instanceof OnnxType.OptionalType optional) {
      return optional(message, optional);
    }
    throw new IllegalArgumentException("No values of type " + type);
  }

  private static TensorValue sequence(ByteBuffer message, OnnxType.SequenceType type) {
    List<Tensor> tensors = new ArrayList<>();
    for (Field field : fields(message)) {
      if (field.number == 3) {
        tensors.add(tensor(field.content));
      }
    }
    OnnxElementType elements = ((OnnxType.TensorType) type.elementType()).elementType();
    return TensorSequence.of(elements.dataType().orElseThrow(), tensors);
  }

  private static TensorValue optional(ByteBuffer message, OnnxType.OptionalType type) {
    for (Field field : fields(message)) {
      if (field.number == 3 || field.number == 5) {
        return value(field.content, type.elementType());
      }
    }
    return TensorValue.absent();
  }

  /** A field of a message: a number, or bytes. */
  private record Field(int number, long varint, ByteBuffer content) {}

  private static List<Field> fields(ByteBuffer message) {
    ByteBuffer rest = message.duplicate();
    List<Field> fields = new ArrayList<>();
    while (rest.hasRemaining()) {
      long tag = varint(rest);
      int number = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> fields.add(new Field(number, varint(rest), ByteBuffer.allocate(0)));
        case 1 -> fields.add(new Field(number, 0, part(rest, 8)));
        case 2 -> fields.add(new Field(number, 0, part(rest, (int) varint(rest))));
        case 5 -> fields.add(new Field(number, 0, part(rest, 4)));
        default -> throw new IllegalStateException("No such wire type in " + tag);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer source) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = source.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static ByteBuffer part(ByteBuffer source, int length) {
    ByteBuffer part = source.slice(source.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    source.position(source.position() + length);
    return part;
  }

  private static final class Proto {
    final List<Long> dims = new ArrayList<>();
    final List<byte[]> texts = new ArrayList<>();
    OnnxElementType type = OnnxElementType.UNDEFINED;
    ByteBuffer raw = ByteBuffer.allocate(0);
    boolean isRaw;
    final List<Long> integers = new ArrayList<>();

    Shape shape() {
      return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static Tensor tensor(ByteBuffer message) {
    Proto proto = new Proto();
    for (Field field : fields(message)) {
      switch (field.number) {
        case 1 -> integers(field, proto.dims);
        case 2 -> proto.type = OnnxElementType.of((int) field.varint);
        case 5, 7, 11 -> integers(field, proto.integers);
        case 6 -> proto.texts.add(bytes(field.content));
        case 4, 10 -> add(proto, field.content);
        case 9 -> {
          proto.raw = field.content;
          proto.isRaw = true;
        }
        default -> {}
      }
    }
    return tensor(proto);
  }

  private static byte[] bytes(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.duplicate().get(bytes);
    return bytes;
  }

  private static void integers(Field field, List<Long> target) {
    ByteBuffer packed = field.content.duplicate();
    if (!packed.hasRemaining()) {
      target.add(field.varint);
    }
    while (packed.hasRemaining()) {
      target.add(varint(packed));
    }
  }

  private static void add(Proto proto, ByteBuffer numbers) {
    ByteBuffer all = ByteBuffer.allocate(proto.raw.remaining() + numbers.remaining());
    proto.raw = all.put(proto.raw).put(numbers.duplicate()).flip().order(ByteOrder.LITTLE_ENDIAN);
    proto.isRaw = true;
  }

  private static Tensor tensor(Proto proto) {
    if (proto.type == OnnxElementType.STRING) {
      return Tensor.ofBytes(proto.shape(), proto.texts.toArray(byte[][]::new));
    }
    if (proto.type.dataType().isPresent()) {
      Tensor tensor = Tensor.allocate(proto.type.dataType().get(), proto.shape());
      tensor.data().put(raw(proto, tensor.type().sizeBytes()));
      return tensor;
    }
    return narrow(proto);
  }

  private static ByteBuffer raw(Proto proto, int elementBytes) {
    if (proto.isRaw) {
      return proto.raw.duplicate();
    }
    ByteBuffer raw =
        ByteBuffer.allocate(proto.integers.size() * elementBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : proto.integers) {
      for (int i = 0; i < elementBytes; i++) {
        raw.put((byte) (value >>> 8 * i));
      }
    }
    return raw.flip();
  }

  private static Tensor narrow(Proto proto) {
    ByteBuffer raw = raw(proto, 1);
    int bits = proto.type.sizeBits();
    Tensor tensor = Tensor.allocate(carrier(proto.type), proto.shape());
    for (int i = 0; i < tensor.size(); i++) {
      int first = i * bits;
      int code = (raw.get(first / 8) & 0xff) >>> first % 8 & (1 << bits) - 1;
      switch (tensor.type()) {
        case UINT8 -> tensor.data().put(i, (byte) code);
        case INT8 -> tensor.data().put(i, (byte) (code << 8 - bits << 24 >> 24 >> 8 - bits));
        case FP16 -> tensor.data().putShort(2 * i, HalfPrecision.floatToFp16(decode(proto, code)));
        default -> tensor.data().putFloat(4 * i, decode(proto, code));
      }
    }
    return tensor;
  }

  private static DataType carrier(OnnxElementType type) {
    return switch (type) {
      case UINT4, UINT2 -> DataType.UINT8;
      case INT4, INT2 -> DataType.INT8;
      case FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, FLOAT4E2M1, FLOAT8E8M0 ->
          DataType.FP32;
      default -> throw new IllegalArgumentException("No Lepton tensor has elements of " + type);
    };
  }

  private static float decode(Proto proto, int code) {
    return switch (proto.type) {
      case FLOAT8E4M3FN -> (code & 0x7f) == 0x7f ? Float.NaN : small(code, 4, 3, 7);
      case FLOAT8E4M3FNUZ -> code == 0x80 ? Float.NaN : small(code, 4, 3, 8);
      case FLOAT8E5M2FNUZ -> code == 0x80 ? Float.NaN : small(code, 5, 2, 16);
      case FLOAT8E5M2 -> HalfPrecision.fp16ToFloat((short) (code << 8));
      case FLOAT4E2M1 -> small(code, 2, 1, 1);
      case FLOAT8E8M0 -> code == 0xff ? Float.NaN : (float) Math.scalb(1.0, code - 127);
      default -> throw new IllegalArgumentException("Not a float: " + proto.type);
    };
  }

  private static float small(int code, int exponentBits, int fractionBits, int bias) {
    int fraction = code & (1 << fractionBits) - 1;
    int exponent = code >>> fractionBits & (1 << exponentBits) - 1;
    int sign = (code >>> fractionBits + exponentBits) == 0 ? 1 : -1;
    int whole = exponent == 0 ? fraction : fraction + (1 << fractionBits);
    return sign * Math.scalb((float) whole, Math.max(exponent, 1) - bias - fractionBits);
  }
}
