package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a session keeps ready for requests of shapes that come again and again, where
 * making native values costs more than copying numbers: a call of a small model takes half the time
 * then.
 *
 * <p><b>What is kept.</b> At most {@value #PLACES} calls of at most 32 KiB, for models of numbers
 * whose outputs the runtime writes to memory of ours. A call is made ready when several requests
 * have gone the long way, so a program that asks once or twice pays nothing, and one that asks for
 * other shapes each time next to nothing. A session with a memory budget keeps none.
 *
 * <p><b>Threads.</b> Who runs a call has taken it out of its place, so nobody else has it: another
 * thread, or the same in the middle of a call, finds another place or goes the long way. Threads
 * begin to look at different places, far enough apart not to share a cache line.
 *
 * <p>Safe for use by many threads that hold a lease of the model each; closed when none does.
 */
final class ReadyCalls implements AutoCloseable {

  static final int PLACES = 8;

  /** So many requests go the long way before another call is made ready. */
  static final int REQUESTS_BEFORE = 16;

  private static final int MAX_BYTES = 1 << 15;

  // References of four bytes, cache lines of 64.
  private static final int APART = 16;

  private final NativeModel model;
  private final Signature signature;
  private final boolean isPossible;
  private final AtomicReferenceArray<@Nullable ReadyCall> places =
      new AtomicReferenceArray<>(PLACES * APART);

  // Only a hint: threads may count the same request.
  private int longWays;

  ReadyCalls(NativeModel model, Signature signature) {
    this.model = model;
    this.signature = signature;
    this.isPossible = !model.memory().isLimited() && areNumbers(signature);
  }

  private static boolean areNumbers(Signature signature) {
    for (InputPort port : signature.inputs().values()) {
      if (port.codes() != null || port.isPlainText()) {
        return false;
      }
    }
    for (OutputPort port : signature.outputs().values()) {
      if (!port.isPinnable()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Answers a request if there is a call for it.
   *
   * @return the answer; nothing if the request has to go the long way
   * @throws OrtException if the run was told to stop; whatever else goes wrong, the long way tells
   */
  @Nullable InferenceResponse answer(InferenceRequest request, RunControl control)
      throws OrtException {
    ReadyCall call = isPossible ? take(request) : null;
    return call == null ? null : answer(call, request, control);
  }

  private @Nullable InferenceResponse answer(
      ReadyCall call, InferenceRequest request, RunControl control) throws OrtException {
    boolean isGood = false;
    try {
      InferenceResponse answer = call.run(request, control);
      isGood = true;
      return answer;
    } catch (OrtException e) {
      if (control.isStopped()) {
        throw e;
      }
      return null;
    } finally {
      if (isGood) {
        put(call);
      } else {
        call.close();
      }
    }
  }

  private @Nullable ReadyCall take(InferenceRequest request) {
    int first = firstPlace();
    for (int i = 0; i < PLACES; i++) {
      int place = place(first + i);
      ReadyCall call = places.get(place);
      if (call != null && call.suits(request) && places.compareAndSet(place, call, null)) {
        return call;
      }
    }
    return null;
  }

  private void put(ReadyCall call) {
    int first = firstPlace();
    for (int i = 0; i < PLACES; i++) {
      if (places.compareAndSet(place(first + i), null, call)) {
        return;
      }
    }
    call.close();
  }

  private static int firstPlace() {
    return Thread.currentThread().hashCode();
  }

  private static int place(int number) {
    return (number & PLACES - 1) * APART;
  }

  /**
   * Notes that a request went the long way and knew the shapes of all outputs beforehand. Now and
   * then a call for such requests is made ready, in the place of another if there is no room.
   */
  void learn(List<Shape> inputs, Map<String, Shape> outputs) {
    if (isPossible && ++longWays % REQUESTS_BEFORE == 0 && isWorthIt(inputs, outputs)) {
      add(inputs, outputs);
    }
  }

  private void add(List<Shape> inputs, Map<String, Shape> outputs) {
    try {
      ReadyCall call = ReadyCall.of(model, signature, List.copyOf(inputs), outputs);
      if (call != null) {
        makeRoom();
        put(call);
      }
    } catch (OrtException | OutOfMemoryError e) {
      // The request that led here has its answer, and the next goes the long way as well.
      longWays++;
    }
  }

  private boolean isWorthIt(List<Shape> inputs, Map<String, Shape> outputs) {
    long bytes = 0;
    int i = 0;
    for (InputPort port : signature.inputs().values()) {
      bytes += BoundMemory.bytes(port.spec().type(), inputs.get(i++));
    }
    for (OutputPort port : signature.outputs().values()) {
      Shape shape = outputs.get(port.name());
      if (shape == null) {
        return false;
      }
      bytes += BoundMemory.bytes(port.boundType(), shape);
    }
    return bytes <= MAX_BYTES;
  }

  private void makeRoom() {
    for (int i = 0; i < PLACES; i++) {
      if (places.get(place(i)) == null) {
        return;
      }
    }
    free(place(firstPlace()));
  }

  private void free(int place) {
    ReadyCall old = places.getAndSet(place, null);
    if (old != null) {
      old.close();
    }
  }

  /** How many calls wait for a request at this moment. */
  int size() {
    int size = 0;
    for (int i = 0; i < PLACES; i++) {
      size += places.get(place(i)) == null ? 0 : 1;
    }
    return size;
  }

  @Override
  public void close() {
    for (int i = 0; i < PLACES; i++) {
      free(place(i));
    }
  }
}
