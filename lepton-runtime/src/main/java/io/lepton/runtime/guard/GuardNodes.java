package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import java.util.List;
import java.util.Map;

/**
 * The nodes of guards: each ends in a Reshape to a shape that is the value's own if all is well,
 * and one that it cannot take if not. A size of 0 in it stands for the value's own, which may be 0.
 *
 * <p>For one thread.
 */
final class GuardNodes {

  private static final long END = Integer.MAX_VALUE;

  private final SizeNodes sizes;
  private final Map<String, String> guarded;

  /**
   * Adds to a list of nodes.
   *
   * @param guarded what was guarded there, and the value to read instead
   */
  GuardNodes(SizeNodes sizes, Map<String, String> guarded) {
    this.sizes = sizes;
    this.guarded = guarded;
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
    sizes.begin(title(node) + " needs " + need.words());
    String shape =
        switch (need.kind()) {
          case ALL -> sizes.atLeastOne(sizes.shapeOf(value));
          case FROM -> from(sizes.shapeOf(value), need.axis());
          case BEFORE -> before(sizes.shapeOf(value), need.axis());
          case AT -> at(sizes.shapeOf(value), need.axis(), need.least());
          case AT_GIVEN ->
              atGiven(sizes.shapeOf(value), node.inputs().get(need.axis()), need.least());
          case SQUARE -> square(sizes.shapeOf(value));
          case UNLESS_FIRST_IS_EMPTY -> unlessEmpty(sizes.shapeOf(value), node.inputs().get(0));
          case UNLESS_AXIS_IS_EMPTY -> unlessAxisIsEmpty(sizes.shapeOf(value), need.axis());
          case RANK -> ofRank(sizes.shapeOf(value), need);
          case HAS_AXIS -> hasAxis(sizes.shapeOf(value), need.axis());
          case ROWS -> equalRows(node, need.input());
          case NOT_ZERO -> notZero(value);
          case WITHIN_32_BITS -> throw new IllegalArgumentException("No guard of shapes");
        };
    return sizes.add("Reshape", value, shape);
  }

  // It comes back in a message between quotation marks.
  private static String title(OnnxNode node) {
    String name =
        node.name().isEmpty() ? "that makes " + String.join(" ", node.outputs()) : node.name();
    String plain = name.strip().replaceAll("[^\\w./: -]", "?");
    return node.opType() + " " + plain.substring(0, Math.min(plain.length(), 100));
  }

  private String from(String shape, int axis) {
    return sizes.concat(
        sizes.slice(shape, 0, axis), sizes.atLeastOne(sizes.slice(shape, axis, END)));
  }

  private String before(String shape, int axis) {
    return sizes.concat(
        sizes.atLeastOne(sizes.slice(shape, 0, axis)), sizes.slice(shape, axis, END));
  }

  private String at(String shape, int axis, long least) {
    return largerWhereSmall(shape, sizes.slice(shape, axis, axis == -1 ? END : axis + 1L), least);
  }

  private String atGiven(String shape, String axis, long least) {
    return largerWhereSmall(shape, sizes.add("Gather", shape, axis), least);
  }

  // All dimensions grow by what one of them lacks: there are more elements then, or some at all.
  private String largerWhereSmall(String shape, String size, long least) {
    return sizes.sum(shape, sizes.lack(size, least));
  }

  private String square(String shape) {
    String width = sizes.slice(shape, -1, END);
    return sizes.sum(shape, sizes.distance(width, sizes.slice(shape, -2, -1)));
  }

  private String unlessEmpty(String shape, String first) {
    return sizes.raised(shape, sizes.isThere(sizes.add("Size", first)));
  }

  private String unlessAxisIsEmpty(String shape, int axis) {
    return sizes.raised(shape, sizes.isThere(dimension(shape, axis)));
  }

  private String dimension(String shape, int axis) {
    return sizes.add("Gather", shape, sizes.constant(axis));
  }

  // Of another number of dimensions there is none, or one number stands for all: then the value has
  // one element, and gets dimensions of 1. Only where one is needed it has to be looked up: lists
  // of
  // none and of one make a list of none.
  private String ofRank(String shape, Need need) {
    long[] least = new long[need.axis()];
    for (int i = 0; i < least.length; i++) {
      least[i] = need.mustBePositive(i) ? 1 : 0;
    }
    String own = need.axis() == 1 ? dimension(shape, 0) : shape;
    return sizes.raised(own, sizes.constant(least));
  }

  // A place beyond the end fails by itself.
  private String hasAxis(String shape, int axis) {
    String size = dimension(shape, axis);
    return sizes.sum(shape, sizes.difference(size, size));
  }

  private String equalRows(OnnxNode node, int input) {
    String shape = sizes.shapeOf(node.inputs().get(input));
    String rows = rows(shape);
    String first = input == 0 ? rows : rows(sizes.shapeOf(node.inputs().get(0)));
    return sizes.sum(shape, sizes.sum(sizes.distance(rows, first), sizes.isZero(rows)));
  }

  // Of one dimension it is one row.
  private String rows(String shape) {
    String last = sizes.difference(sizes.add("Size", shape), sizes.constant(1));
    return sizes.add("Gather", sizes.concat(sizes.constant(1), shape), last);
  }

  private String within32Bits(String number) {
    String least = sizes.add("Max", number, sizes.scalar(Integer.MIN_VALUE));
    return sizes.add("Min", least, sizes.scalar(Integer.MAX_VALUE));
  }

  // A scalar becomes a list of two numbers, which it cannot; a list is another thing and stays.
  private String notZero(String value) {
    String shape = sizes.shapeOf(value);
    String number = sizes.cast(value, OnnxElementType.INT64);
    String zeros =
        sizes.add("ReduceSum", List.of(sizes.isZero(number)), OnnxAttribute.ofInt("keepdims", 0));
    String isAlone = sizes.isZero(sizes.add("Size", shape));
    String end = sizes.add("Mul", zeros, isAlone);
    return sizes.concat(shape, sizes.add("Slice", sizes.constant(2), sizes.constant(0), end));
  }
}
