package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * The nodes of guards: each ends in a Reshape to a shape that is the value's own if all is well,
 * and one that it cannot take if not. A size of 0 in it stands for the value's own, which may be 0.
 *
 * <p>For one thread.
 */
final class GuardNodes {

  private static final long FIRST_OPSET_OF_SLICE_INPUTS = 10;
  private static final long FIRST_OPSET_OF_MAX_OF_INTEGERS = 12;
  private static final long END = Integer.MAX_VALUE;

  private final List<OnnxNode> nodes;
  private final Map<String, String> guarded;
  private final FreshNames names;
  private final long opset;
  private String words = "";

  /**
   * Adds to a list of nodes.
   *
   * @param guarded what was guarded there, and the value to read instead
   */
  GuardNodes(List<OnnxNode> nodes, Map<String, String> guarded, FreshNames names, long opset) {
    this.nodes = nodes;
    this.guarded = guarded;
    this.names = names;
    this.opset = opset;
  }

  /** Returns the value that a node is to read in the place of another. */
  String guard(String value, OnnxNode node, Need need) {
    if (need.kind() == Need.Kind.WITHIN_32_BITS) {
      return within32Bits(value);
    }
    String key = isShared(need) ? need.kind() + " " + need.axis() + " " + need.least() : "";
    if (key.isEmpty()) {
      return reshape(value, node, need);
    }
    return guarded.computeIfAbsent(key + " " + value, same -> reshape(value, node, need));
  }

  private static boolean isShared(Need need) {
    return switch (need.kind()) {
      case ALL, FROM, BEFORE, AT, SQUARE, RANK, HAS_AXIS, UNLESS_AXIS_IS_EMPTY -> true;
      case AT_GIVEN, UNLESS_FIRST_IS_EMPTY, ROWS, NOT_ZERO, WITHIN_32_BITS -> false;
    };
  }

  private String reshape(String value, OnnxNode node, Need need) {
    words = title(node) + " needs " + need.words();
    String shape =
        switch (need.kind()) {
          case ALL -> atLeastOne(shapeOf(value));
          case FROM -> from(shapeOf(value), need.axis());
          case BEFORE -> before(shapeOf(value), need.axis());
          case AT -> at(shapeOf(value), need.axis(), need.least());
          case AT_GIVEN -> atGiven(shapeOf(value), node.inputs().get(need.axis()), need.least());
          case SQUARE -> square(shapeOf(value));
          case UNLESS_FIRST_IS_EMPTY -> unlessEmpty(shapeOf(value), node.inputs().get(0));
          case UNLESS_AXIS_IS_EMPTY -> unlessAxisIsEmpty(shapeOf(value), need.axis());
          case RANK -> ofRank(shapeOf(value), need);
          case HAS_AXIS -> hasAxis(shapeOf(value), need.axis());
          case ROWS -> equalRows(node, need.input());
          case NOT_ZERO -> notZero(value);
          case WITHIN_32_BITS -> throw new IllegalArgumentException("No guard of shapes");
        };
    return add("Reshape", List.of(value, shape));
  }

  // It comes back in a message between quotation marks.
  private static String title(OnnxNode node) {
    String name =
        node.name().isEmpty() ? "that makes " + String.join(" ", node.outputs()) : node.name();
    String plain = name.strip().replaceAll("[^\\w./: -]", "?");
    return node.opType() + " " + plain.substring(0, Math.min(plain.length(), 100));
  }

  private String add(String operator, List<String> inputs, OnnxAttribute... attributes) {
    String name = names.next();
    nodes.add(
        OnnxNode.of(operator, inputs, List.of(name), attributes)
            .withName(Guards.nodeName(words, name)));
    return name;
  }

  private String constant(long... numbers) {
    OnnxTensorData tensor = OnnxTensorData.of("", Shape.of(numbers.length), numbers);
    return add("Constant", List.of(), OnnxAttribute.ofTensor("value", tensor));
  }

  private String scalar(long number) {
    OnnxTensorData tensor = OnnxTensorData.of("", Shape.of(), number);
    return add("Constant", List.of(), OnnxAttribute.ofTensor("value", tensor));
  }

  private String shapeOf(String value) {
    return add("Shape", List.of(value));
  }

  private String isZero(String numbers) {
    String equal = add("Equal", List.of(numbers, constant(0)));
    return cast(equal, OnnxElementType.INT64);
  }

  private String atLeastOne(String numbers) {
    return opset >= FIRST_OPSET_OF_MAX_OF_INTEGERS
        ? add("Max", List.of(numbers, constant(1)))
        : add("Add", List.of(numbers, isZero(numbers)));
  }

  private String slice(String numbers, long from, long to) {
    return opset >= FIRST_OPSET_OF_SLICE_INPUTS
        ? add("Slice", List.of(numbers, constant(from), constant(to)))
        : add(
            "Slice",
            List.of(numbers),
            OnnxAttribute.ofInts("starts", from),
            OnnxAttribute.ofInts("ends", to));
  }

  // A Reshape to a Concat of parts is replaced by one to a guess where the optimizer knows all
  // parts
  // but one: it takes for granted that the shape fits. Behind an Abs it sees none.
  private String concat(String first, String second) {
    String all = add("Concat", List.of(first, second), OnnxAttribute.ofInt("axis", 0));
    return add("Abs", List.of(all));
  }

  private String from(String shape, int axis) {
    return concat(slice(shape, 0, axis), atLeastOne(slice(shape, axis, END)));
  }

  private String before(String shape, int axis) {
    return concat(atLeastOne(slice(shape, 0, axis)), slice(shape, axis, END));
  }

  private String at(String shape, int axis, long least) {
    return largerWhereSmall(shape, slice(shape, axis, axis == -1 ? END : axis + 1L), least);
  }

  private String atGiven(String shape, String axis, long least) {
    return largerWhereSmall(shape, add("Gather", List.of(shape, axis)), least);
  }

  // All dimensions grow by what one of them lacks: there are more elements then, or some at all.
  private String largerWhereSmall(String shape, String size, long least) {
    return add("Add", List.of(shape, lack(size, least)));
  }

  // As floats where there is no Max of integers: sizes that lack something are small.
  private String lack(String size, long least) {
    if (opset >= FIRST_OPSET_OF_MAX_OF_INTEGERS) {
      return add("Sub", List.of(add("Max", List.of(size, constant(least))), size));
    }
    String lack = add("Sub", List.of(constant(least), size));
    String positive = add("Relu", List.of(cast(lack, OnnxElementType.FLOAT)));
    return cast(positive, OnnxElementType.INT64);
  }

  private String cast(String numbers, OnnxElementType type) {
    return add("Cast", List.of(numbers), OnnxAttribute.ofInt("to", type.number()));
  }

  private String square(String shape) {
    String difference = add("Sub", List.of(slice(shape, -1, END), slice(shape, -2, -1)));
    String distance = add("Mul", List.of(difference, difference));
    return add("Add", List.of(shape, distance));
  }

  private String unlessEmpty(String shape, String first) {
    String smallest = add("ReduceMin", List.of(shapeOf(first)), OnnxAttribute.ofInt("keepdims", 0));
    return add("Max", List.of(shape, add("Min", List.of(smallest, constant(1)))));
  }

  private String unlessAxisIsEmpty(String shape, int axis) {
    String size = add("Gather", List.of(shape, constant(axis)));
    return add("Max", List.of(shape, add("Min", List.of(size, constant(1)))));
  }

  // Of another number of dimensions there is none, or one number stands for all: then the value has
  // one element, and gets dimensions of 1.
  private String ofRank(String shape, Need need) {
    long[] least = new long[need.axis()];
    for (int i = 0; i < least.length; i++) {
      least[i] = need.mustBePositive(i) ? 1 : 0;
    }
    return opset >= FIRST_OPSET_OF_MAX_OF_INTEGERS
        ? add("Max", List.of(shape, constant(least)))
        : add("Add", List.of(shape, add("Mul", List.of(isZero(shape), constant(least)))));
  }

  // A place beyond the end fails by itself.
  private String hasAxis(String shape, int axis) {
    String size = add("Gather", List.of(shape, constant(axis)));
    return add("Add", List.of(shape, add("Sub", List.of(size, size))));
  }

  private String equalRows(OnnxNode node, int input) {
    String shape = shapeOf(node.inputs().get(input));
    String rows = rows(shape);
    String first = input == 0 ? rows : rows(shapeOf(node.inputs().get(0)));
    String difference = add("Sub", List.of(rows, first));
    String distance = add("Mul", List.of(difference, difference));
    return add("Add", List.of(shape, add("Add", List.of(distance, isZero(rows)))));
  }

  // Of one dimension it is one row.
  private String rows(String shape) {
    String last = add("Sub", List.of(add("Size", List.of(shape)), constant(1)));
    return add("Gather", List.of(concat(constant(1), shape), last));
  }

  private String within32Bits(String number) {
    String least = add("Max", List.of(number, scalar(Integer.MIN_VALUE)));
    return add("Min", List.of(least, scalar(Integer.MAX_VALUE)));
  }

  // A scalar becomes a list of two numbers, which it cannot; a list is another thing and stays.
  private String notZero(String value) {
    String shape = shapeOf(value);
    String number = cast(value, OnnxElementType.INT64);
    String zeros = add("ReduceSum", List.of(isZero(number)), OnnxAttribute.ofInt("keepdims", 0));
    String isAlone = isZero(add("Size", List.of(shape)));
    String end = add("Mul", List.of(zeros, isAlone));
    return concat(shape, add("Slice", List.of(constant(2), constant(0), end)));
  }
}
