package io.lepton.runtime.onnx;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InferenceException;
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
 * A sequence that comes as two tensors: the elements of all its tensors one after the other, and a
 * table with a row for each, of its rank and its dimensions. The Java binding reads sequences of
 * four element types alone.
 *
 * <p>Tensors that differ at most in their first dimension are put together by the runtime in one
 * go. For others a Loop makes a sequence of them as vectors first, which copies what it has in each
 * round.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class SequenceOutput implements LoweredOutput {

  /** No model is known whose tensors have more dimensions. */
  private static final int MAX_RANK = 16;

  /** The rank, then the dimensions, filled up with zeros. */
  private static final int WIDTH = 1 + MAX_RANK;

  private static final OnnxElementType INT64 = OnnxElementType.INT64;

  private final TensorSpec spec;
  private final String data;
  private final String table;

  /** Lets nodes of the graph take a value apart. */
  SequenceOutput(GraphEdit edit, TensorSpec spec, String value, OnnxElementType type) {
    this.spec = spec;
    this.data = edit.freshName(spec.name());
    this.table = edit.freshName(spec.name());
    edit.addOutput(data, OnnxType.tensor(type, Shape.ANY));
    edit.addOutput(table, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY, WIDTH));
    edit.append(nodes(edit, value, type));
  }

  private List<OnnxNode> nodes(GraphEdit edit, String value, OnnxElementType type) {
    NodeList nodes = new NodeList(edit);
    String count = nodes.make("SequenceLength", value);
    OnnxAttribute body = OnnxAttribute.ofGraph("body", tableRow(edit, nodes, value));
    nodes.add(OnnxNode.of("Loop", List.of(count, ""), List.of(table), body));
    String canJoin = canJoin(nodes);
    String whole = nodes.constant(Shape.of(1), -1);
    NodeList join = new NodeList(edit);
    join.make("Reshape", join.add(concat(value, join.fresh())), whole);
    List<OnnxNode> vectors = vectors(edit, value, count, whole, type);
    OnnxType vector = OnnxType.tensor(type, Shape.ANY);
    nodes.add(Branches.choose(canJoin, join.nodes(), vectors, data, vector));
    return nodes.nodes();
  }

  private static OnnxGraph tableRow(GraphEdit edit, NodeList outside, String value) {
    String zeros = outside.constant(Shape.of(MAX_RANK), new long[MAX_RANK]);
    String start = outside.constant(Shape.of(1), 0);
    String end = outside.constant(Shape.of(1), WIDTH);
    LoopBody body = new LoopBody(edit);
    NodeList nodes = body.nodes();
    String shape = nodes.make("Shape", nodes.make("SequenceAt", value, body.index()));
    List<String> parts = List.of(nodes.make("Shape", shape), shape, zeros);
    OnnxAttribute axis = OnnxAttribute.ofInt("axis", 0);
    String row = nodes.add(OnnxNode.of("Concat", parts, List.of(nodes.fresh()), axis));
    OnnxType type = OnnxType.tensor(OnnxElementType.INT64, WIDTH);
    body.putOut(nodes.make("Slice", row, start, end), type);
    return body.graph();
  }

  // All rows are as the first one, apart from the first dimension, and that is of no scalar.
  private String canJoin(NodeList nodes) {
    long[] compares = new long[WIDTH];
    Arrays.fill(compares, 1);
    compares[1] = 0;
    String rows = nodes.make("Mul", table, nodes.constant(Shape.of(WIDTH), compares));
    String zero = nodes.constant(Shape.of(1), 0);
    String first = nodes.make("Slice", rows, zero, nodes.constant(Shape.of(1), 1));
    String differs = nodes.make("Not", nodes.make("Equal", rows, first));
    String differences = sum(nodes, nodes.add(GraphEdit.cast(differs, nodes.fresh(), INT64)));
    String corner = nodes.constant(Shape.of(2), 1, 1);
    String rank = sum(nodes, nodes.make("Slice", table, nodes.constant(Shape.of(2), 0, 0), corner));
    String none = nodes.constant(Shape.of(), 0);
    String areSame = nodes.make("Equal", differences, none);
    return nodes.make("And", areSame, nodes.make("Greater", rank, none));
  }

  // Of nothing it is 0, as a maximum would not be.
  private static String sum(NodeList nodes, String values) {
    OnnxAttribute toScalar = OnnxAttribute.ofInt("keepdims", 0);
    return nodes.add(OnnxNode.of("ReduceSum", List.of(values), List.of(nodes.fresh()), toScalar));
  }

  private static List<OnnxNode> vectors(
      GraphEdit edit, String value, String count, String whole, OnnxElementType type) {
    NodeList nodes = new NodeList(edit);
    String none = nodes.constant(Shape.of(0), new long[0]);
    String noElements = nodes.add(GraphEdit.cast(none, nodes.fresh(), type));
    // Never empty, so that there is something to put together.
    String first = nodes.make("SequenceConstruct", noElements);
    String all = nodes.fresh();
    OnnxAttribute body = OnnxAttribute.ofGraph("body", vector(edit, value, whole, type));
    nodes.add(OnnxNode.of("Loop", List.of(count, "", first), List.of(all), body));
    nodes.add(concat(all, nodes.fresh()));
    return nodes.nodes();
  }

  private static OnnxGraph vector(
      GraphEdit edit, String value, String whole, OnnxElementType type) {
    LoopBody body = new LoopBody(edit);
    NodeList nodes = body.nodes();
    String before = body.carry(SequenceInput.sequence(type));
    String flat = nodes.make("Reshape", nodes.make("SequenceAt", value, body.index()), whole);
    body.putOut(nodes.make("SequenceInsert", before, flat), SequenceInput.sequence(type));
    return body.graph();
  }

  private static OnnxNode concat(String sequence, String output) {
    OnnxAttribute axis = OnnxAttribute.ofInt("axis", 0);
    return OnnxNode.of("ConcatFromSequence", List.of(sequence), List.of(output), axis);
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public List<String> parts() {
    return List.of(data, table);
  }

  @Override
  public TensorValue read(Map<String, Tensor> tensors) {
    Tensor elements = Known.in(tensors, data);
    long[] rows = Known.in(tensors, table).toLongs();
    List<Tensor> all = new ArrayList<>();
    int element = 0;
    for (int row = 0; row < rows.length; row += WIDTH) {
      Tensor tensor = slice(elements, element, shape(rows, row));
      all.add(tensor);
      element += tensor.size();
    }
    return TensorSequence.of(spec.type(), all);
  }

  private Shape shape(long[] rows, int row) {
    int rank = Math.toIntExact(rows[row]);
    if (rank > MAX_RANK) {
      throw new InferenceException(
          ErrorCode.INFERENCE_FAILED,
          "Output %s needs tensors of at most %d dimensions, got %d"
              .formatted(spec.name(), MAX_RANK, rank),
          null);
    }
    return Shape.of(Arrays.copyOfRange(rows, row + 1, row + 1 + rank));
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
