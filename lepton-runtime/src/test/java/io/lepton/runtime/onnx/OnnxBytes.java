package io.lepton.runtime.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a model, byte by byte, that the builder does not make: one with external data. */
final class OnnxBytes {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int STRING = 8;

  private OnnxBytes() {}

  /**
   * A model of y = x + bias on two numbers, whose bias lies elsewhere, and of an encoder from t to
   * n, so that there is something to rewrite.
   *
   * @param location where the bias lies
   */
  static byte[] withExternalBias(String location) {
    byte[] keys = join(text(1, "keys_strings"), text(9, "a"), number(20, 8));
    byte[] values = join(text(1, "values_int64s"), number(8, 1), number(20, 7));
    byte[] encoder =
        join(
            text(1, "t"),
            text(2, "n"),
            text(4, "LabelEncoder"),
            part(5, keys),
            part(5, values),
            text(7, "ai.onnx.ml"));
    byte[] graph =
        join(
            part(1, join(text(1, "x"), text(1, "bias"), text(2, "y"), text(4, "Add"))),
            part(1, encoder),
            text(2, "test"),
            part(5, bias(location)),
            part(11, value("x", FLOAT)),
            part(11, value("t", STRING)),
            part(12, value("y", FLOAT)),
            part(12, value("n", INT64)));
    byte[] mlOpset = join(text(1, "ai.onnx.ml"), number(2, 3));
    return join(number(1, 8), part(7, graph), part(8, number(2, 17)), part(8, mlOpset));
  }

  private static byte[] bias(String location) {
    byte[] entry = join(text(1, "location"), text(2, location));
    return join(number(1, 2), number(2, FLOAT), text(8, "bias"), part(13, entry), number(14, 1));
  }

  /** A vector of two numbers, or of any number of others. */
  private static byte[] value(String name, int type) {
    byte[] dimension = type == FLOAT ? number(1, 2) : text(2, "n");
    byte[] tensor = join(number(1, type), part(2, part(1, dimension)));
    return join(text(1, name), part(2, part(1, tensor)));
  }

  private static byte[] number(int field, int value) {
    return join(varint(field << 3), varint(value));
  }

  private static byte[] text(int field, String value) {
    return part(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] part(int field, byte[] content) {
    return join(varint(field << 3 | 2), varint(content.length), content);
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      out.write(rest & 0x7f | 0x80);
    }
    out.write(rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
