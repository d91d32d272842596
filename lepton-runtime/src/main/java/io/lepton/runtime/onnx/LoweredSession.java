package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.ModelMetadata;
import io.lepton.model.SessionStatistics;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A model that takes or makes more than tensors, on top of one that knows only tensors.
 *
 * <p>Safe for use by many threads.
 */
final class LoweredSession implements InferenceSession {

  private final InferenceSession session;
  private final Map<String, LoweredInput> inputs;
  private final Map<String, LoweredOutput> outputs;
  private final Signature signature;

  /** Takes over the session of the lowered model. */
  LoweredSession(InferenceSession session, Lowering lowering) {
    this.session = session;
    this.inputs = lowering.inputs();
    this.outputs = lowering.outputs();
    this.signature = signature(session.metadata(), lowering);
  }

  private static Signature signature(ModelMetadata lowered, Lowering lowering) {
    OnnxGraph graph = lowering.original().graph();
    List<InputPort> inputs = new ArrayList<>();
    for (OnnxValueInfo info : graph.requiredInputs()) {
      LoweredInput input = lowering.inputs().get(info.name());
      TensorSpec spec = input == null ? lowered.input(info.name()).orElseThrow() : input.spec();
      inputs.add(new InputPort(spec, isRanked(info.type()), null, null));
    }
    List<OutputPort> outputs = new ArrayList<>();
    for (OnnxValueInfo info : graph.outputs()) {
      LoweredOutput output = lowering.outputs().get(info.name());
      TensorSpec spec = output == null ? lowered.output(info.name()).orElseThrow() : output.spec();
      outputs.add(new OutputPort(spec, null, OutputPort.Kind.TENSOR));
    }
    ModelMetadata metadata =
        new ModelMetadata(
            lowered.name(),
            lowered.producer(),
            inputs.stream().map(InputPort::spec).toList(),
            outputs.stream().map(OutputPort::spec).toList(),
            lowered.properties());
    return new Signature(metadata, inputs, outputs, new CodedInputs());
  }

  private static boolean isRanked(OnnxType type) {
    return type instanceof OnnxType.TensorType tensor
        ? tensor.shape().isRanked()
        : BorderType.of(type).map(BorderType::shape).map(OnnxShape::isRanked).orElse(false);
  }

  @Override
  public ModelMetadata metadata() {
    return signature.metadata();
  }

  @Override
  public DeviceReport device() {
    return session.device();
  }

  @Override
  public InferenceResponse infer(InferenceRequest request) {
    RequestCheck.check(signature, request);
    return raised(request, session.infer(lowered(request)));
  }

  @Override
  public InferenceResponse infer(InferenceRequest request, Deadline deadline) {
    RequestCheck.check(signature, request);
    return raised(request, session.infer(lowered(request), deadline));
  }

  @Override
  public CompletableFuture<InferenceResponse> inferAsync(
      InferenceRequest request, Deadline deadline) {
    try {
      RequestCheck.check(signature, request);
      return Derived.of(
          session.inferAsync(lowered(request), deadline), answer -> raised(request, answer));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private InferenceRequest lowered(InferenceRequest request) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(request.inputs());
    inputs.forEach(
        (name, input) -> {
          TensorValue value = tensors.remove(name);
          input.feed(value == null ? other(request, name) : value, tensors);
        });
    return InferenceRequest.of(tensors).wanting(wanted(request));
  }

  private static TensorValue other(InferenceRequest request, String name) {
    return request.others().getOrDefault(name, TensorValue.absent());
  }

  private String[] wanted(InferenceRequest request) {
    List<String> names = new ArrayList<>();
    for (String name : request.outputs()) {
      LoweredOutput output = outputs.get(name);
      names.addAll(output == null ? List.of(name) : output.parts());
    }
    return names.toArray(String[]::new);
  }

  private InferenceResponse raised(InferenceRequest request, InferenceResponse answer) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, TensorValue> others = new LinkedHashMap<>();
    for (OutputPort port : signature.wanted(request.outputs())) {
      LoweredOutput output = outputs.get(port.name());
      TensorValue value =
          output == null ? answer.output(port.name()) : output.read(answer.outputs());
      if (value instanceof Tensor tensor) {
        tensors.put(port.name(), tensor);
      } else {
        others.put(port.name(), value);
      }
    }
    return new InferenceResponse(tensors, others);
  }

  @Override
  public BoundInference bind(Map<String, Shape> inputShapes) {
    List<String> reasons = new ArrayList<>();
    inputs.values().forEach(input -> reasons.add(reason("Input", input.spec())));
    outputs.values().forEach(output -> reasons.add(reason("Output", output.spec())));
    throw new InvalidRequestException(reasons);
  }

  private static String reason(String kind, TensorSpec spec) {
    return "%s %s needs infer, a binding holds only tensors as the model knows them"
        .formatted(kind, spec);
  }

  @Override
  public void warmUp(InferenceRequest request, int runs) {
    RequestCheck.check(signature, request);
    session.warmUp(lowered(request), runs);
  }

  @Override
  public SessionStatistics statistics() {
    return session.statistics();
  }

  @Override
  public void close() {
    session.close();
  }
}
