package io.lepton.runtime.onnx;

import java.util.Map;

/** Looks up what is known to be there, because it was checked or put there before. Stateless. */
final class Known {

  private Known() {}

  static <K, V> V in(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("There is no " + key);
    }
    return value;
  }
}
