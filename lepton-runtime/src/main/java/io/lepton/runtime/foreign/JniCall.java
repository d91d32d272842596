package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import java.lang.ref.Reference;
import java.util.Map;

/**
 * The native method of the Java binding with the arrays made once that its {@code run} makes each
 * time. What is left to be allocated is the array of flags that it returns, 24 bytes.
 */
final class JniCall implements PreparedCall {

  final OrtSession session;
  final long sessionPointer;
  final long allocatorPointer;
  final String[] inputNames;
  final long[] inputs;
  final String[] outputNames;
  final OnnxValue[] outputValues;
  final long[] outputs;
  // Also keeps the memory of the inputs from being collected.
  private final OnnxTensor[] inputValues;

  JniCall(OrtSession session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    this.session = session;
    sessionPointer = JavaBinding.session(session);
    allocatorPointer = JavaBinding.allocator(session);
    inputNames = inputs.keySet().toArray(String[]::new);
    inputValues = inputs.values().toArray(OnnxTensor[]::new);
    this.inputs = JavaBinding.values(inputs.values());
    outputNames = outputs.keySet().toArray(String[]::new);
    outputValues = outputs.values().toArray(OnnxValue[]::new);
    this.outputs = JavaBinding.values(outputs.values());
  }

  @Override
  public void run(OrtSession.RunOptions options) throws OrtException {
    boolean isDone = JavaBinding.run(this, JavaBinding.runOptions(options));
    Reference.reachabilityFence(inputValues);
    Reference.reachabilityFence(outputValues);
    if (!isDone) {
      throw new OrtException(OrtErrorCode.ORT_FAIL, "The Java binding ran out of memory");
    }
  }

  @Override
  public void close() {}
}
