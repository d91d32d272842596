package io.lepton.format.onnx;

import io.lepton.tensor.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a tensor's elements, with the numbers and names of ONNX ({@code
 * TensorProto.DataType}, up to IR version 14).
 */
public enum OnnxElementType {
  /** No type is given. */
  UNDEFINED(0, 0, null),
  /** IEEE 754 binary32. */
  FLOAT(1, 32, DataType.FP32),
  /** Unsigned 8-bit integer. */
  UINT8(2, 8, DataType.UINT8),
  /** Signed 8-bit integer. */
  INT8(3, 8, DataType.INT8),
  /** Unsigned 16-bit integer. */
  UINT16(4, 16, DataType.UINT16),
  /** Signed 16-bit integer. */
  INT16(5, 16, DataType.INT16),
  /** Signed 32-bit integer. */
  INT32(6, 32, DataType.INT32),
  /** Signed 64-bit integer. */
  INT64(7, 64, DataType.INT64),
  /** Text or bytes of any length. */
  STRING(8, 0, DataType.BYTES),
  /** True or false, one byte. */
  BOOL(9, 8, DataType.BOOL),
  /** IEEE 754 binary16. */
  FLOAT16(10, 16, DataType.FP16),
  /** IEEE 754 binary64. */
  DOUBLE(11, 64, DataType.FP64),
  /** Unsigned 32-bit integer. */
  UINT32(12, 32, DataType.UINT32),
  /** Unsigned 64-bit integer. */
  UINT64(13, 64, DataType.UINT64),
  /** Two binary32, real part first. */
  COMPLEX64(14, 64, null),
  /** Two binary64, real part first. */
  COMPLEX128(15, 128, null),
  /** The upper half of a binary32. */
  BFLOAT16(16, 16, DataType.BF16),
  /** 8-bit float of 4 exponent and 3 fraction bits, without infinity. */
  FLOAT8E4M3FN(17, 8, null),
  /** 8-bit float of 4 exponent and 3 fraction bits, without infinity and negative zero. */
  FLOAT8E4M3FNUZ(18, 8, null),
  /** 8-bit float of 5 exponent and 2 fraction bits. */
  FLOAT8E5M2(19, 8, null),
  /** 8-bit float of 5 exponent and 2 fraction bits, without infinity and negative zero. */
  FLOAT8E5M2FNUZ(20, 8, null),
  /** Unsigned 4-bit integer, two a byte, the lower half first. */
  UINT4(21, 4, null),
  /** Signed 4-bit integer, two a byte, the lower half first. */
  INT4(22, 4, null),
  /** 4-bit float of 2 exponent and 1 fraction bits, two a byte, the lower half first. */
  FLOAT4E2M1(23, 4, null),
  /** 8-bit power of two: exponent only. */
  FLOAT8E8M0(24, 8, null),
  /** Unsigned 2-bit integer, four a byte, the lowest bits first. */
  UINT2(25, 2, null),
  /** Signed 2-bit integer, four a byte, the lowest bits first. */
  INT2(26, 2, null),
  /** A number that ONNX gave a meaning to after this release of Lepton, or that has none. */
  UNRECOGNIZED(-1, 0, null);

  private static final OnnxElementType[] VALUES = values();

  private final int number;
  private final int sizeBits;
  private final @Nullable DataType dataType;

  OnnxElementType(int number, int sizeBits, @Nullable DataType dataType) {
    this.number = number;
    this.sizeBits = sizeBits;
    this.dataType = dataType;
  }

  /**
   * Returns the type of a number in a file.
   *
   * @param number ONNX's number
   * @return the type, {@link #UNRECOGNIZED} if there is none of this number
   */
  public static OnnxElementType of(int number) {
    return number >= 0 && number < VALUES.length - 1 ? VALUES[number] : UNRECOGNIZED;
  }

  /**
   * Returns the type that holds the elements of a Lepton tensor.
   *
   * @param type the type of the tensor
   * @return the type of the same elements in ONNX
   */
  public static OnnxElementType of(DataType type) {
    for (OnnxElementType candidate : VALUES) {
      if (candidate.dataType == type) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("ONNX has no elements of type " + type);
  }

  /**
   * Returns ONNX's number for this type.
   *
   * @return 0 or more; -1 for {@link #UNRECOGNIZED}
   */
  public int number() {
    return number;
  }

  /**
   * Returns how large an element is.
   *
   * @return 2 to 128 bits; 0 for STRING, whose elements differ in length, UNDEFINED and
   *     UNRECOGNIZED
   */
  public int sizeBits() {
    return sizeBits;
  }

  /**
   * Returns the type of a Lepton tensor of these elements.
   *
   * @return the type; nothing if a Lepton tensor cannot hold them
   */
  public Optional<DataType> dataType() {
    return Optional.ofNullable(dataType);
  }
}
