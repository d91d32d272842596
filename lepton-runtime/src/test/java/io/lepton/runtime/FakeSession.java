package io.lepton.runtime;

import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.Device;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelMetadata;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A model in Java: what it answers is a function of its inputs. Counts what was not closed. */
public final class FakeSession implements InferenceSession {

  private final ModelMetadata metadata;
  private final Function<Map<String, Tensor>, Map<String, Tensor>> function;
  private final Map<String, BoundInference.TextCodes> inputCodes;
  private final Map<String, Vocabulary> outputCodes;

  /** Bindings that were opened and not closed. */
  public final AtomicInteger openBindings = new AtomicInteger();

  public FakeSession(
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      Map<String, String> properties,
      Map<String, BoundInference.TextCodes> inputCodes,
      Map<String, Vocabulary> outputCodes,
      Function<Map<String, Tensor>, Map<String, Tensor>> function) {
    this.metadata = new ModelMetadata("fake", "", inputs, outputs, properties);
    this.inputCodes = inputCodes;
    this.outputCodes = outputCodes;
    this.function = function;
  }

  /** A model without codes. */
  public static FakeSession of(
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      Function<Map<String, Tensor>, Map<String, Tensor>> function) {
    return new FakeSession(inputs, outputs, Map.of(), Map.of(), Map.of(), function);
  }

  @Override
  public ModelMetadata metadata() {
    return metadata;
  }

  @Override
  public DeviceReport device() {
    return new DeviceReport(Device.CPU, "CPU: a fake", List.of());
  }

  @Override
  public InferenceResponse infer(InferenceRequest request) {
    return new InferenceResponse(function.apply(request.inputs()));
  }

  @Override
  public InferenceResponse infer(InferenceRequest request, Deadline deadline) {
    InferenceResponse response = infer(request);
    checkNotLate(deadline);
    return response;
  }

  @Override
  public CompletableFuture<InferenceResponse> inferAsync(
      InferenceRequest request, Deadline deadline) {
    return CompletableFuture.supplyAsync(() -> infer(request, deadline));
  }

  private static void checkNotLate(Deadline deadline) {
    if (deadline.hasPassed()) {
      throw new DeadlineExceededException("The fake was late");
    }
  }

  @Override
  public BoundInference bind(Map<String, Shape> inputShapes) {
    openBindings.incrementAndGet();
    return new Bound(inputShapes);
  }

  @Override
  public void close() {}

  private final class Bound implements BoundInference {

    private final Map<String, Tensor> inputs = new HashMap<>();
    private Map<String, Tensor> outputs = Map.of();
    private boolean closed;

    Bound(Map<String, Shape> shapes) {
      for (TensorSpec spec : metadata.inputs()) {
        DataType type = inputCodes.containsKey(spec.name()) ? DataType.INT32 : spec.type();
        if (type != DataType.BYTES) {
          inputs.put(spec.name(), Tensor.allocate(type, shapes.get(spec.name())));
        }
      }
    }

    @Override
    public Tensor input(String name) {
      return inputs.get(name);
    }

    @Override
    public void setText(String name, Tensor text) {
      inputs.put(name, text);
    }

    @Override
    public void setCodes(String name, int[] codes) {
      inputs.get(name).data().asIntBuffer().put(codes, 0, inputs.get(name).size());
    }

    @Override
    public Optional<TextCodes> inputCodes(String name) {
      return Optional.ofNullable(inputCodes.get(name));
    }

    @Override
    public Optional<Vocabulary> outputCodes(String name) {
      return Optional.ofNullable(outputCodes.get(name));
    }

    @Override
    public void run() {
      outputs = function.apply(inputs);
    }

    @Override
    public void run(Deadline deadline) {
      run();
      checkNotLate(deadline);
    }

    @Override
    public Tensor output(String name) {
      return outputs.get(name);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openBindings.decrementAndGet();
      }
    }
  }
}
