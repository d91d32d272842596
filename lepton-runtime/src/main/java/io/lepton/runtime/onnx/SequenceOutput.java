package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A sequence that comes as three tensors: the elements of all its tensors one after the other,
 * their dimensions likewise, and their ranks. A Loop in the graph takes the sequence apart.
 *
 * <p>The Java binding reads sequences of four element types alone.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class SequenceOutput implements LoweredOutput {

  private final TensorSpec spec;
  private final String data;
  private final String dims;
  private final String ranks;

  /** Lets nodes of the graph take a value apart. */
  SequenceOutput(GraphEdit edit, TensorSpec spec, String value, OnnxElementType type) {
    this.spec = spec;
    this.data = edit.freshName(spec.name());
    this.dims = edit.freshName(spec.name());
    this.ranks = edit.freshName(spec.name());
    edit.addOutput(data, OnnxType.tensor(type, Shape.ANY));
    edit.addOutput(dims, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY));
    edit.addOutput(ranks, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY));
    edit.append(nodes(edit, value, type));
  }

  private List<OnnxNode> nodes(GraphEdit edit, String value, OnnxElementType type) {
    String whole = edit.freshName("whole");
    String none = edit.freshName("none");
    String noElements = edit.freshName("none");
    String count = edit.freshName("count");
    String firstElements = edit.freshName("first");
    String firstInts = edit.freshName("first");
    List<String> lists =
        List.of(edit.freshName("all"), edit.freshName("all"), edit.freshName("all"));
    List<OnnxNode> nodes = new ArrayList<>();
    nodes.add(GraphEdit.constant(whole, OnnxTensorData.of("", Shape.of(1), -1L)));
    nodes.add(GraphEdit.constant(none, OnnxTensorData.of("", Shape.of(0), new long[0])));
    nodes.add(GraphEdit.cast(none, noElements, type));
    nodes.add(OnnxNode.of("SequenceLength", List.of(value), List.of(count)));
    // Never empty, so that there is something to put together.
    nodes.add(OnnxNode.of("SequenceConstruct", List.of(noElements), List.of(firstElements)));
    nodes.add(OnnxNode.of("SequenceConstruct", List.of(none), List.of(firstInts)));
    nodes.add(
        OnnxNode.of(
            "Loop",
            List.of(count, "", firstElements, firstInts, firstInts),
            lists,
            OnnxAttribute.ofGraph("body", body(edit, value, whole, type).graph())));
    nodes.add(concat(lists.get(0), data));
    nodes.add(concat(lists.get(1), dims));
    nodes.add(concat(lists.get(2), ranks));
    return nodes;
  }

  private static LoopBody body(GraphEdit edit, String value, String whole, OnnxElementType type) {
    OnnxType elements = sequence(type);
    OnnxType ints = sequence(OnnxElementType.INT64);
    LoopBody body = new LoopBody(edit);
    String elementsBefore = body.carry(elements);
    String dimsBefore = body.carry(ints);
    String ranksBefore = body.carry(ints);
    String tensor = body.make("SequenceAt", value, body.index());
    String shape = body.make("Shape", tensor);
    String flat = body.make("Reshape", tensor, whole);
    body.carryOn(body.make("SequenceInsert", elementsBefore, flat), elements);
    body.carryOn(body.make("SequenceInsert", dimsBefore, shape), ints);
    body.carryOn(body.make("SequenceInsert", ranksBefore, body.make("Shape", shape)), ints);
    return body;
  }

  private static OnnxType sequence(OnnxElementType type) {
    return new OnnxType.SequenceType(OnnxType.tensor(type, OnnxShape.unranked()));
  }

  private static OnnxNode concat(String sequence, String output) {
    return OnnxNode.of(
        "ConcatFromSequence", List.of(sequence), List.of(output), OnnxAttribute.ofInt("axis", 0));
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public List<String> parts() {
    return List.of(data, dims, ranks);
  }

  @Override
  public TensorValue read(Map<String, Tensor> tensors) {
    Tensor elements = Known.in(tensors, data);
    long[] allDims = Known.in(tensors, dims).toLongs();
    List<Tensor> all = new ArrayList<>();
    int element = 0;
    int dim = 0;
    for (long rank : Known.in(tensors, ranks).toLongs()) {
      int nextDim = dim + Math.toIntExact(rank);
      Shape shape = Shape.of(Arrays.copyOfRange(allDims, dim, nextDim));
      Tensor tensor = slice(elements, element, shape);
      all.add(tensor);
      element += tensor.size();
      dim = nextDim;
    }
    return TensorSequence.of(spec.type(), all);
  }

  private static Tensor slice(Tensor elements, int first, Shape shape) {
    int count = Math.toIntExact(shape.elementCount());
    if (elements.type() == DataType.BYTES) {
      byte[][] texts = new byte[count][];
      Arrays.setAll(texts, i -> elements.bytes(first + i));
      return Tensor.ofBytes(shape, texts);
    }
    int size = elements.type().sizeBytes();
    ByteBuffer memory = elements.data().slice(first * size, count * size);
    return Tensor.wrap(elements.type(), shape, memory);
  }
}
