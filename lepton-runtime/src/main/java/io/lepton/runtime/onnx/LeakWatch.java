package io.lepton.runtime.onnx;

import io.lepton.model.LeakDetection;
import io.lepton.runtime.resource.LeakDetector;
import io.lepton.runtime.resource.Tracking;

/**
 * What watches over a session and its bindings.
 *
 * @param leaks finds what was forgotten
 * @param level how thoroughly
 */
record LeakWatch(LeakDetector leaks, LeakDetection level) {

  Tracking session(OnnxSession session, String model, Runnable free) {
    return leaks.session(level, session, model, free);
  }

  Tracking binding(OnnxBinding binding, String model, Runnable free) {
    return leaks.binding(level, binding, model, free);
  }
}
