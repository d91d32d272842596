package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of a repeated field, packed or not, decoded when asked for.
 *
 * <p>A tree ensemble has attributes of millions of numbers. Most callers never look at them, so a
 * model keeps them as bytes. Two passes over the message, one to count and one to copy, cost less
 * than an array that grows.
 *
 * <p>Stateless.
 */
final class ProtoArrays {

  private ProtoArrays() {}

  static long count(ProtoMessage message, int number) {
    long count = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      count += field.number() == number ? 1 : 0;
    }
    return count;
  }

  static int varintCount(ProtoMessage message, int number) {
    int count = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      count += field.number() == number ? field.varintCount() : 0;
    }
    return count;
  }

  static int fixedCount(ProtoMessage message, int number, int sizeBytes) {
    int count = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      count += field.number() == number ? field.fixedCount(sizeBytes) : 0;
    }
    return count;
  }

  static long[] longs(ProtoMessage message, int number) {
    long[] values = new long[varintCount(message, number)];
    int size = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      if (field.number() == number) {
        size = field.copyVarints(values, size);
      }
    }
    return values;
  }

  static float[] floats(ProtoMessage message, int number) {
    float[] values = new float[fixedCount(message, number, Float.BYTES)];
    int size = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      int count = field.number() == number ? field.fixedCount(Float.BYTES) : 0;
      for (int i = 0; i < count; i++) {
        values[size++] = Float.intBitsToFloat((int) field.fixedBits(i, Float.BYTES));
      }
    }
    return values;
  }

  static double[] doubles(ProtoMessage message, int number) {
    double[] values = new double[fixedCount(message, number, Double.BYTES)];
    int size = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      int count = field.number() == number ? field.fixedCount(Double.BYTES) : 0;
      for (int i = 0; i < count; i++) {
        values[size++] = Double.longBitsToDouble(field.fixedBits(i, Double.BYTES));
      }
    }
    return values;
  }

  static List<byte[]> byteStrings(ProtoMessage message, int number) {
    List<byte[]> values = new ArrayList<>();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      if (field.number() == number) {
        values.add(field.asBytes());
      }
    }
    return values;
  }

  static List<String> texts(ProtoMessage message, int number) {
    List<String> values = new ArrayList<>();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      if (field.number() == number) {
        values.add(field.asText());
      }
    }
    return values;
  }
}
