package io.lepton.tensor;

/**
 * The element type of a tensor: every datatype of the Open Inference Protocol v2, by its own name.
 *
 * <p>Unsigned integers keep their bits in the signed Java type of the same size.
 */
public enum DataType {
  /** True or false, one byte, 0 or 1. */
  BOOL(1),
  /** Unsigned 8-bit integer. */
  UINT8(1),
  /** Unsigned 16-bit integer. */
  UINT16(2),
  /** Unsigned 32-bit integer. */
  UINT32(4),
  /** Unsigned 64-bit integer. */
  UINT64(8),
  /** Signed 8-bit integer. */
  INT8(1),
  /** Signed 16-bit integer. */
  INT16(2),
  /** Signed 32-bit integer. */
  INT32(4),
  /** Signed 64-bit integer. */
  INT64(8),
  /** IEEE 754 binary16. */
  FP16(2),
  /** IEEE 754 binary32. */
  FP32(4),
  /** IEEE 754 binary64. */
  FP64(8),
  /** The upper half of a binary32. */
  BF16(2),
  /** Text or bytes of any length; the protocol's name for what ONNX calls string. */
  BYTES(0);

  private final int sizeBytes;

  DataType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  /**
   * Returns how large an element is.
   *
   * @return 1, 2, 4 or 8 bytes; 0 for BYTES, whose elements differ in length
   */
  public int sizeBytes() {
    return sizeBytes;
  }

  /**
   * Says whether elements are floating point numbers, which have a NaN.
   *
   * @return true for FP16, FP32, FP64 and BF16
   */
  public boolean isFloatingPoint() {
    return this == FP16 || this == FP32 || this == FP64 || this == BF16;
  }

  /**
   * Says whether elements are unsigned integers.
   *
   * @return true for UINT8 to UINT64
   */
  public boolean isUnsigned() {
    return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
  }
}
