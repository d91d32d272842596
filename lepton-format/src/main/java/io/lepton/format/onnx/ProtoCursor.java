package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one message in the order of the bytes. The content of a length-delimited
 * field is stepped over, so that a walk takes time in proportion to the number of fields, and every
 * length is checked against the end of the message before it is used.
 *
 * <p>Stricter than protobuf itself where its leniency would let two readers see two different
 * models: group wire types, field number 0 and wire types other than the expected one are refused.
 *
 * <p>The wire format is described at https://protobuf.dev/programming-guides/encoding.
 *
 * <p>For one thread.
 */
final class ProtoCursor {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private static final int MAX_VARINT_BYTES = 10;

  private final ProtoMessage message;
  private final ByteBuffer bytes;
  private final int messageEnd;
  private int position;

  private int start;
  private int number;
  private int wireType;
  private int valueStart;
  private long varint;

  ProtoCursor(ProtoMessage message, ByteBuffer bytes, int start, int end) {
    this.message = message;
    this.bytes = bytes;
    this.position = start;
    this.messageEnd = end;
  }

  /**
   * Goes to the next field.
   *
   * @return false at the end of the message
   * @throws MalformedInputException if the bytes are not a field, or the field does not end in time
   */
  boolean next() {
    if (position == messageEnd) {
      return false;
    }
    start = position;
    number = 0;
    readTag();
    valueStart = position;
    switch (wireType) {
      case VARINT -> varint = readVarint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH_DELIMITED -> skipContent();
      default -> throw malformed("needs wire type 0, 1, 2 or 5, got " + wireType);
    }
    return true;
  }

  private void readTag() {
    long tag = readVarint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw malformed("needs a number from 1 to 2^29 - 1, got " + (tag >>> 3));
    }
    number = (int) (tag >>> 3);
    wireType = (int) tag & 7;
  }

  private void skipContent() {
    long length = readVarint();
    valueStart = position;
    skip(length);
  }

  private void skip(long length) {
    int left = messageEnd - position;
    if (length < 0 || length > left) {
      throw malformed(
          "needs %s bytes, its message has %d left".formatted(Long.toUnsignedString(length), left));
    }
    position += (int) length;
  }

  private long readVarint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (position == messageEnd) {
        throw malformed("ends inside a number");
      }
      byte next = bytes.get(position++);
      value |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("has a number of more than 10 bytes");
  }

  /** The number of the field. */
  int number() {
    return number;
  }

  /** Where the field begins with its tag, in bytes from the start of the file. */
  int start() {
    return start;
  }

  /** Where the field ends, exclusive. */
  int end() {
    return position;
  }

  long asLong() {
    expect(VARINT);
    return varint;
  }

  // Protobuf cuts a longer number to its low 32 bits: whoever reads the file after us will do so.
  int asInt() {
    return (int) asLong();
  }

  float asFloat() {
    expect(FIXED32);
    return Float.intBitsToFloat((int) fixed(valueStart, 4));
  }

  /** Checks that the field is length-delimited, without looking into it. */
  void expectContent() {
    expect(LENGTH_DELIMITED);
  }

  ProtoMessage asMessage() {
    expectContent();
    return message.part(valueStart, position);
  }

  byte[] asBytes() {
    expect(LENGTH_DELIMITED);
    byte[] copy = new byte[position - valueStart];
    bytes.get(valueStart, copy);
    return copy;
  }

  /** Returns text; names that are not UTF-8 are refused, lest two of them look the same. */
  String asText() {
    String text = asLenientText();
    if (text.indexOf('\ufffd') >= 0) {
      checkUtf8();
    }
    return text;
  }

  /** Returns text for people, in which bytes that are not UTF-8 become U+FFFD. */
  String asLenientText() {
    byte[] copy = asBytes();
    return copy.length == 0 ? "" : new String(copy, StandardCharsets.UTF_8);
  }

  private void checkUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(asBytes()));
    } catch (CharacterCodingException e) {
      throw malformed("needs UTF-8 text");
    }
  }

  /** Returns how many numbers a repeated integer field adds, packed or not. */
  int varintCount() {
    if (wireType == VARINT) {
      return 1;
    }
    expect(LENGTH_DELIMITED);
    int count = 0;
    int length = 0;
    for (int i = valueStart; i < position; i++) {
      length++;
      if (length > MAX_VARINT_BYTES) {
        throw malformed("has a number of more than 10 bytes");
      }
      if (bytes.get(i) >= 0) {
        count++;
        length = 0;
      }
    }
    if (length != 0) {
      throw malformed("ends inside a number");
    }
    return count;
  }

  /** Copies the numbers of a repeated integer field, and returns the index after the last. */
  int copyVarints(long[] target, int index) {
    if (wireType == VARINT) {
      target[index] = varint;
      return index + 1;
    }
    int next = index;
    int shift = 0;
    for (int i = valueStart; i < position; i++) {
      byte part = bytes.get(i);
      target[next] |= (part & 0x7fL) << shift;
      shift += 7;
      if (part >= 0) {
        next++;
        shift = 0;
      }
    }
    return next;
  }

  /** Returns how many numbers a repeated float or double field adds, packed or not. */
  int fixedCount(int sizeBytes) {
    if (wireType == wireTypeOf(sizeBytes)) {
      return 1;
    }
    expect(LENGTH_DELIMITED);
    int length = position - valueStart;
    if (length % sizeBytes != 0) {
      throw malformed("needs a multiple of %d bytes, got %d".formatted(sizeBytes, length));
    }
    return length / sizeBytes;
  }

  /** Returns one number of a repeated float or double field as its bits. */
  long fixedBits(int index, int sizeBytes) {
    return fixed(valueStart + index * sizeBytes, sizeBytes);
  }

  private static int wireTypeOf(int sizeBytes) {
    return sizeBytes == 4 ? FIXED32 : FIXED64;
  }

  // Little-endian by hand: the byte order of a shared buffer is not ours to set.
  private long fixed(int offset, int sizeBytes) {
    long bits = 0;
    for (int i = sizeBytes - 1; i >= 0; i--) {
      bits = (bits << 8) | (bytes.get(offset + i) & 0xff);
    }
    return bits;
  }

  private void expect(int expected) {
    if (wireType != expected) {
      throw malformed("needs wire type %d, got %d".formatted(expected, wireType));
    }
  }

  /** Returns an exception that says where the field lies. */
  MalformedInputException malformed(String problem) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_MODEL,
        "The ONNX file is broken at byte %d: %s %s"
            .formatted(start, number == 0 ? "a field" : "field " + number, problem));
  }
}
