package io.lepton.runtime.onnx;

import io.lepton.runtime.onnx.CodedInputs.Feed;
import io.lepton.runtime.onnx.CodedInputs.Target;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import java.util.HashMap;
import java.util.Map;

/** How much memory the inputs of a binding take. Stateless. */
final class BoundMemory {

  private BoundMemory() {}

  /** Returns the size of a tensor of numbers; 0 if it is too large to be made at all. */
  static long bytes(DataType type, Shape shape) {
    try {
      long bytes = Math.multiplyExact(shape.elementCount(), type.sizeBytes());
      return bytes > Integer.MAX_VALUE ? 0 : bytes;
    } catch (ArithmeticException e) {
      // Refused in a moment, with a message of its own.
      return 0;
    }
  }

  /** Returns the size of everything that is written from codes. */
  static long codedBytes(CodedInputs inputs, Map<String, Shape> shapes) {
    Map<String, Long> byFeed = new HashMap<>();
    for (String input : inputs.codes().keySet()) {
      for (Target target : inputs.targets(input)) {
        Feed feed = Known.in(inputs.feeds(), target.feed());
        byFeed.put(feed.name(), bytes(feed.type(), feed.shape(Known.in(shapes, input))));
      }
    }
    return byFeed.values().stream().mapToLong(Long::longValue).sum();
  }
}
