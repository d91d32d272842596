package io.lepton.runtime.natives;

/**
 * A library that lies in a jar, as the jar's directory describes it. Reading that costs nothing: no
 * byte of the library is unpacked.
 *
 * @param fileName such as {@code libonnxruntime.so}
 * @param sizeBytes how long it is
 * @param crc its CRC-32
 */
record BundledLibrary(String fileName, long sizeBytes, long crc) {

  /** What tells this library from any other: two of the same name and mark have the same bytes. */
  String mark() {
    return Long.toHexString(crc) + "." + Long.toHexString(sizeBytes);
  }
}
