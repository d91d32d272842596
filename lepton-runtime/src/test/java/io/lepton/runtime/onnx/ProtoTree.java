package io.lepton.runtime.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A protobuf message taken apart into fields that can be moved, changed and multiplied: what a test
 * needs that breaks models on purpose. For one thread.
 */
final class ProtoTree {

  /** The messages of onnx.proto, as far as fields are to be told apart in them. */
  enum Kind {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR,
    VALUE_INFO,
    TYPE,
    TENSOR_TYPE,
    ELEMENT_TYPE,
    SHAPE,
    DIM,
    OPSET,
    FUNCTION,
    ENTRY,
    BYTES
  }

  private static final Map<Kind, Map<Integer, Kind>> PARTS =
      Map.of(
          Kind.MODEL,
          Map.of(7, Kind.GRAPH, 8, Kind.OPSET, 14, Kind.ENTRY, 25, Kind.FUNCTION),
          Kind.GRAPH,
          Map.of(
              1,
              Kind.NODE,
              5,
              Kind.TENSOR,
              11,
              Kind.VALUE_INFO,
              12,
              Kind.VALUE_INFO,
              13,
              Kind.VALUE_INFO,
              15,
              Kind.SPARSE_TENSOR),
          Kind.NODE,
          Map.of(5, Kind.ATTRIBUTE),
          Kind.ATTRIBUTE,
          Map.of(
              5,
              Kind.TENSOR,
              6,
              Kind.GRAPH,
              10,
              Kind.TENSOR,
              11,
              Kind.GRAPH,
              14,
              Kind.TYPE,
              22,
              Kind.SPARSE_TENSOR),
          Kind.SPARSE_TENSOR,
          Map.of(1, Kind.TENSOR, 2, Kind.TENSOR),
          Kind.VALUE_INFO,
          Map.of(2, Kind.TYPE),
          Kind.TYPE,
          Map.of(
              1, Kind.TENSOR_TYPE, 4, Kind.ELEMENT_TYPE, 8, Kind.TENSOR_TYPE, 9, Kind.ELEMENT_TYPE),
          Kind.TENSOR_TYPE,
          Map.of(2, Kind.SHAPE),
          Kind.SHAPE,
          Map.of(1, Kind.DIM),
          Kind.FUNCTION,
          Map.of(7, Kind.NODE, 9, Kind.OPSET, 11, Kind.ATTRIBUTE));

  /** One field: a number of 64 bits, or 32, or bytes, or a message. */
  static final class Field {
    final int number;
    final int wireType;
    long bits;
    byte[] bytes = {};
    ProtoTree message;

    Field(int number, int wireType) {
      this.number = number;
      this.wireType = wireType;
    }

    static Field ofNumber(int number, long value) {
      Field field = new Field(number, 0);
      field.bits = value;
      return field;
    }

    static Field ofBytes(int number, byte[] bytes) {
      Field field = new Field(number, 2);
      field.bytes = bytes;
      return field;
    }

    static Field ofMessage(int number, ProtoTree message) {
      Field field = new Field(number, 2);
      field.message = message;
      return field;
    }

    Field copy() {
      Field copy = new Field(number, wireType);
      copy.bits = bits;
      copy.bytes = bytes.clone();
      copy.message = message == null ? null : message.copy();
      return copy;
    }
  }

  final Kind kind;
  final List<Field> fields = new ArrayList<>();

  ProtoTree(Kind kind) {
    this.kind = kind;
  }

  static ProtoTree read(byte[] model) {
    return read(Kind.MODEL, ByteBuffer.wrap(model));
  }

  private static ProtoTree read(Kind kind, ByteBuffer in) {
    ProtoTree tree = new ProtoTree(kind);
    in.order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      tree.fields.add(field(kind, new Field((int) (tag >>> 3), (int) tag & 7), in));
    }
    return tree;
  }

  private static Field field(Kind kind, Field field, ByteBuffer in) {
    switch (field.wireType) {
      case 0 -> field.bits = varint(in);
      case 1 -> field.bits = in.getLong();
      case 5 -> field.bits = in.getInt();
      default -> {
        byte[] content = new byte[(int) varint(in)];
        in.get(content);
        Kind part = PARTS.getOrDefault(kind, Map.of()).get(field.number);
        field.message = part == null ? null : read(part, ByteBuffer.wrap(content));
        field.bytes = part == null ? content : field.bytes;
      }
    }
    return field;
  }

  static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) rest & 0x7f | 0x80);
    }
    out.write((int) rest);
  }

  ProtoTree copy() {
    ProtoTree copy = new ProtoTree(kind);
    fields.forEach(field -> copy.fields.add(field.copy()));
    return copy;
  }

  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      varint(out, (long) field.number << 3 | field.wireType);
      write(field, out);
    }
    return out.toByteArray();
  }

  private static void write(Field field, ByteArrayOutputStream out) {
    switch (field.wireType) {
      case 0 -> varint(out, field.bits);
      case 1 -> fixed(out, field.bits, 8);
      case 5 -> fixed(out, field.bits, 4);
      default -> {
        byte[] content = field.message == null ? field.bytes : field.message.toBytes();
        varint(out, content.length);
        out.writeBytes(content);
      }
    }
  }

  private static void fixed(ByteArrayOutputStream out, long bits, int count) {
    for (int i = 0; i < count; i++) {
      out.write((int) (bits >>> (8 * i)));
    }
  }

  /** Visits this message and all inside it. */
  void visit(Consumer<ProtoTree> visitor) {
    visitor.accept(this);
    for (Field field : fields) {
      if (field.message != null) {
        field.message.visit(visitor);
      }
    }
  }

  /** Returns all messages of a kind, in the order of the file. */
  List<ProtoTree> all(Kind kind) {
    List<ProtoTree> found = new ArrayList<>();
    visit(
        tree -> {
          if (tree.kind == kind) {
            found.add(tree);
          }
        });
    return found;
  }

  /** Returns the fields of a number. */
  List<Field> get(int number) {
    return fields.stream().filter(field -> field.number == number).toList();
  }

  void remove(int number) {
    fields.removeIf(field -> field.number == number);
  }
}
