package io.lepton.runtime.onnx;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorValue;
import java.util.Arrays;
import java.util.Map;

/** Compares values as ONNX's backend tests do, and bit by bit. */
final class Closeness {

  private static final double RELATIVE = 1e-3;
  private static final double ABSOLUTE = 1e-7;

  private Closeness() {}

  /** Says in words what is not as expected, within the tolerance of ONNX's own tests. */
  static String differences(Map<String, ? extends TensorValue> found, NodeCase node) {
    StringBuilder all = new StringBuilder();
    node.expected()
        .forEach((name, expected) -> append(all, name, differ(found.get(name), expected, false)));
    return all.toString();
  }

  /** Says in words which outputs are not equal to the bit. */
  static String bitDifferences(Map<String, ? extends TensorValue> found, Map<String, Tensor> raw) {
    StringBuilder all = new StringBuilder();
    raw.forEach((name, expected) -> append(all, name, differ(found.get(name), expected, true)));
    return all.toString();
  }

  private static void append(StringBuilder all, String name, String difference) {
    if (!difference.isEmpty()) {
      all.append(name).append(": ").append(difference).append("; ");
    }
  }

  private static String differ(TensorValue found, TensorValue expected, boolean bits) {
    if (!String.valueOf(found).equals(expected.toString())) {
      return "needs " + expected + ", got " + found;
    }
    if (expected instanceof TensorSequence sequence) {
      return differ((TensorSequence) found, sequence, bits);
    }
    return expected instanceof Tensor tensor ? differ((Tensor) found, tensor, bits) : "";
  }

  private static String differ(TensorSequence found, TensorSequence expected, boolean bits) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < expected.size(); i++) {
      append(all, "tensor " + i, differ(found.get(i), expected.get(i), bits));
    }
    return all.toString();
  }

  private static String differ(Tensor found, Tensor expected, boolean bits) {
    if (expected.type() == DataType.BYTES) {
      return Arrays.equals(found.toStrings(), expected.toStrings()) ? "" : "other text";
    }
    if (bits) {
      return found.data().equals(expected.data()) ? "" : "other bits";
    }
    long bad = 0;
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double off = off(found.getDouble(i), expected.getDouble(i));
      bad += off > 0 ? 1 : 0;
      worst = Math.max(worst, off);
    }
    return bad == 0 ? "" : "%d of %d off, by up to %g".formatted(bad, expected.size(), worst);
  }

  /** How far off a number is; 0 if it is close enough. */
  private static double off(double found, double expected) {
    boolean isSame = found == expected || (Double.isNaN(found) && Double.isNaN(expected));
    double off = Math.abs(found - expected);
    boolean isClose = off <= ABSOLUTE + RELATIVE * Math.abs(expected);
    return isSame || isClose ? 0 : Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
  }
}
