package io.lepton.runtime.onnx;

import io.lepton.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shapes that outputs had when the inputs had certain shapes, so that memory can be made ready
 * for them. What a model declares is not enough: it may leave dimensions open, and some declare
 * what is not so.
 *
 * <p>Where outputs depend on more than the shapes of inputs, the runtime refuses memory of the
 * wrong shape. Then {@link #giveUp} ends the attempts for good.
 *
 * <p>Safe for use by many threads.
 */
final class LearnedShapes {

  /** Callers with batches of every size would fill the memory otherwise. */
  private static final int MAX_ENTRIES = 64;

  private final Map<List<Shape>, Map<String, Shape>> outputs = new ConcurrentHashMap<>();
  private volatile boolean givenUp;

  /** Returns what is known, by output. */
  Map<String, Shape> get(List<Shape> inputs) {
    return outputs.getOrDefault(inputs, Map.of());
  }

  void put(List<Shape> inputs, Map<String, Shape> shapes) {
    if (givenUp || shapes.isEmpty()) {
      return;
    }
    if (outputs.size() >= MAX_ENTRIES) {
      outputs.clear();
    }
    // Another thread may have learned the same: what it adds is the same, too.
    List<Shape> key = List.copyOf(inputs);
    outputs.put(key, union(outputs.getOrDefault(key, Map.of()), shapes));
  }

  private static Map<String, Shape> union(Map<String, Shape> old, Map<String, Shape> fresh) {
    Map<String, Shape> all = new HashMap<>(old);
    all.putAll(fresh);
    return Map.copyOf(all);
  }

  void giveUp() {
    givenUp = true;
    outputs.clear();
  }
}
