package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lepton.runtime.foreign.PreparedCall;
import io.lepton.runtime.resource.MemoryAccount;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Outputs that the runtime writes to memory of ours, and the call that does so once it is prepared.
 * Closing frees the native values and ends the count of the memory, which is the garbage
 * collector's.
 *
 * <p>For one thread.
 */
final class Pins implements AutoCloseable {

  private final OrtEnvironment environment;
  private final MemoryAccount account;
  private final Map<String, OnnxTensor> values = new LinkedHashMap<>();
  private @Nullable PreparedCall call;
  private long takenBytes;

  /**
   * Begins without outputs.
   *
   * @param account where their memory is counted
   */
  Pins(OrtEnvironment environment, MemoryAccount account) {
    this.environment = environment;
    this.account = account;
  }

  /** Makes a tensor of a shape, and pins an output to it. */
  Tensor pin(OutputPort port, Shape shape) throws OrtException {
    take(shape.elementCount() * port.boundType().sizeBytes());
    Tensor tensor = Tensor.allocate(port.boundType(), shape);
    values.put(port.name(), Feeds.over(environment, tensor));
    return tensor;
  }

  private void take(long bytes) {
    account.take(bytes);
    takenBytes += bytes;
  }

  Map<String, OnnxTensor> values() {
    return values;
  }

  /** Takes over a call that writes to all outputs; nothing if there is none. */
  void prepare(@Nullable PreparedCall prepared) {
    call = prepared;
  }

  @Nullable PreparedCall call() {
    return call;
  }

  @Override
  public void close() {
    PreparedCall prepared = call;
    if (prepared != null) {
      call = null;
      prepared.close();
    }
    values.values().forEach(OnnxTensor::close);
    values.clear();
    account.giveBack(takenBytes);
    takenBytes = 0;
  }
}
