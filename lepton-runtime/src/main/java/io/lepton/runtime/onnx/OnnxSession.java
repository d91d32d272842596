package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.data.Vocabulary;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelMetadata;
import io.lepton.model.SessionStatistics;
import io.lepton.runtime.lane.Lanes;
import io.lepton.runtime.lane.StopSignal;
import io.lepton.runtime.resource.CallStatistics;
import io.lepton.runtime.resource.Tracking;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A model loaded into ONNX Runtime. Safe for use by many threads. */
final class OnnxSession implements InferenceSession {

  private final NativeModel model;
  private final Signature signature;
  private final DeviceReport device;
  private final Optional<TreeStage> trees;
  private final LearnedShapes learned;
  private final ReadyCalls ready;
  private final SessionEnd end;
  private final @Nullable LeakWatch bindings;

  OnnxSession(
      NativeModel model, Signature signature, DeviceReport device, Optional<TreeStage> trees) {
    this(
        model,
        signature,
        device,
        trees,
        new LearnedShapes(),
        new ReadyCalls(model, signature),
        null,
        null);
  }

  private OnnxSession(
      NativeModel model,
      Signature signature,
      DeviceReport device,
      Optional<TreeStage> trees,
      LearnedShapes learned,
      ReadyCalls ready,
      @Nullable AutoCloseable share,
      @Nullable LeakWatch bindings) {
    this.model = model;
    this.signature = signature;
    this.device = device;
    this.trees = trees;
    this.learned = learned;
    this.ready = ready;
    this.end = new SessionEnd(model, trees, ready, share);
    this.bindings = bindings;
  }

  /**
   * Returns a session of its own over what is native here.
   *
   * @param name what its caller calls the model
   * @param share closed once the session is, and none of its calls is left; nothing for a part
   * @param bindings what watches over its bindings
   */
  OnnxSession handle(String name, @Nullable AutoCloseable share, LeakWatch bindings) {
    NativeModel gate = model.handle(name);
    Optional<TreeStage> stage =
        trees.isPresent() ? Optional.of(trees.get().handle(bindings)) : Optional.empty();
    Signature named = signature.named(name);
    ReadyCalls calls = new ReadyCalls(gate, named);
    return new OnnxSession(gate, named, device, stage, learned, calls, share, bindings);
  }

  /** Ends this session when nobody can reach it any more. */
  OnnxSession watched(LeakWatch by) {
    end.watch(this, by);
    return this;
  }

  /** Loads a part of a model, with inputs and outputs as the part declares them. */
  static OnnxSession load(OnnxModel part, String name, Settings settings)
      throws IOException, OrtException {
    return load(part, ModelPlan.asIs(part).signature(name), settings);
  }

  /** Loads a part of a model. */
  static OnnxSession load(OnnxModel part, Signature signature, Settings settings)
      throws IOException, OrtException {
    NativeModel model =
        NativeModel.load(signature.metadata().name(), direct(part), settings.ofPart());
    DeviceReport device = new DeviceReport(settings.device(), "part of a model", List.of());
    return new OnnxSession(model, signature, device, Optional.empty());
  }

  // The runtime reads the model from where it lies, if that is direct memory.
  static ByteBuffer direct(OnnxModel model) throws IOException {
    ByteBuffer memory = ByteBuffer.allocateDirect(Math.toIntExact(model.sizeBytes()));
    model.writeTo(
        new OutputStream() {
          @Override
          public void write(int value) {
            memory.put((byte) value);
          }

          @Override
          public void write(byte[] source, int offset, int length) {
            memory.put(source, offset, length);
          }
        });
    return memory.flip();
  }

  @Override
  public ModelMetadata metadata() {
    return signature.metadata();
  }

  @Override
  public DeviceReport device() {
    return device;
  }

  @Override
  public InferenceResponse infer(InferenceRequest request) {
    Lanes lanes = model.lanes();
    return lanes.isCallerFit() ? answer(request, null) : lanes.call(stop -> answer(request, stop));
  }

  @Override
  public InferenceResponse infer(InferenceRequest request, Deadline deadline) {
    return model.lanes().call(deadline, stop -> answer(request, stop));
  }

  @Override
  public CompletableFuture<InferenceResponse> inferAsync(
      InferenceRequest request, Deadline deadline) {
    return model.lanes().callAsync(deadline, stop -> answer(request, stop));
  }

  private InferenceResponse answer(InferenceRequest request, @Nullable StopSignal stop) {
    model.enter();
    long mark = model.statistics().began();
    try {
      return answerHeld(request, stop);
    } catch (InferenceException e) {
      model.statistics().failed();
      throw e;
    } finally {
      model.statistics().ended(mark);
      model.leave();
    }
  }

  @Override
  public void warmUp(InferenceRequest request, int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("Needs at least 1 run to warm up, got " + runs);
    }
    for (int i = 0; i < runs; i++) {
      model
          .lanes()
          .call(
              stop -> {
                held(() -> answerHeld(request, stop));
                return true;
              });
    }
  }

  private InferenceResponse answerHeld(InferenceRequest request, @Nullable StopSignal stop) {
    try (RunControl control = model.control(stop)) {
      InferenceResponse answer = ready.answer(request, control);
      return answer == null ? checkedRun(request, control) : answer;
    } catch (OrtException e) {
      throw OrtFailures.ofRun(model, stop, e);
    }
  }

  private InferenceResponse checkedRun(InferenceRequest request, RunControl control)
      throws OrtException {
    RequestCheck.check(signature, request);
    List<OutputPort> wanted = signature.wanted(request.outputs());
    try (Feeds feeds = Feeds.of(model.environment(), signature, request.inputs())) {
      return response(wanted, run(feeds, wanted, control));
    }
  }

  private Map<String, Tensor> run(Feeds feeds, List<OutputPort> wanted, RunControl control)
      throws OrtException {
    Map<String, Shape> shapes = learned.get(feeds.shapes());
    if (shapes.isEmpty()) {
      return runLearning(feeds, wanted, control);
    }
    Map<String, Tensor> outputs;
    try {
      outputs = runPinned(feeds, wanted, shapes, control);
    } catch (OrtException e) {
      if (control.isStopped()) {
        throw e;
      }
      // Either the shapes were not to be relied on, or the run fails in any case.
      outputs = runLearning(feeds, wanted, control);
      learned.giveUp();
      return outputs;
    }
    ready.learn(feeds.shapes(), shapes);
    return outputs;
  }

  private Map<String, Tensor> runLearning(Feeds feeds, List<OutputPort> wanted, RunControl control)
      throws OrtException {
    Map<String, Tensor> outputs = new HashMap<>();
    Map<String, Shape> shapes = new HashMap<>();
    try (OrtSession.Result result = model.run(feeds.values(), names(wanted), Map.of(), control)) {
      for (OutputPort port : wanted) {
        Tensor tensor = Fetches.read(result, port);
        outputs.put(port.name(), tensor);
        if (port.isPinnable() && tensor.type() == port.boundType()) {
          shapes.put(port.name(), tensor.shape());
        }
      }
    }
    learned.put(feeds.shapes(), shapes);
    return outputs;
  }

  private static Set<String> names(List<OutputPort> ports) {
    Set<String> names = new LinkedHashSet<>();
    for (OutputPort port : ports) {
      names.add(port.name());
    }
    return names;
  }

  private Map<String, Tensor> runPinned(
      Feeds feeds, List<OutputPort> wanted, Map<String, Shape> shapes, RunControl control)
      throws OrtException {
    Map<String, Tensor> outputs = new HashMap<>();
    Set<String> unpinned = new LinkedHashSet<>();
    try (Pins pins = new Pins(model.environment(), model.memory())) {
      for (OutputPort port : wanted) {
        Shape shape = shapes.get(port.name());
        if (shape == null) {
          unpinned.add(port.name());
        } else {
          outputs.put(port.name(), pins.pin(port, shape));
        }
      }
      runPinned(feeds, pins.values(), unpinned, outputs, control);
    }
    return outputs;
  }

  private void runPinned(
      Feeds feeds,
      Map<String, OnnxTensor> pins,
      Set<String> unpinned,
      Map<String, Tensor> outputs,
      RunControl control)
      throws OrtException {
    try (OrtSession.Result result = model.run(feeds.values(), unpinned, pins, control)) {
      for (String name : unpinned) {
        outputs.put(name, Fetches.read(result, signature.output(name)));
      }
    }
  }

  private static InferenceResponse response(List<OutputPort> wanted, Map<String, Tensor> outputs) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (OutputPort port : wanted) {
      Tensor tensor = Known.in(outputs, port.name());
      Vocabulary codes = port.codes();
      ordered.put(port.name(), codes == null ? tensor : TextTensors.decode(codes, tensor));
    }
    return new InferenceResponse(ordered);
  }

  @Override
  public BoundInference bind(Map<String, Shape> inputShapes) {
    model.enter();
    try {
      RequestCheck.check(signature, inputShapes);
      return trees.isPresent() && trees.get().suits(inputShapes)
          ? trees.get().bind(this, signature, inputShapes)
          : OnnxBinding.of(this, model, signature, inputShapes);
    } catch (OrtException e) {
      throw OrtFailures.ofRun(model, e);
    } finally {
      model.leave();
    }
  }

  @Override
  public SessionStatistics statistics() {
    long inFlight = inFlight() + trees.map(TreeStage::inFlight).orElse(0L);
    long nativeBytes = nativeBytes() + trees.map(TreeStage::nativeBytes).orElse(0L);
    return model.statistics().snapshot(inFlight, nativeBytes);
  }

  /** Does something as a part of a call: closing waits for it. */
  void held(Runnable part) {
    model.enter();
    try {
      part.run();
    } finally {
      model.leave();
    }
  }

  CallStatistics statisticsOfCalls() {
    return model.statistics();
  }

  long inFlight() {
    return model.inFlight();
  }

  long nativeBytes() {
    return model.nativeBytes();
  }

  /** Watches over a binding of this session. */
  Tracking watch(OnnxBinding binding, Runnable free) {
    return bindings == null ? Tracking.NONE : bindings.binding(binding, model.name(), free);
  }

  @Override
  public void close() {
    end.close();
  }

  /** Closes; true if no call is left behind. */
  boolean end() {
    return end.close();
  }
}
