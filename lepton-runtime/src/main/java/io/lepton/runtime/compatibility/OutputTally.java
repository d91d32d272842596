package io.lepton.runtime.compatibility;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorMap;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorValue;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one output, test case by test case. For one thread. */
final class OutputTally {

  private final String output;
  private final DataType type;
  private final Tolerance tolerance;
  private long elements;
  private long differing;
  private long failing;
  private double maxAbsolute;
  private long maxUlps;
  private String worstCase = "";
  private @Nullable String mismatch;

  OutputTally(String output, DataType type, Tolerance tolerance) {
    this.output = output;
    this.type = type;
    this.tolerance = tolerance;
  }

  /** Compares an answer with the reference's. */
  void add(String testCase, TensorValue expected, @Nullable TensorValue found) {
    if (expected instanceof Tensor one && found instanceof Tensor other) {
      add(testCase, one, other);
    } else if (expected instanceof TensorSequence one && found instanceof TensorSequence other) {
      add(testCase, one, other);
    } else if (expected instanceof TensorMap one && found instanceof TensorMap other) {
      add(testCase, one.keys(), other.keys());
      add(testCase, one.values(), other.values());
    } else if (!expected.equals(found)) {
      refuse(testCase, "needs %s, got %s".formatted(expected, found == null ? "nothing" : found));
    }
  }

  private void add(String testCase, TensorSequence expected, TensorSequence found) {
    if (expected.size() != found.size()) {
      refuse(testCase, "needs %s, got %s".formatted(expected, found));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      add(testCase, expected.get(i), found.get(i));
    }
  }

  private void add(String testCase, Tensor expected, Tensor found) {
    if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
      refuse(testCase, "needs %s, got %s".formatted(expected, found));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      compare(testCase, expected, found, i);
    }
    elements += expected.size();
  }

  private void refuse(String testCase, String problem) {
    if (mismatch == null) {
      mismatch = problem;
      worstCase = testCase;
    }
  }

  private void compare(String testCase, Tensor expected, Tensor found, int element) {
    DataType elementType = expected.type();
    if (elementType == DataType.BYTES) {
      if (!Arrays.equals(expected.bytes(element), found.bytes(element))) {
        count(testCase, 0, 0, false);
      }
    } else if (elementType.isFloatingPoint()) {
      compareFloating(testCase, elementType, expected.getDouble(element), found.getDouble(element));
    } else {
      compareWhole(testCase, elementType, expected.getLong(element), found.getLong(element));
    }
  }

  private void compareFloating(
      String testCase, DataType elementType, double expected, double found) {
    // The same number, the other zero, or both NaN.
    if (expected == found || (Double.isNaN(expected) && Double.isNaN(found))) {
      return;
    }
    double distance = Math.abs(expected - found);
    double finite = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    long ulps = Ulps.between(elementType, expected, found);
    boolean comparable = !Double.isNaN(distance) && Double.isFinite(expected);
    count(testCase, finite, ulps, comparable && tolerance.allows(expected, finite, ulps));
  }

  private void compareWhole(String testCase, DataType elementType, long expected, long found) {
    if (expected != found) {
      boolean ordered = elementType != DataType.UINT64 || (expected ^ found) >= 0;
      long distance = ordered ? Ulps.distance(expected, found) : Long.MAX_VALUE;
      count(testCase, distance, distance, false);
    }
  }

  private void count(String testCase, double distance, long ulps, boolean passes) {
    if (differing == 0 || distance > maxAbsolute) {
      worstCase = mismatch == null ? testCase : worstCase;
    }
    differing++;
    failing += passes ? 0 : 1;
    maxAbsolute = Math.max(maxAbsolute, distance);
    maxUlps = Math.max(maxUlps, ulps);
  }

  OutputComparison result() {
    return new OutputComparison(
        output,
        type,
        elements,
        differing,
        failing,
        maxAbsolute,
        maxUlps,
        worstCase,
        Optional.ofNullable(mismatch));
  }
}
