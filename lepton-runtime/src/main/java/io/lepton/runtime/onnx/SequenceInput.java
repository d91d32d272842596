package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
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
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A sequence that is fed as three tensors: the elements of all its tensors one after the other, the
 * dimensions of all of them likewise, and for each where it begins and ends in both. A Loop in the
 * graph puts the sequence together.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class SequenceInput implements LoweredInput {

  /** The first in which a Loop carries sequences. */
  static final long FIRST_OPSET = 13;

  private static final long FIRST_OPSET_OF_ALLOW_ZERO = 14;
  private static final int PLAN_WIDTH = 4;

  private final TensorSpec spec;
  private final String data;
  private final String dims;
  private final String plan;

  /** Lets nodes of the graph make a value that was an input. */
  SequenceInput(GraphEdit edit, TensorSpec spec, String value, OnnxElementType type) {
    this.spec = spec;
    this.data = edit.freshName(spec.name());
    this.dims = edit.freshName(spec.name());
    this.plan = edit.freshName(spec.name());
    edit.addInput(data, OnnxType.tensor(type, Shape.ANY));
    edit.addInput(dims, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY));
    edit.addInput(plan, OnnxType.tensor(OnnxElementType.INT64, Shape.ANY, PLAN_WIDTH));
    edit.prepend(nodes(edit, value, type));
  }

  private List<OnnxNode> nodes(GraphEdit edit, String value, OnnxElementType type) {
    String elements = edit.freshName("elements");
    String zero = edit.freshName("zero");
    String parts = edit.freshName("parts");
    String planShape = edit.freshName("plan_shape");
    String count = edit.freshName("count");
    String empty = edit.freshName("empty");
    return List.of(
        // The body reads this and not the input, which may have to be cast first.
        OnnxNode.of("Identity", List.of(data), List.of(elements)),
        GraphEdit.constant(zero, OnnxTensorData.of("", Shape.of(), 0L)),
        GraphEdit.constant(parts, OnnxTensorData.of("", Shape.of(PLAN_WIDTH), 1L, 1L, 1L, 1L)),
        OnnxNode.of("Shape", List.of(plan), List.of(planShape)),
        OnnxNode.of("Gather", List.of(planShape, zero), List.of(count)),
        emptySequence(empty, type),
        OnnxNode.of(
            "Loop",
            List.of(count, "", empty),
            List.of(value),
            OnnxAttribute.ofGraph("body", body(edit, elements, parts, type))));
  }

  static OnnxNode emptySequence(String name, OnnxElementType type) {
    return OnnxNode.of(
        "SequenceEmpty", List.of(), List.of(name), OnnxAttribute.ofInt("dtype", type.number()));
  }

  private OnnxGraph body(GraphEdit edit, String elements, String parts, OnnxElementType type) {
    OnnxType sequence = new OnnxType.SequenceType(OnnxType.tensor(type, OnnxShape.unranked()));
    LoopBody body = new LoopBody(edit);
    String before = body.carry(sequence);
    String row = body.make("Gather", plan, body.index());
    List<String> bounds = body.makeFour("Split", row, parts);
    String flat = body.make("Slice", elements, bounds.get(0), bounds.get(1));
    String shape = body.make("Slice", dims, bounds.get(2), bounds.get(3));
    String tensor = body.make(reshape(edit, flat, shape, edit.freshName("tensor")));
    body.carryOn(body.make("SequenceInsert", before, tensor), sequence);
    return body.graph();
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
    tensors.put(data, spec.type() == DataType.BYTES ? texts(all) : numbers(all));
    tensors.put(dims, dims(all));
    tensors.put(plan, plan(all));
  }

  private static Tensor texts(List<Tensor> all) {
    List<byte[]> elements = new ArrayList<>();
    for (Tensor tensor : all) {
      for (int i = 0; i < tensor.size(); i++) {
        elements.add(tensor.bytes(i));
      }
    }
    return Tensor.ofBytes(Shape.of(elements.size()), elements.toArray(byte[][]::new));
  }

  private Tensor numbers(List<Tensor> all) {
    long size = all.stream().mapToLong(Tensor::size).sum();
    Tensor elements = Tensors.allocate(spec.name(), spec.type(), Shape.of(size));
    ByteBuffer target = elements.data();
    all.forEach(tensor -> target.put(tensor.data()));
    return elements;
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
