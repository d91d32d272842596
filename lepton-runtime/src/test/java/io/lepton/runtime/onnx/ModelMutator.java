package io.lepton.runtime.onnx;

import io.lepton.runtime.onnx.ProtoTree.Field;
import io.lepton.runtime.onnx.ProtoTree.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Breaks a model in one to three places, by chance of a seed: bits and bytes of the file, or the
 * meaning of its parts, so that the file stays a model and its wrong numbers reach far.
 *
 * <p>For one thread.
 */
final class ModelMutator {

  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    15,
    16,
    31,
    64,
    127,
    128,
    255,
    256,
    1000,
    65_535,
    65_536,
    1_000_000,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 32,
    (1L << 32) + 1,
    1L << 40,
    1L << 61,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2,
    -3,
    -4,
    -8,
    -100,
    Integer.MIN_VALUE,
    -(1L << 40)
  };
  private static final float[] FLOATS = {
    0,
    1,
    -1,
    0.5f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    Float.MIN_VALUE,
    1e10f,
    -1e10f,
    3e9f
  };
  private static final String[] ATTRIBUTES = {
    "axis",
    "axes",
    "group",
    "kernel_shape",
    "strides",
    "pads",
    "dilations",
    "perm",
    "keepdims",
    "to",
    "alpha",
    "beta",
    "ceil_mode",
    "storage_order",
    "auto_pad",
    "mode",
    "batch_dims",
    "count_include_pad",
    "output_padding",
    "output_shape",
    "transA",
    "transB",
    "hidden_size",
    "num_heads",
    "blocksize",
    "k",
    "largest",
    "sorted",
    "exclusive",
    "reverse",
    "allowzero",
    "select_last_index",
    "direction",
    "split",
    "num_outputs",
    "starts",
    "ends",
    "block_size",
    "size",
    "bias",
    "epsilon",
    "noop_with_empty_axes",
    "start",
    "end",
    "min",
    "max",
    "value_int",
    "value_ints",
    "value_float",
    "dtype",
    "seed",
    "new_axis",
    "detect_positive"
  };
  private static final String[] OPERATORS = {
    "Abs",
    "Add",
    "And",
    "ArgMax",
    "AveragePool",
    "BatchNormalization",
    "BitShift",
    "Cast",
    "Ceil",
    "Clip",
    "Compress",
    "Concat",
    "ConcatFromSequence",
    "ConstantOfShape",
    "Conv",
    "ConvInteger",
    "ConvTranspose",
    "CumSum",
    "DepthToSpace",
    "DequantizeLinear",
    "Det",
    "Div",
    "Dropout",
    "Einsum",
    "Erf",
    "Expand",
    "EyeLike",
    "Flatten",
    "GRU",
    "Gather",
    "GatherElements",
    "GatherND",
    "Gemm",
    "GlobalAveragePool",
    "GlobalMaxPool",
    "GridSample",
    "Hardmax",
    "Identity",
    "If",
    "InstanceNormalization",
    "LRN",
    "LSTM",
    "LayerNormalization",
    "Loop",
    "LpNormalization",
    "LpPool",
    "MatMul",
    "MatMulInteger",
    "Max",
    "MaxPool",
    "MaxRoiPool",
    "MaxUnpool",
    "Mean",
    "Min",
    "Mod",
    "Multinomial",
    "NonMaxSuppression",
    "NonZero",
    "OneHot",
    "PRelu",
    "Pad",
    "Pow",
    "QLinearConv",
    "QLinearMatMul",
    "QuantizeLinear",
    "RNN",
    "RandomNormal",
    "Range",
    "ReduceMax",
    "ReduceMean",
    "ReduceSum",
    "Reshape",
    "Resize",
    "ReverseSequence",
    "RoiAlign",
    "Scan",
    "Scatter",
    "ScatterElements",
    "ScatterND",
    "SequenceAt",
    "SequenceConstruct",
    "SequenceEmpty",
    "SequenceInsert",
    "Shape",
    "Shrink",
    "Slice",
    "Softmax",
    "SpaceToDepth",
    "Split",
    "SplitToSequence",
    "Squeeze",
    "Sub",
    "Sum",
    "TfIdfVectorizer",
    "Tile",
    "TopK",
    "Transpose",
    "Trilu",
    "Unique",
    "Unsqueeze",
    "Upsample",
    "Where",
    "StringNormalizer",
    "ArrayFeatureExtractor",
    "Binarizer",
    "CategoryMapper",
    "DictVectorizer",
    "FeatureVectorizer",
    "Imputer",
    "LabelEncoder",
    "LinearClassifier",
    "LinearRegressor",
    "Normalizer",
    "OneHotEncoder",
    "SVMClassifier",
    "SVMRegressor",
    "Scaler",
    "TreeEnsembleClassifier",
    "TreeEnsembleRegressor",
    "ZipMap"
  };

  private final Random random;
  private final StringBuilder log = new StringBuilder();

  ModelMutator(long seed) {
    // Neighbouring seeds begin with nearly the same numbers unless they are spread.
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** Says what was done to the last model. */
  String log() {
    return log.toString();
  }

  byte[] mutate(byte[] model) {
    log.setLength(0);
    if (random.nextInt(4) == 0) {
      return mutateBytes(model.clone());
    }
    ProtoTree tree = ProtoTree.read(model);
    for (int i = Math.max(1, random.nextInt(4)); i > 0; i--) {
      mutateTree(tree);
    }
    return tree.toBytes();
  }

  // ---- bytes ----

  private byte[] mutateBytes(byte[] file) {
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(file, said("cut off at", random.nextInt(file.length)));
      case 1 -> removed(file);
      case 2 -> moved(file);
      default -> flipped(file);
    };
  }

  private byte[] flipped(byte[] file) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = said("bit flipped in byte", random.nextInt(file.length));
      file[at] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }

  private byte[] removed(byte[] file) {
    int from = said("bytes removed from", random.nextInt(file.length));
    int to = Math.min(file.length, from + 1 + random.nextInt(16));
    System.arraycopy(file, to, file, from, file.length - to);
    return Arrays.copyOf(file, file.length - (to - from));
  }

  private byte[] moved(byte[] file) {
    int length = random.nextInt(Math.min(64, file.length / 2));
    int from = random.nextInt(file.length - length);
    int to = said("bytes overwritten at", random.nextInt(file.length - length));
    System.arraycopy(file, from, file, to, length);
    return file;
  }

  private int said(String what, int place) {
    log.append(what).append(' ').append(place).append("; ");
    return place;
  }

  // ---- meaning ----

  private void mutateTree(ProtoTree model) {
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> anyField(model);
      case 3 -> rewire(model);
      case 4 -> operator(model);
      case 5, 6 -> tensor(model);
      case 7 -> newAttribute(model);
      case 8, 9 -> attribute(model);
      case 10 -> repeat(model, Kind.NODE);
      case 11 -> swap(model);
      case 12 -> opset(model);
      case 13, 14 -> declaration(model);
      default -> repeat(model, pick(Kind.values()));
    }
  }

  private void say(String text) {
    log.append(text).append("; ");
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  private <T> T pick(T... list) {
    return list[random.nextInt(list.length)];
  }

  private long number(long old) {
    return switch (random.nextInt(4)) {
      case 0 -> old + pick(-1, 1);
      case 1 -> old * pick(2, -1, 1000);
      default -> NUMBERS[random.nextInt(NUMBERS.length)];
    };
  }

  private long small() {
    return random.nextInt(6) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt(5);
  }

  private void anyField(ProtoTree model) {
    List<ProtoTree> places = new ArrayList<>();
    model.visit(
        tree -> {
          if (!tree.fields.isEmpty()) {
            places.add(tree);
          }
        });
    ProtoTree place = pick(places);
    change(place, pick(place.fields));
  }

  private void change(ProtoTree place, Field field) {
    say("field " + field.number + " of " + place.kind);
    switch (random.nextInt(5)) {
      case 0 -> place.fields.remove(field);
      case 1 -> place.fields.add(random.nextInt(place.fields.size()), field.copy());
      default -> changeValue(place, field);
    }
  }

  private void changeValue(ProtoTree place, Field field) {
    if (field.wireType == 0) {
      field.bits = number(field.bits);
      say("= " + field.bits);
    } else if (field.wireType == 5) {
      field.bits = Float.floatToRawIntBits(FLOATS[random.nextInt(FLOATS.length)]);
    } else if (field.message == null) {
      field.bytes = bytes(place, field);
    } else if (!field.message.fields.isEmpty()) {
      change(field.message, pick(field.message.fields));
    }
  }

  private byte[] bytes(ProtoTree place, Field field) {
    boolean isNumbers =
        place.kind == Kind.ATTRIBUTE && field.number == 8
            || place.kind == Kind.TENSOR && (field.number == 1 || field.number == 7);
    if (isNumbers) {
      return packed(field.bytes);
    }
    if (place.kind == Kind.TENSOR && field.number == 9) {
      return raw(field.bytes.clone());
    }
    return random.nextInt(3) == 0 || field.bytes.length == 0
        ? pick("", "x", "ai.onnx", "com.microsoft", "\0").getBytes(StandardCharsets.UTF_8)
        : flipped(field.bytes.clone());
  }

  private byte[] packed(byte[] old) {
    List<Long> values = new ArrayList<>();
    for (ByteBuffer in = ByteBuffer.wrap(old); in.hasRemaining(); ) {
      values.add(ProtoTree.varint(in));
    }
    changeOne(values);
    say("= " + (values.size() < 10 ? values : "many"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    values.forEach(value -> ProtoTree.varint(out, value));
    return out.toByteArray();
  }

  private void changeOne(List<Long> values) {
    int action = values.isEmpty() ? 0 : random.nextInt(6);
    switch (action) {
      case 0 -> values.add(small());
      case 1 -> values.remove(random.nextInt(values.size()));
      default -> {
        int i = random.nextInt(values.size());
        values.set(i, number(values.get(i)));
      }
    }
  }

  private byte[] raw(byte[] data) {
    if (data.length < 8) {
      return data;
    }
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    int at = random.nextInt(data.length / 8) * 8;
    if (random.nextBoolean()) {
      buffer.putLong(at, number(buffer.getLong(at)));
    } else {
      buffer.putFloat(at, FLOATS[random.nextInt(FLOATS.length)]);
    }
    say("element at byte " + at + " = " + buffer.getLong(at));
    return data;
  }

  /** Lets a node read or make another value. */
  private void rewire(ProtoTree model) {
    List<Field> names = new ArrayList<>();
    for (ProtoTree node : model.all(Kind.NODE)) {
      names.addAll(node.get(1));
      names.addAll(node.get(2));
    }
    if (names.isEmpty()) {
      return;
    }
    Field to = pick(names);
    byte[] other = random.nextInt(8) == 0 ? new byte[0] : pick(names).bytes.clone();
    say("rewired " + text(to.bytes) + " to " + text(other));
    to.bytes = other;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void operator(ProtoTree model) {
    List<ProtoTree> nodes = model.all(Kind.NODE);
    if (nodes.isEmpty()) {
      return;
    }
    ProtoTree node = pick(nodes);
    String operator = pick(OPERATORS);
    say(
        "operator "
            + (node.get(4).isEmpty() ? "" : text(node.get(4).get(0).bytes))
            + " = "
            + operator);
    node.remove(4);
    node.fields.add(Field.ofBytes(4, operator.getBytes(StandardCharsets.UTF_8)));
    if (random.nextBoolean()) {
      changeInputs(node);
    }
  }

  private void changeInputs(ProtoTree node) {
    List<Field> inputs = node.get(1);
    if (inputs.isEmpty()) {
      return;
    }
    if (random.nextBoolean()) {
      node.fields.add(pick(inputs).copy());
    } else {
      node.fields.remove(pick(inputs));
    }
  }

  /** Gives a tensor another type and shape, and elements to fit: checks of sizes let it pass. */
  private void tensor(ProtoTree model) {
    List<ProtoTree> tensors = model.all(Kind.TENSOR);
    if (tensors.isEmpty()) {
      return;
    }
    ProtoTree tensor = pick(tensors);
    List<Field> raw = tensor.get(9);
    if (random.nextBoolean() && !raw.isEmpty()) {
      raw.get(0).bytes = raw(raw.get(0).bytes);
      return;
    }
    int type = pick(1, 1, 2, 3, 6, 7, 7, 9, 10, 11, 22);
    long[] dims = dims();
    say("tensor of type " + type + " " + Arrays.toString(dims));
    for (int field : new int[] {1, 2, 4, 5, 6, 7, 9, 10, 11}) {
      tensor.remove(field);
    }
    for (long dim : dims) {
      tensor.fields.add(Field.ofNumber(1, dim));
    }
    tensor.fields.add(Field.ofNumber(2, type));
    tensor.fields.add(Field.ofBytes(9, elements(type, dims)));
  }

  private long[] dims() {
    long[] dims = new long[random.nextInt(6)];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = pick(0, 1, 1, 2, 2, 3, 4, 5, 8);
    }
    return dims;
  }

  private byte[] elements(int type, long[] dims) {
    long bits = type == 22 ? 4 : type == 7 || type == 11 ? 64 : type == 10 ? 16 : 32;
    bits = type == 2 || type == 3 || type == 9 ? 8 : bits;
    long count = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    ByteBuffer data =
        ByteBuffer.allocate((int) ((count * bits + 7) / 8)).order(ByteOrder.LITTLE_ENDIAN);
    while (data.remaining() >= 8) {
      data.putLong(
          type == 7
              ? small()
              : type == 11
                  ? Double.doubleToLongBits(random.nextGaussian())
                  : random.nextInt(3) == 0 ? random.nextLong() : 0);
    }
    return data.array();
  }

  private void newAttribute(ProtoTree model) {
    List<ProtoTree> nodes = model.all(Kind.NODE);
    if (nodes.isEmpty()) {
      return;
    }
    ProtoTree attribute = new ProtoTree(Kind.ATTRIBUTE);
    String name = pick(ATTRIBUTES);
    attribute.fields.add(Field.ofBytes(1, name.getBytes(StandardCharsets.UTF_8)));
    if (random.nextBoolean()) {
      attribute.fields.add(Field.ofNumber(3, small()));
      attribute.fields.add(Field.ofNumber(20, 2));
    } else {
      for (int i = random.nextInt(5); i >= 0; i--) {
        attribute.fields.add(Field.ofNumber(8, small()));
      }
      attribute.fields.add(Field.ofNumber(20, 7));
    }
    ProtoTree node = pick(nodes);
    node.fields.removeIf(
        field -> field.message != null && name.equals(name(field.message)) && field.number == 5);
    node.fields.add(Field.ofMessage(5, attribute));
    say(
        "attribute "
            + name
            + " "
            + attribute.fields.stream().map(f -> f.bits).toList()
            + " on "
            + text(node.get(4).isEmpty() ? new byte[0] : node.get(4).get(0).bytes));
  }

  private static String name(ProtoTree attribute) {
    return attribute.get(1).isEmpty() ? "" : text(attribute.get(1).get(0).bytes);
  }

  private void attribute(ProtoTree model) {
    List<ProtoTree> attributes = model.all(Kind.ATTRIBUTE);
    if (attributes.isEmpty()) {
      return;
    }
    ProtoTree attribute = pick(attributes);
    List<Field> values =
        attribute.fields.stream().filter(f -> f.number != 1 && f.number != 20).toList();
    if (!values.isEmpty()) {
      Field value = pick(values);
      say("attribute " + name(attribute));
      if (random.nextInt(4) == 0) {
        change(attribute, value);
      } else {
        changeValue(attribute, value);
      }
    }
  }

  private void repeat(ProtoTree model, Kind kind) {
    List<ProtoTree> holders = new ArrayList<>();
    model.visit(
        tree -> {
          if (tree.fields.stream().anyMatch(f -> f.message != null && f.message.kind == kind)) {
            holders.add(tree);
          }
        });
    if (holders.isEmpty()) {
      return;
    }
    ProtoTree holder = pick(holders);
    List<Field> parts =
        holder.fields.stream().filter(f -> f.message != null && f.message.kind == kind).toList();
    Field part = pick(parts);
    say((random.nextBoolean() ? "moved " : "copied ") + kind);
    if (random.nextBoolean()) {
      holder.fields.remove(part);
    }
    holder.fields.add(random.nextInt(holder.fields.size() + 1), part.copy());
  }

  /** Puts the content of one message in the place of another of the same kind. */
  private void swap(ProtoTree model) {
    Kind kind = pick(Kind.TENSOR, Kind.ATTRIBUTE, Kind.VALUE_INFO, Kind.TYPE, Kind.NODE, Kind.DIM);
    List<ProtoTree> trees = model.all(kind);
    if (trees.size() > 1) {
      ProtoTree from = pick(trees).copy();
      ProtoTree to = pick(trees);
      to.fields.clear();
      to.fields.addAll(from.fields);
      say("swapped a " + kind);
    }
  }

  private void opset(ProtoTree model) {
    for (ProtoTree opset : model.all(Kind.OPSET)) {
      long version = random.nextInt(3) == 0 ? number(10) : 1 + random.nextInt(26);
      opset.remove(2);
      opset.fields.add(Field.ofNumber(2, version));
      say("opset " + version);
    }
    if (random.nextInt(3) == 0) {
      model.remove(1);
      model.fields.add(0, Field.ofNumber(1, 1 + random.nextInt(13)));
    }
  }

  private void declaration(ProtoTree model) {
    List<ProtoTree> types = model.all(random.nextInt(3) == 0 ? Kind.TENSOR_TYPE : Kind.SHAPE);
    if (types.isEmpty()) {
      return;
    }
    ProtoTree type = pick(types);
    if (type.kind == Kind.TENSOR_TYPE) {
      type.remove(1);
      type.fields.add(Field.ofNumber(1, random.nextInt(27)));
      say("declared another element type");
      return;
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(type.fields, random);
    }
    ProtoTree dim = new ProtoTree(Kind.DIM);
    dim.fields.add(Field.ofNumber(1, small()));
    if (!type.fields.isEmpty() && random.nextInt(3) != 0) {
      type.fields.set(random.nextInt(type.fields.size()), Field.ofMessage(1, dim));
    } else {
      type.fields.add(Field.ofMessage(1, dim));
    }
    say("declared another shape");
  }
}
