package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lepton.model.InvalidRequestException;
import io.lepton.runtime.onnx.CodedInputs.Feed;
import io.lepton.runtime.onnx.CodedInputs.Target;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of all feeds that are written from codes, for inputs of certain shapes.
 *
 * <p>For one thread.
 */
final class CodedMemory {

  private final OrtEnvironment environment;
  private final Map<String, OnnxTensor> values;
  private final Map<String, Tensor> memory = new HashMap<>();
  private final Map<String, List<CodeTable.Writer>> writers = new HashMap<>();

  /**
   * Begins without memory.
   *
   * @param values where the native values go, by feed; whoever has the map closes them
   */
  CodedMemory(OrtEnvironment environment, Map<String, OnnxTensor> values) {
    this.environment = environment;
    this.values = values;
  }

  void prepare(CodedInputs inputs, Map<String, Shape> shapes) throws OrtException {
    for (String input : inputs.codes().keySet()) {
      Shape shape = Known.in(shapes, input);
      List<CodeTable.Writer> mine = new ArrayList<>();
      for (Target target : inputs.targets(input)) {
        Feed feed = Known.in(inputs.feeds(), target.feed());
        Tensor tensor = tensor(feed, input, shape);
        int count = (int) shape.elementCount();
        mine.add(target.table().writer(tensor, target.offset(), feed.width(), count));
      }
      writers.put(input, mine);
    }
  }

  private Tensor tensor(Feed feed, String input, Shape text) throws OrtException {
    Shape shape = feed.shape(text);
    Tensor tensor = memory.get(feed.name());
    if (tensor == null) {
      tensor = Tensors.allocate(input, feed.type(), shape);
      memory.put(feed.name(), tensor);
      values.put(feed.name(), Feeds.over(environment, tensor));
    } else if (!tensor.shape().equals(shape)) {
      throw new InvalidRequestException(
          List.of(
              "Input %s needs %d rows like the inputs beside it, got %s"
                  .formatted(input, tensor.shape().dimension(0), text)));
    }
    return tensor;
  }

  /** Writes what the codes of an input become; they were checked. */
  void write(String input, int[] codes) {
    for (CodeTable.Writer writer : writers.getOrDefault(input, List.of())) {
      writer.write(codes);
    }
  }
}
