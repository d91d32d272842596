package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.Shape;
import java.util.List;

/**
 * Computes with the sizes of values, in nodes of any operator set from 7 on.
 *
 * <p>For one thread.
 */
final class SizeNodes {

  private static final long FIRST_OPSET_OF_SLICE_INPUTS = 10;
  private static final long FIRST_OPSET_OF_MAX_OF_INTEGERS = 12;

  private final List<OnnxNode> nodes;
  private final FreshNames names;
  private final long opset;
  String need = "";

  SizeNodes(List<OnnxNode> nodes, FreshNames names, long opset) {
    this.nodes = nodes;
    this.names = names;
    this.opset = opset;
  }

  /** Says what the nodes from now on are there for. */
  void begin(String need) {
    this.need = need;
  }

  String add(String operator, String... inputs) {
    return add(operator, List.of(inputs));
  }

  String add(String operator, List<String> inputs, OnnxAttribute... attributes) {
    String name = names.next();
    nodes.add(
        OnnxNode.of(operator, inputs, List.of(name), attributes)
            .withName(Guards.nodeName(need, name)));
    return name;
  }

  String constant(long... numbers) {
    OnnxTensorData tensor = OnnxTensorData.of("", Shape.of(numbers.length), numbers);
    return add("Constant", List.of(), OnnxAttribute.ofTensor("value", tensor));
  }

  String scalar(long number) {
    OnnxTensorData tensor = OnnxTensorData.of("", Shape.of(), number);
    return add("Constant", List.of(), OnnxAttribute.ofTensor("value", tensor));
  }

  String shapeOf(String value) {
    return add("Shape", value);
  }

  String isZero(String numbers) {
    String equal = add("Equal", numbers, constant(0));
    return cast(equal, OnnxElementType.INT64);
  }

  /** Of a size that is 0 or more: 0 or 1. */
  String isThere(String size) {
    return hasMax() ? add("Min", size, constant(1)) : add("Sub", constant(1), isZero(size));
  }

  private boolean hasMax() {
    return opset >= FIRST_OPSET_OF_MAX_OF_INTEGERS;
  }

  String atLeastOne(String sizes) {
    return raised(sizes, constant(1));
  }

  /** Of sizes that are 0 or more, and others that are 0 or 1: the larger ones. */
  String raised(String sizes, String others) {
    return hasMax() ? add("Max", sizes, others) : sum(sizes, add("Mul", isZero(sizes), others));
  }

  String sum(String first, String second) {
    return add("Add", first, second);
  }

  String difference(String first, String second) {
    return add("Sub", first, second);
  }

  /** The square of a difference: 0 for equal sizes, positive for others. */
  String distance(String first, String second) {
    String difference = difference(first, second);
    return add("Mul", difference, difference);
  }

  String slice(String numbers, long from, long to) {
    return opset >= FIRST_OPSET_OF_SLICE_INPUTS
        ? add("Slice", numbers, constant(from), constant(to))
        : add(
            "Slice",
            List.of(numbers),
            OnnxAttribute.ofInts("starts", from),
            OnnxAttribute.ofInts("ends", to));
  }

  // A Reshape to a Concat of parts is replaced by one to a guess where the optimizer knows all but
  // one: it takes for granted that the shape fits. Behind an Abs it sees none.
  String concat(String first, String second) {
    String all = add("Concat", List.of(first, second), OnnxAttribute.ofInt("axis", 0));
    return add("Abs", all);
  }

  // As floats where there is no Max of integers: sizes that lack something are small.
  String lack(String size, long least) {
    if (opset >= FIRST_OPSET_OF_MAX_OF_INTEGERS) {
      return add("Sub", List.of(add("Max", size, constant(least)), size));
    }
    String lack = add("Sub", constant(least), size);
    String positive = add("Relu", cast(lack, OnnxElementType.FLOAT));
    return cast(positive, OnnxElementType.INT64);
  }

  String cast(String numbers, OnnxElementType type) {
    return add("Cast", List.of(numbers), OnnxAttribute.ofInt("to", type.number()));
  }
}
