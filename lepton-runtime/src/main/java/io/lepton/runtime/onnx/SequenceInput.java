package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A sequence that is fed as tensors, and put together in the graph.
 *
 * <p>Tensors that differ at most in their first dimension are fed as one, and its parts: the
 * runtime splits it in one go. Others are fed as the elements of all of them one after the other,
 * the dimensions of all of them likewise, and for each where it begins and ends in both; a Loop
 * puts the sequence together, which copies what it has in each round.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class SequenceInput implements LoweredInput {

  /** The first in which a Loop carries sequences. */
  static final long FIRST_OPSET = 13;

  private static final long FIRST_OPSET_OF_ALLOW_ZERO = 14;
  private static final int PLAN_WIDTH = 4;

  private final TensorSpec spec;
  private final boolean isSplittable;
  private final String data;
  private final String dims;
  private final String plan;
  private final String stacked;

  /** Lets nodes of the graph make a value that was an input. */
  SequenceInput(GraphEdit edit, TensorSpec spec, String value, OnnxElementType type) {
    this.spec = spec;
    this.isSplittable = isSplittable(type);
    this.data = edit.freshName(spec.name());
    this.dims = edit.freshName(spec.name());
    this.plan = edit.freshName(spec.name());
    this.stacked = edit.freshName(spec.name());
    edit.addInput(data, OnnxType.tensor(type, OnnxShape.unranked()));
    edit.addInput(dims, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY));
    edit.addInput(plan, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY, PLAN_WIDTH));
    if (isSplittable) {
      edit.addInput(stacked, OnnxType.tensor(OnnxElementType.BOOL));
    }
    edit.prepend(nodes(edit, value, type));
  }

  // What the runtime has a kernel of SplitToSequence for.
  private static boolean isSplittable(OnnxElementType type) {
    return switch (type) {
      case BOOL, INT32, INT64, FLOAT16, FLOAT, DOUBLE, STRING -> true;
      default -> false;
    };
  }

  private List<OnnxNode> nodes(GraphEdit edit, String value, OnnxElementType type) {
    // The nodes below read this and not the input, which may have to be cast first.
    String elements = edit.freshName("elements");
    List<OnnxNode> nodes = new ArrayList<>();
    nodes.add(OnnxNode.of("Identity", List.of(data), List.of(elements)));
    if (isSplittable) {
      List<OnnxNode> loop = loop(edit, elements, edit.freshName("sequence"), type);
      OnnxNode split =
          OnnxNode.of(
              "SplitToSequence",
              List.of(elements, dims),
              List.of(edit.freshName("sequence")),
              OnnxAttribute.ofInt("axis", 0));
      nodes.add(Branches.choose(stacked, List.of(split), loop, value, sequence(type)));
    } else {
      nodes.addAll(loop(edit, elements, value, type));
    }
    return nodes;
  }

  static OnnxType sequence(OnnxElementType type) {
    return new OnnxType.SequenceType(OnnxType.tensor(type, OnnxShape.unranked()));
  }

  static OnnxNode emptySequence(String name, OnnxElementType type) {
    return OnnxNode.of(
        "SequenceEmpty", List.of(), List.of(name), OnnxAttribute.ofInt("dtype", type.number()));
  }

  private List<OnnxNode> loop(GraphEdit edit, String elements, String value, OnnxElementType type) {
    NodeList nodes = new NodeList(edit);
    String zero = nodes.constant(Shape.of(), 0);
    String parts = nodes.constant(Shape.of(PLAN_WIDTH), 1, 1, 1, 1);
    String count = nodes.make("Gather", nodes.make("Shape", plan), zero);
    String empty = nodes.add(emptySequence(nodes.fresh(), type));
    OnnxAttribute body = OnnxAttribute.ofGraph("body", body(edit, elements, parts, type));
    nodes.add(OnnxNode.of("Loop", List.of(count, "", empty), List.of(value), body));
    return nodes.nodes();
  }

  private OnnxGraph body(GraphEdit edit, String elements, String parts, OnnxElementType type) {
    LoopBody body = new LoopBody(edit);
    NodeList nodes = body.nodes();
    String before = body.carry(sequence(type));
    List<String> bounds = bounds(nodes, body.index(), parts);
    String flat = nodes.make("Slice", elements, bounds.get(0), bounds.get(1));
    String shape = nodes.make("Slice", dims, bounds.get(2), bounds.get(3));
    String tensor = nodes.add(reshape(edit, flat, shape, nodes.fresh()));
    body.putOut(nodes.make("SequenceInsert", before, tensor), sequence(type));
    return body.graph();
  }

  private List<String> bounds(NodeList nodes, String index, String parts) {
    List<String> bounds = List.of(nodes.fresh(), nodes.fresh(), nodes.fresh(), nodes.fresh());
    String row = nodes.make("Gather", plan, index);
    nodes.add(OnnxNode.of("Split", List.of(row, parts), bounds));
    return bounds;
  }

  private static OnnxNode reshape(GraphEdit edit, String from, String shape, String to) {
    List<String> inputs = List.of(from, shape);
    return edit.opset("") < FIRST_OPSET_OF_ALLOW_ZERO
        ? OnnxNode.of("Reshape", inputs, List.of(to))
        : OnnxNode.of("Reshape", inputs, List.of(to), OnnxAttribute.ofInt("allowzero", 1));
  }

  @Override
  public TensorSpec spec() {
    return spec;
  }

  @Override
  public void feed(TensorValue value, Map<String, Tensor> tensors) {
    List<Tensor> all = value instanceof TensorSequence sequence ? sequence.tensors() : List.of();
    boolean isStacked = isSplittable && areStackable(all);
    long size = all.stream().mapToLong(Tensor::size).sum();
    tensors.put(data, elements(all, isStacked ? stackedShape(all) : Shape.of(size)));
    tensors.put(dims, isStacked ? heights(all) : dims(all));
    tensors.put(plan, plan(all));
    if (isSplittable) {
      tensors.put(stacked, OptionalInput.flag(isStacked));
    }
  }

  private static boolean areStackable(List<Tensor> all) {
    if (all.isEmpty() || all.get(0).shape().rank() == 0) {
      return false;
    }
    Shape any = all.get(0).shape().with(0, Shape.ANY);
    return all.stream().allMatch(tensor -> any.accepts(tensor.shape()));
  }

  private static Shape stackedShape(List<Tensor> all) {
    long height = all.stream().mapToLong(tensor -> tensor.shape().dimension(0)).sum();
    return all.get(0).shape().with(0, height);
  }

  private static Tensor heights(List<Tensor> all) {
    long[] heights = all.stream().mapToLong(tensor -> tensor.shape().dimension(0)).toArray();
    return Tensor.of(Shape.of(heights.length), heights);
  }

  private Tensor elements(List<Tensor> all, Shape shape) {
    if (spec.type() == DataType.BYTES) {
      return Tensor.ofBytes(shape, texts(all));
    }
    Tensor elements = Tensors.allocate(spec.name(), spec.type(), shape);
    ByteBuffer target = elements.data();
    all.forEach(tensor -> target.put(tensor.data()));
    return elements;
  }

  private static byte[][] texts(List<Tensor> all) {
    List<byte[]> texts = new ArrayList<>();
    for (Tensor tensor : all) {
      for (int i = 0; i < tensor.size(); i++) {
        texts.add(tensor.bytes(i));
      }
    }
    return texts.toArray(byte[][]::new);
  }

  private static Tensor dims(List<Tensor> all) {
    long[] dims =
        all.stream().flatMapToLong(tensor -> Arrays.stream(tensor.shape().toArray())).toArray();
    return Tensor.of(Shape.of(dims.length), dims);
  }

  private static Tensor plan(List<Tensor> all) {
    Tensor plan = Tensor.allocate(DataType.INT64, Shape.of(all.size(), PLAN_WIDTH));
    LongBuffer target = plan.data().asLongBuffer();
    long element = 0;
    long dim = 0;
    for (Tensor tensor : all) {
      target.put(element).put(element += tensor.size());
      target.put(dim).put(dim += tensor.shape().rank());
    }
    return plan;
  }
}
