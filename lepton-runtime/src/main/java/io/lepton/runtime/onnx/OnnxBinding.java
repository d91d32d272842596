package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.runtime.foreign.PreparedCall;
import io.lepton.runtime.lane.Lanes;
import io.lepton.runtime.lane.StopSignal;
import io.lepton.runtime.resource.MemoryAccount;
import io.lepton.runtime.resource.Tracking;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Input and output memory that is used again and again.
 *
 * <p>The first run tells the shapes of the outputs. From then on the runtime writes them straight
 * to memory of ours, and where that is so for all of them the call itself is prepared: nothing is
 * looked up or allocated any more. Should a shape change although the inputs' did not, the runtime
 * refuses that memory, and outputs are copied from then on.
 *
 * <p>For one thread.
 */
final class OnnxBinding implements BoundInference {

  // While a binding is in use its session is, even if nobody else can reach it.
  @SuppressWarnings("UnusedVariable")
  private final OnnxSession session;

  private final NativeModel model;
  private final Signature signature;
  private final Map<String, Shape> shapes;
  private final Map<String, Tensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new HashMap<>();
  private final Set<String> unpinned;
  private final Pins pins;
  private final CodedMemory memory;
  private final Set<String> uncoded;
  private final MemoryAccount account;
  private final List<InputPort> plainText;
  private Tracking tracking = Tracking.NONE;
  private boolean isPinningTried;
  private boolean isClosed;

  private OnnxBinding(
      OnnxSession session, NativeModel model, Signature signature, Map<String, Shape> shapes) {
    this.session = session;
    this.model = model;
    this.account = model.memory().openPart("A binding");
    this.signature = signature;
    this.shapes = Map.copyOf(shapes);
    this.unpinned = new LinkedHashSet<>(signature.outputs().keySet());
    this.pins = new Pins(model.environment(), account);
    this.memory = new CodedMemory(model.environment(), feeds);
    this.uncoded = new LinkedHashSet<>(signature.codedInputs().codes().keySet());
    this.plainText = signature.inputs().values().stream().filter(InputPort::isPlainText).toList();
  }

  /** Prepares the memory, for whoever holds a lease. */
  static OnnxBinding of(
      OnnxSession session, NativeModel model, Signature signature, Map<String, Shape> shapes)
      throws OrtException {
    OnnxBinding binding = new OnnxBinding(session, model, signature, shapes);
    try {
      binding.account.take(BoundMemory.codedBytes(signature.codedInputs(), shapes));
      for (InputPort port : signature.inputs().values()) {
        binding.prepare(port);
      }
      binding.memory.prepare(signature.codedInputs(), shapes);
    } catch (OrtException | RuntimeException | OutOfMemoryError e) {
      binding.close();
      throw e;
    }
    binding.tracking = session.watch(binding, end(binding.pins, binding.feeds, binding.account));
    return binding;
  }

  // Without a reference to the binding, which may be gone by then.
  private static Runnable end(Pins pins, Map<String, OnnxTensor> feeds, MemoryAccount account) {
    return () -> {
      pins.close();
      feeds.values().forEach(OnnxTensor::close);
      feeds.clear();
      account.close();
    };
  }

  private void prepare(InputPort port) throws OrtException {
    if (port.spec().type() != DataType.BYTES) {
      Shape shape = Known.in(shapes, port.name());
      account.take(BoundMemory.bytes(port.spec().type(), shape));
      Tensor tensor = Tensors.allocate(port.name(), port.spec().type(), shape);
      inputs.put(port.name(), tensor);
      feeds.put(port.name(), Feeds.over(model.environment(), tensor));
    }
  }

  @Override
  public Tensor input(String name) {
    if (signature.input(name).spec().type() == DataType.BYTES) {
      throw new IllegalArgumentException(
          "Input %s takes text: use setCodes or setText".formatted(name));
    }
    return Known.in(inputs, name);
  }

  @Override
  public void setText(String name, Tensor text) {
    InputPort port = signature.input(name);
    if (!port.isPlainText()) {
      throw new IllegalArgumentException(
          "Input %s takes no text: use input or setCodes".formatted(name));
    }
    Shape shape = Known.in(shapes, name);
    if (text.type() != DataType.BYTES || !text.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "Input %s needs BYTES %s, got %s".formatted(name, shape, text));
    }
    inputs.put(name, text);
  }

  @Override
  public void setCodes(String name, int[] codes) {
    InputPort port = signature.input(name);
    TextCodes coded = port.codes();
    if (coded == null) {
      throw new IllegalArgumentException("Input %s is not coded".formatted(name));
    }
    int count = (int) Known.in(shapes, name).elementCount();
    if (codes.length < count) {
      throw new IllegalArgumentException(
          "Input %s needs %d codes, got %d".formatted(name, count, codes.length));
    }
    TextTensors.checkCodes(port, coded, codes, count);
    memory.write(name, codes);
    uncoded.remove(name);
  }

  @Override
  public Optional<TextCodes> inputCodes(String name) {
    return Optional.ofNullable(signature.input(name).codes());
  }

  @Override
  public Optional<Vocabulary> outputCodes(String name) {
    return Optional.ofNullable(signature.output(name).codes());
  }

  @Override
  public void run() {
    Lanes lanes = model.lanes();
    if (lanes.isCallerFit()) {
      runHere(null);
    } else {
      lanes.call(this::runHere);
    }
  }

  @Override
  public void run(Deadline deadline) {
    model.lanes().call(deadline, this::runHere);
  }

  private boolean runHere(@Nullable StopSignal stop) {
    model.enter();
    long mark = model.statistics().began();
    try (RunControl control = model.control(stop)) {
      checkReady();
      feedText();
      runHeld(control);
      return true;
    } catch (OrtException e) {
      model.statistics().failed();
      throw OrtFailures.ofRun(model, stop, e);
    } finally {
      dropText();
      model.statistics().ended(mark);
      model.leave();
      // Otherwise it may count as unreachable, and be freed, while native code uses its memory.
      Reference.reachabilityFence(this);
    }
  }

  private void checkReady() {
    if (isClosed) {
      throw new IllegalStateException("This binding is closed");
    }
    if (!uncoded.isEmpty()) {
      throw new IllegalStateException("Inputs %s need setCodes first".formatted(uncoded));
    }
  }

  // By index: an iterator would be the only object that a run allocates.
  private void feedText() throws OrtException {
    for (int i = 0; i < plainText.size(); i++) {
      InputPort port = plainText.get(i);
      Tensor text = inputs.get(port.name());
      if (text == null) {
        throw new IllegalStateException("Input %s needs setText first".formatted(port.name()));
      }
      feeds.put(port.name(), TextTensors.toNative(model.environment(), port, text));
    }
  }

  private void dropText() {
    for (int i = 0; i < plainText.size(); i++) {
      String name = plainText.get(i).name();
      inputs.remove(name);
      OnnxTensor value = feeds.remove(name);
      if (value != null) {
        value.close();
      }
    }
  }

  private void runHeld(RunControl control) throws OrtException {
    PreparedCall call = pins.call();
    try {
      if (call == null) {
        runOnce(unpinned, pins.values(), control);
      } else {
        model.run(call, control);
      }
    } catch (OrtException e) {
      if (pins.values().isEmpty() || control.isStopped()) {
        throw e;
      }
      // Either the memory has the wrong shape, or the run fails in any case and the memory stays.
      runOnce(signature.outputs().keySet(), Map.of(), control);
      unpin();
    }
    if (!isPinningTried) {
      pin();
      isPinningTried = true;
    }
  }

  private void runOnce(Set<String> wanted, Map<String, OnnxTensor> pinned, RunControl control)
      throws OrtException {
    try (OrtSession.Result result = model.run(feeds, wanted, pinned, control)) {
      for (String name : wanted) {
        outputs.put(name, Fetches.read(result, signature.output(name)));
      }
    }
  }

  // The tensors of this run stay; the next run writes to the new ones.
  private void pin() throws OrtException {
    try {
      pinAll();
    } catch (OrtException | RuntimeException | OutOfMemoryError e) {
      unpin();
      throw e;
    }
  }

  private void pinAll() throws OrtException {
    for (OutputPort port : signature.outputs().values()) {
      Tensor found = outputs.get(port.name());
      if (port.isPinnable() && found != null && found.type() == port.boundType()) {
        Tensor pinned = pins.pin(port, found.shape());
        pinned.data().put(found.data());
        outputs.put(port.name(), pinned);
        unpinned.remove(port.name());
      }
    }
    if (unpinned.isEmpty() && plainText.isEmpty()) {
      pins.prepare(model.prepare(feeds, pins.values()));
    }
  }

  private void unpin() {
    pins.close();
    unpinned.addAll(signature.outputs().keySet());
  }

  @Override
  public Tensor output(String name) {
    signature.output(name);
    Tensor output = outputs.get(name);
    if (output == null) {
      throw new IllegalStateException("There is no output yet: run first");
    }
    return output;
  }

  @Override
  public void close() {
    isClosed = true;
    tracking.end();
    end(pins, feeds, account).run();
  }
}
