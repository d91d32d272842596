package io.lepton.format.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the scalar fields of one message. For one thread. */
final class ProtoWriter {

  /** The most that a tag and a number or a length take. */
  private static final int MAX_HEADER_BYTES = 15;

  private ByteBuffer bytes;

  ProtoWriter() {
    this(64);
  }

  ProtoWriter(int capacityBytes) {
    bytes = allocate(capacityBytes);
  }

  private static ByteBuffer allocate(int capacityBytes) {
    return ByteBuffer.allocate(capacityBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  ProtoWriter varint(int number, long value) {
    reserve(MAX_HEADER_BYTES);
    putTag(number, ProtoCursor.VARINT);
    putVarint(value);
    return this;
  }

  ProtoWriter fixed32(int number, float value) {
    reserve(MAX_HEADER_BYTES);
    putTag(number, ProtoCursor.FIXED32);
    bytes.putFloat(value);
    return this;
  }

  ProtoWriter bytes(int number, byte[] value) {
    block(number, value.length).put(value);
    return this;
  }

  /** Writes text, and nothing if it is empty: protobuf's default. */
  ProtoWriter text(int number, String value) {
    return value.isEmpty() ? this : bytes(number, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a length-delimited field and returns its content to be filled in, little-endian. */
  ByteBuffer block(int number, int sizeBytes) {
    reserve(Math.addExact(MAX_HEADER_BYTES, sizeBytes));
    putTag(number, ProtoCursor.LENGTH_DELIMITED);
    putVarint(sizeBytes);
    ByteBuffer content = bytes.slice(bytes.position(), sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + sizeBytes);
    return content;
  }

  ProtoMessage toMessage() {
    return ProtoMessage.of(bytes.duplicate().flip());
  }

  private void reserve(int count) {
    if (bytes.remaining() < count) {
      long doubled = Math.min(2L * bytes.capacity(), Integer.MAX_VALUE - 8);
      int needed = Math.addExact(bytes.position(), count);
      bytes = allocate(Math.max((int) doubled, needed)).put(bytes.flip());
    }
  }

  private void putTag(int number, int wireType) {
    putVarint(((long) number << 3) | wireType);
  }

  private void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  static void writeVarint(OutputStream out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) rest | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static int varintBytes(long value) {
    int significant = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
    return (significant + 6) / 7;
  }
}
