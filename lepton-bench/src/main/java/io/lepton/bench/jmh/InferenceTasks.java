package io.lepton.bench.jmh;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who runs which model with which batch. A task is named {@code model/batch/who}, such as {@code
 * tiny/32/Lepton}.
 *
 * <p>Everything is opened on demand, so that a JVM holds what it measures and nothing else.
 */
final class InferenceTasks implements AutoCloseable {

  /** Memory that is bound once. */
  static final String LEPTON = "Lepton";

  /** A request and a response. */
  static final String LEPTON_INFER = "Lepton, infer";

  /** Input tensor, output tensor, maps and run options are used again. */
  static final String RAW_PINNED = "ONNX Runtime at its best";

  /** As its own examples show it. */
  static final String RAW_ARRAYS = "ONNX Runtime with arrays";

  /** The C API, called through {@code java.lang.foreign} on JDK 22 and later. */
  static final String C_API = "C API from Java";

  /** Must be the first in a JVM. */
  static final String DJL = "DJL";

  private static final String TRIBUO = "Tribuo";
  private static final int FIRST_JDK_OF_C_API = 22;

  private final Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Keeps its models in a folder. */
  InferenceTasks(Path folder) {
    this.folder = folder;
  }

  /** Returns who there is for a model. */
  static List<String> contenders(InferenceModel model) {
    List<String> names =
        new ArrayList<>(List.of(LEPTON, RAW_PINNED, LEPTON_INFER, RAW_ARRAYS, DJL));
    if (hasCApi()) {
      names.add(C_API);
    }
    if (model.input(1).rank() == 2) {
      names.add(TRIBUO);
    }
    return names;
  }

  /** Says whether this JVM can call the C API. */
  static boolean hasCApi() {
    return Runtime.version().feature() >= FIRST_JDK_OF_C_API;
  }

  /** Opens what a task needs. */
  InferenceCall open(String task) throws Exception {
    String[] parts = task.split("/", 3);
    InferenceModel model = InferenceModel.of(parts[0]);
    int batch = Integer.parseInt(parts[1]);
    return keep(open(model, batch, parts[2], model.values(batch)));
  }

  private InferenceCall open(InferenceModel model, int batch, String who, float[] values)
      throws Exception {
    var input = model.input(batch);
    var output = model.output(batch);
    return switch (who) {
      case LEPTON -> LeptonCalls.bound(session(model), input, output, values);
      case LEPTON_INFER -> LeptonCalls.infer(session(model), input, values);
      case RAW_PINNED -> RawCalls.pinned(raw(model), input, output, values);
      case C_API -> RawCalls.cApi(raw(model), input, output, values);
      case RAW_ARRAYS -> RawCalls.arrays(raw(model), input, values);
      case DJL -> DjlCall.open(model.file(folder), input, values);
      case TRIBUO -> TribuoCall.open(model.file(folder), input, output, values);
      default -> throw new IllegalArgumentException("There is no contender " + who);
    };
  }

  /** Opens a model with Lepton. */
  InferenceSession session(InferenceModel model) throws IOException {
    return keep(Models.open(model.file(folder)));
  }

  /** Opens a model with ONNX Runtime. */
  OrtSession raw(InferenceModel model) throws IOException, OrtException {
    return keep(RawCalls.open(model.file(folder)));
  }

  private <T extends AutoCloseable> T keep(T each) {
    opened.add(each);
    return each;
  }

  /**
   * Compares what a task answers with what ONNX Runtime answers to arrays.
   *
   * @throws IllegalStateException if one element differs
   */
  void verify(String task, InferenceCall call) throws Exception {
    String reference = task.substring(0, task.lastIndexOf('/') + 1) + RAW_ARRAYS;
    // The second run of a binding goes another way than the first.
    call.run();
    try (InferenceTasks other = new InferenceTasks(folder)) {
      if (!Arrays.equals(other.open(reference).output(), call.output())) {
        throw new IllegalStateException(task + " does not answer as " + reference);
      }
    }
  }

  @Override
  public void close() throws Exception {
    // Calls before their sessions.
    for (int i = opened.size(); i-- > 0; ) {
      opened.get(i).close();
    }
    opened.clear();
  }
}
