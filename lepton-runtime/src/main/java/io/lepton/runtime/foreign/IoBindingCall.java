package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.ref.Reference;
import java.util.Map;

/**
 * A call through the C API: the runtime has the names and the values already, nothing is allocated
 * in Java.
 *
 * <p>Only for sessions on the CPU: elsewhere binding an input copies it to the device, once.
 */
final class IoBindingCall implements PreparedCall {

  private final long session;
  private final long binding;
  // The memory that the runtime reads and writes must not be collected.
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private boolean isClosed;

  private IoBindingCall(
      long session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
      throws OrtException {
    this.session = session;
    this.inputs = inputs;
    this.outputs = outputs;
    binding = OrtApi.createIoBinding(session);
  }

  static IoBindingCall of(
      long session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
      throws OrtException {
    IoBindingCall call = new IoBindingCall(session, Map.copyOf(inputs), Map.copyOf(outputs));
    try {
      call.bind();
      return call;
    } catch (OrtException | RuntimeException | Error e) {
      call.close();
      throw e;
    }
  }

  private void bind() throws OrtException {
    for (Map.Entry<String, OnnxTensor> input : inputs.entrySet()) {
      OrtApi.bindInput(binding, input.getKey(), JavaBinding.value(input.getValue()));
    }
    for (Map.Entry<String, OnnxTensor> output : outputs.entrySet()) {
      OrtApi.bindOutput(binding, output.getKey(), JavaBinding.value(output.getValue()));
    }
  }

  @Override
  public void run(OrtSession.RunOptions options) throws OrtException {
    OrtApi.runWithBinding(session, JavaBinding.runOptions(options), binding);
    Reference.reachabilityFence(this);
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      OrtApi.release(binding);
    }
  }
}
