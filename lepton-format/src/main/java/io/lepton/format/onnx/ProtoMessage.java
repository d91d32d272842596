package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One protobuf message, or the content of any other length-delimited field: the bytes it was read
 * from, and the fields that were replaced since.
 *
 * <p>This is what makes a rewritten model lossless. A message is never taken apart and put together
 * again: a change names a field number and its new values, every other field is written as the
 * bytes it came in, known to Lepton or not. A message that nobody changed is written back byte for
 * byte. Nothing is copied before that: a message is a range of the buffer it was read from.
 *
 * <p>Immutable, as long as nobody writes to that buffer, and safe for use by many threads: only
 * absolute reads are made.
 */
final class ProtoMessage {

  static final ProtoMessage EMPTY = of(ByteBuffer.allocate(0));

  /** Protobuf allows 2 GiB less one byte; a Java array has room for a few bytes less. */
  static final int MAX_SIZE_BYTES = Integer.MAX_VALUE - 8;

  private static final int CHUNK_BYTES = 8192;

  private final ByteBuffer bytes;
  private final int start;
  private final int end;
  private final SortedMap<Integer, List<ProtoMessage>> replaced;
  private final long sizeBytes;

  private ProtoMessage(ByteBuffer bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.replaced = Collections.emptySortedMap();
    this.sizeBytes = (long) end - start;
  }

  private ProtoMessage(ProtoMessage original, SortedMap<Integer, List<ProtoMessage>> replaced) {
    this.bytes = original.bytes;
    this.start = original.start;
    this.end = original.end;
    this.replaced = replaced;
    this.sizeBytes = keptBytes() + replacedBytes();
  }

  /** Returns the message in a buffer from its position to its limit; offsets count from there. */
  static ProtoMessage of(ByteBuffer bytes) {
    return new ProtoMessage(bytes.slice(), 0, bytes.remaining());
  }

  static ProtoMessage ofText(String text) {
    return of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  ProtoMessage part(int partStart, int partEnd) {
    return new ProtoMessage(bytes, partStart, partEnd);
  }

  /**
   * Returns a walk over the fields as read; those that were replaced appear with their old value.
   */
  ProtoCursor fields() {
    return new ProtoCursor(this, bytes, start, end);
  }

  /** Where the message begins, in bytes from the start of the file. */
  int offset() {
    return start;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Returns the bytes as read, read-only. */
  ByteBuffer content() {
    return bytes.slice(start, end - start).asReadOnlyBuffer();
  }

  /** Returns this message with all occurrences of a length-delimited field replaced. */
  ProtoMessage with(int number, List<ProtoMessage> values) {
    SortedMap<Integer, List<ProtoMessage>> changed = new TreeMap<>(replaced);
    changed.put(number, List.copyOf(values));
    return new ProtoMessage(this, changed);
  }

  ProtoMessage with(int number, ProtoMessage value) {
    return with(number, List.of(value));
  }

  ProtoMessage withText(int number, String text) {
    return with(number, ofText(text));
  }

  private long keptBytes() {
    long sum = 0;
    for (ProtoCursor field = fields(); field.next(); ) {
      if (!replaced.containsKey(field.number())) {
        sum += field.end() - field.start();
      }
    }
    return sum;
  }

  private long replacedBytes() {
    long sum = 0;
    for (Map.Entry<Integer, List<ProtoMessage>> field : replaced.entrySet()) {
      int tagBytes = ProtoWriter.varintBytes(tag(field.getKey()));
      for (ProtoMessage value : field.getValue()) {
        sum += tagBytes + ProtoWriter.varintBytes(value.sizeBytes) + value.sizeBytes;
      }
    }
    return sum;
  }

  private static long tag(int number) {
    return ((long) number << 3) | ProtoCursor.LENGTH_DELIMITED;
  }

  byte[] toBytes() {
    checkSize();
    ExactOutput out = new ExactOutput((int) sizeBytes);
    try {
      write(out);
    } catch (IOException e) {
      throw new AssertionError("Memory does not fail", e);
    }
    return out.bytes;
  }

  void writeTo(OutputStream out) throws IOException {
    checkSize();
    write(out);
  }

  private void checkSize() {
    if (sizeBytes > MAX_SIZE_BYTES) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "An ONNX file can have at most %d bytes, this model needs %d: move tensors to external data"
              .formatted(MAX_SIZE_BYTES, sizeBytes));
    }
  }

  private void write(OutputStream out) throws IOException {
    if (replaced.isEmpty()) {
      copy(out, start, end);
      return;
    }
    writeKept(out);
    writeReplaced(out);
  }

  // Neighbouring fields are written together: between two replaced fields lies one copy.
  private void writeKept(OutputStream out) throws IOException {
    int from = start;
    for (ProtoCursor field = fields(); field.next(); ) {
      if (replaced.containsKey(field.number())) {
        copy(out, from, field.start());
        from = field.end();
      }
    }
    copy(out, from, end);
  }

  private void writeReplaced(OutputStream out) throws IOException {
    for (Map.Entry<Integer, List<ProtoMessage>> field : replaced.entrySet()) {
      for (ProtoMessage value : field.getValue()) {
        ProtoWriter.writeVarint(out, tag(field.getKey()));
        ProtoWriter.writeVarint(out, value.sizeBytes);
        value.write(out);
      }
    }
  }

  private void copy(OutputStream out, int from, int to) throws IOException {
    if (bytes.hasArray()) {
      out.write(bytes.array(), bytes.arrayOffset() + from, to - from);
      return;
    }
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, to - from)];
    for (int at = from; at < to; at += chunk.length) {
      int length = Math.min(chunk.length, to - at);
      bytes.get(at, chunk, 0, length);
      out.write(chunk, 0, length);
    }
  }

  /** An array of exactly the right size: unlike a ByteArrayOutputStream, it is never copied. */
  private static final class ExactOutput extends OutputStream {

    private final byte[] bytes;
    private int size;

    ExactOutput(int sizeBytes) {
      bytes = new byte[sizeBytes];
    }

    @Override
    public void write(int value) {
      bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }
  }
}
