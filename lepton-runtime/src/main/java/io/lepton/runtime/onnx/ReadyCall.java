package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.lepton.data.Vocabulary;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.runtime.foreign.PreparedCall;
import io.lepton.runtime.resource.MemoryAccount;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call whose native values are there already, for requests of certain shapes: inputs are copied
 * in, outputs are copied out, and nothing is made but the answer.
 *
 * <p>For one thread at a time, which holds a lease of the model. It does not refer to the session,
 * which may be forgotten.
 */
final class ReadyCall implements AutoCloseable {

  private final List<InputPort> inputs;
  private final List<Shape> shapes;
  private final ByteBuffer[] memory;
  private final List<OutputPort> outputs;
  private final Tensor[] results;
  private final Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
  private final MemoryAccount account;
  private final Pins pins;

  private ReadyCall(NativeModel model, Signature signature, List<Shape> shapes) {
    this.inputs = List.copyOf(signature.inputs().values());
    this.shapes = shapes;
    this.memory = new ByteBuffer[inputs.size()];
    this.outputs = List.copyOf(signature.outputs().values());
    this.results = new Tensor[outputs.size()];
    this.account = model.memory().openPart("A call");
    this.pins = new Pins(model.environment(), account);
  }

  /**
   * Makes a call ready, for whoever holds a lease.
   *
   * @param shapes of the inputs, in the model's order; kept
   * @param outputShapes of all outputs
   * @return the call, to be closed; nothing if the binding in use does not let calls be prepared
   */
  static @Nullable ReadyCall of(
      NativeModel model, Signature signature, List<Shape> shapes, Map<String, Shape> outputShapes)
      throws OrtException {
    ReadyCall call = new ReadyCall(model, signature, shapes);
    boolean isReady = false;
    try {
      call.prepare(model, outputShapes);
      isReady = call.pins.call() != null;
    } finally {
      if (!isReady) {
        call.close();
      }
    }
    return isReady ? call : null;
  }

  private void prepare(NativeModel model, Map<String, Shape> outputShapes) throws OrtException {
    for (int i = 0; i < memory.length; i++) {
      InputPort port = inputs.get(i);
      account.take(BoundMemory.bytes(port.spec().type(), shapes.get(i)));
      Tensor tensor = Tensor.allocate(port.spec().type(), shapes.get(i));
      memory[i] = tensor.data();
      feeds.put(port.name(), Feeds.over(model.environment(), tensor));
    }
    for (int i = 0; i < results.length; i++) {
      OutputPort port = outputs.get(i);
      results[i] = pins.pin(port, Known.in(outputShapes, port.name()));
    }
    pins.prepare(model.prepare(feeds, pins.values()));
  }

  /** Says whether this is the call for a request; such a request is as the model wants it. */
  boolean suits(InferenceRequest request) {
    Map<String, Tensor> given = request.inputs();
    if (given.size() != memory.length
        || !request.others().isEmpty()
        || !request.outputs().isEmpty()) {
      return false;
    }
    for (int i = 0; i < memory.length; i++) {
      if (!suits(inputs.get(i), shapes.get(i), given)) {
        return false;
      }
    }
    return true;
  }

  private static boolean suits(InputPort port, Shape shape, Map<String, Tensor> given) {
    Tensor tensor = given.get(port.name());
    return tensor != null && tensor.type() == port.spec().type() && tensor.shape().equals(shape);
  }

  /** Answers a request that suits. */
  InferenceResponse run(InferenceRequest request, RunControl control) throws OrtException {
    for (int i = 0; i < memory.length; i++) {
      ByteBuffer target = memory[i];
      ByteBuffer source = Known.in(request.inputs(), inputs.get(i).name()).data();
      target.put(0, source, 0, target.capacity());
    }
    PreparedCall call = pins.call();
    if (call == null) {
      throw new IllegalStateException("This call is closed");
    }
    call.run(control.options());
    return new InferenceResponse(answer());
  }

  private Map<String, Tensor> answer() {
    if (results.length == 1) {
      return Collections.singletonMap(outputs.get(0).name(), copy(0));
    }
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (int i = 0; i < results.length; i++) {
      all.put(outputs.get(i).name(), copy(i));
    }
    return all;
  }

  private Tensor copy(int index) {
    Vocabulary codes = outputs.get(index).codes();
    Tensor result = results[index];
    if (codes != null) {
      return TextTensors.decode(codes, result);
    }
    Tensor copy = Tensor.allocate(result.type(), result.shape());
    copy.data().put(result.data());
    return copy;
  }

  /** Frees the native values, before or after those of the model. */
  @Override
  public void close() {
    pins.close();
    for (OnnxTensor value : feeds.values()) {
      value.close();
    }
    feeds.clear();
    account.close();
  }
}
