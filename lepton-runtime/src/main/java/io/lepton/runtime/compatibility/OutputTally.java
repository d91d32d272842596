package io.lepton.runtime.compatibility;

import io.lepton.tensor.DataType;
import io.lepton.tensor.Tensor;
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
  void add(String testCase, Tensor expected, @Nullable Tensor found) {
    if (found == null) {
      refuse(testCase, "there is no such output");
    } else if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
      refuse(testCase, "needs %s, got %s".formatted(expected, found));
    } else {
      for (int i = 0; i < expected.size(); i++) {
        compare(testCase, expected, found, i);
      }
      elements += expected.size();
    }
  }

  private void refuse(String testCase, String problem) {
    if (mismatch == null) {
      mismatch = problem;
      worstCase = testCase;
    }
  }

  private void compare(String testCase, Tensor expected, Tensor found, int element) {
    if (type == DataType.BYTES) {
      if (!Arrays.equals(expected.bytes(element), found.bytes(element))) {
        count(testCase, 0, 0, false);
      }
    } else if (type.isFloatingPoint()) {
      compareFloating(testCase, expected.getDouble(element), found.getDouble(element));
    } else {
      compareWhole(testCase, expected.getLong(element), found.getLong(element));
    }
  }

  private void compareFloating(String testCase, double expected, double found) {
    // The same number, the other zero, or both NaN.
    if (expected == found || (Double.isNaN(expected) && Double.isNaN(found))) {
      return;
    }
    double distance = Math.abs(expected - found);
    double finite = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    long ulps = Ulps.between(type, expected, found);
    boolean comparable = !Double.isNaN(distance) && Double.isFinite(expected);
    count(testCase, finite, ulps, comparable && tolerance.allows(expected, finite, ulps));
  }

  private void compareWhole(String testCase, long expected, long found) {
    if (expected != found) {
      boolean ordered = type != DataType.UINT64 || (expected ^ found) >= 0;
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
