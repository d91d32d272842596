package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named constant that configures a node, such as the {@code axis} of a Concat, the categories of
 * a OneHotEncoder or the branches of an If.
 *
 * <p>Numbers and text are decoded anew by each call. A method asked for another type than the
 * attribute has throws {@link MalformedInputException}: which type an attribute must have is the
 * operator's business, and a file that gives it another is at fault, not the caller.
 *
 * <p>Immutable and safe for use by many threads. Two are equal only if they are the same object.
 */
public final class OnnxAttribute {

  private static final int NAME = 1;
  private static final int F = 2;
  private static final int I = 3;
  private static final int S = 4;
  private static final int T = 5;
  private static final int G = 6;
  private static final int FLOATS = 7;
  private static final int INTS = 8;
  private static final int STRINGS = 9;
  private static final int TENSORS = 10;
  private static final int GRAPHS = 11;
  private static final int TP = 14;
  private static final int TYPE_PROTOS = 15;
  private static final int TYPE = 20;
  private static final int REF_ATTR_NAME = 21;
  private static final int SPARSE_TENSOR = 22;
  private static final int SPARSE_TENSORS = 23;

  /** What an attribute holds. */
  public enum Type {
    /** Nothing, or a kind that ONNX added after this release of Lepton. */
    UNDEFINED(0, 0),
    /** One 32-bit float. */
    FLOAT(1, F),
    /** One 64-bit integer. */
    INT(2, I),
    /** One byte string, UTF-8 text by convention. */
    STRING(3, S),
    /** One tensor. */
    TENSOR(4, T),
    /** One subgraph. */
    GRAPH(5, G),
    /** A list of 32-bit floats. */
    FLOATS(6, OnnxAttribute.FLOATS),
    /** A list of 64-bit integers. */
    INTS(7, OnnxAttribute.INTS),
    /** A list of byte strings. */
    STRINGS(8, OnnxAttribute.STRINGS),
    /** A list of tensors. */
    TENSORS(9, OnnxAttribute.TENSORS),
    /** A list of subgraphs. */
    GRAPHS(10, OnnxAttribute.GRAPHS),
    /** One sparse tensor. */
    SPARSE_TENSOR(11, OnnxAttribute.SPARSE_TENSOR),
    /** A list of sparse tensors. */
    SPARSE_TENSORS(12, OnnxAttribute.SPARSE_TENSORS),
    /** One type. */
    TYPE_PROTO(13, TP),
    /** A list of types. */
    TYPE_PROTOS(14, OnnxAttribute.TYPE_PROTOS);

    private static final Type[] VALUES = values();

    private final int number;
    private final int field;

    Type(int number, int field) {
      this.number = number;
      this.field = field;
    }

    private static Type ofNumber(int number) {
      return number >= 0 && number < VALUES.length ? VALUES[number] : UNDEFINED;
    }

    static Type ofField(int field) {
      for (Type type : VALUES) {
        if (type.field == field) {
          return type;
        }
      }
      return UNDEFINED;
    }
  }

  private final ProtoMessage message;
  private final String name;
  private final Type type;
  private final String reference;
  private final List<OnnxTensorData> tensors;
  private final List<OnnxSparseTensorData> sparseTensors;
  private final List<OnnxGraph> graphs;
  private final List<OnnxType> types;

  private OnnxAttribute(ProtoMessage message, Parts parts) {
    this.message = message;
    this.name = parts.name;
    this.type = parts.type == null ? parts.presentType : parts.type;
    this.reference = parts.reference;
    this.tensors = List.copyOf(parts.tensors);
    this.sparseTensors = List.copyOf(parts.sparseTensors);
    this.graphs = List.copyOf(parts.graphs);
    this.types = List.copyOf(parts.types);
  }

  private static final class Parts {
    String name = "";
    @Nullable Type type;
    Type presentType = Type.UNDEFINED;
    String reference = "";
    List<OnnxTensorData> tensors = List.of();
    List<OnnxSparseTensorData> sparseTensors = List.of();
    List<OnnxGraph> graphs = List.of();
    List<OnnxType> types = List.of();
  }

  static OnnxAttribute read(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    Parts parts = new Parts();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      readField(field, parts, scope);
    }
    return new OnnxAttribute(message, parts);
  }

  private static void readField(ProtoCursor field, Parts parts, ReadScope scope) {
    switch (field.number()) {
      case NAME -> parts.name = field.asText();
      case TYPE -> parts.type = Type.ofNumber(field.asInt());
      case REF_ATTR_NAME -> parts.reference = field.asText();
      default -> {
        readValue(field, parts, scope);
        // Files of IR version 1 have no type: the value that is there says it.
        Type present = Type.ofField(field.number());
        parts.presentType = present == Type.UNDEFINED ? parts.presentType : present;
      }
    }
  }

  // Numbers and text are only walked over here, so that decoding them later cannot fail.
  private static void readValue(ProtoCursor field, Parts parts, ReadScope scope) {
    switch (field.number()) {
      case F -> field.asFloat();
      case I -> field.asLong();
      case S, STRINGS -> field.expectContent();
      case FLOATS -> field.fixedCount(Float.BYTES);
      case INTS -> field.varintCount();
      case T, TENSORS -> {
        OnnxTensorData tensor = OnnxTensorData.read(field.asMessage(), scope);
        parts.tensors = add(field, T, parts.tensors, tensor);
      }
      case G, GRAPHS -> {
        OnnxGraph graph = OnnxGraph.read(field.asMessage(), scope);
        parts.graphs = add(field, G, parts.graphs, graph);
      }
      case SPARSE_TENSOR, SPARSE_TENSORS -> {
        OnnxSparseTensorData tensor = OnnxSparseTensorData.read(field.asMessage(), scope);
        parts.sparseTensors = add(field, SPARSE_TENSOR, parts.sparseTensors, tensor);
      }
      case TP, TYPE_PROTOS -> {
        OnnxType type = TypeCodec.read(field.asMessage(), scope);
        parts.types = add(field, TP, parts.types, type);
      }
      default -> {}
    }
  }

  private static <T> List<T> add(ProtoCursor field, int singular, List<T> earlier, T value) {
    if (field.number() == singular) {
      Singular.check(field, earlier.isEmpty() ? null : earlier);
    }
    List<T> values = earlier.isEmpty() ? new ArrayList<>() : earlier;
    values.add(value);
    return values;
  }

  /**
   * Returns an attribute of one float.
   *
   * @param name the name of the attribute
   * @param value the float
   * @return the attribute
   */
  public static OnnxAttribute ofFloat(String name, float value) {
    return ofWritten(writer(name, Type.FLOAT).fixed32(F, value));
  }

  /**
   * Returns an attribute of one integer.
   *
   * @param name the name of the attribute
   * @param value the integer
   * @return the attribute
   */
  public static OnnxAttribute ofInt(String name, long value) {
    return ofWritten(writer(name, Type.INT).varint(I, value));
  }

  /**
   * Returns an attribute of one text.
   *
   * @param name the name of the attribute
   * @param value the text
   * @return the attribute
   */
  public static OnnxAttribute ofString(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return ofWritten(writer(name, Type.STRING).bytes(S, bytes));
  }

  /**
   * Returns an attribute of one tensor.
   *
   * @param name the name of the attribute
   * @param value the tensor
   * @return the attribute
   */
  public static OnnxAttribute ofTensor(String name, OnnxTensorData value) {
    Parts parts = parts(name, Type.TENSOR);
    parts.tensors = List.of(value);
    ProtoMessage header = writer(name, Type.TENSOR).toMessage();
    return new OnnxAttribute(header.with(T, value.message()), parts);
  }

  /**
   * Returns an attribute of one subgraph.
   *
   * @param name the name of the attribute
   * @param value the subgraph
   * @return the attribute
   */
  public static OnnxAttribute ofGraph(String name, OnnxGraph value) {
    Parts parts = parts(name, Type.GRAPH);
    parts.graphs = List.of(value);
    ProtoMessage header = writer(name, Type.GRAPH).toMessage();
    return new OnnxAttribute(header.with(G, value.message()), parts);
  }

  /**
   * Returns an attribute that holds a type, as Optional needs where it has no input.
   *
   * @param name its name
   * @param value its value
   * @return the attribute
   * @throws IllegalArgumentException if the type is unknown
   */
  public static OnnxAttribute ofType(String name, OnnxType value) {
    Parts parts = parts(name, Type.TYPE_PROTO);
    parts.types = List.of(value);
    ProtoMessage header = writer(name, Type.TYPE_PROTO).toMessage();
    return new OnnxAttribute(header.with(TP, TypeCodec.write(value)), parts);
  }

  /**
   * Returns an attribute of a list of floats.
   *
   * @param name the name of the attribute
   * @param values the floats
   * @return the attribute
   */
  public static OnnxAttribute ofFloats(String name, float... values) {
    ProtoWriter writer = writer(name, Type.FLOATS);
    for (float value : values) {
      writer.fixed32(FLOATS, value);
    }
    return ofWritten(writer);
  }

  /**
   * Returns an attribute of a list of integers.
   *
   * @param name the name of the attribute
   * @param values the integers
   * @return the attribute
   */
  public static OnnxAttribute ofInts(String name, long... values) {
    ProtoWriter writer = writer(name, Type.INTS);
    for (long value : values) {
      writer.varint(INTS, value);
    }
    return ofWritten(writer);
  }

  /**
   * Returns an attribute of a list of texts.
   *
   * @param name the name of the attribute
   * @param values the texts
   * @return the attribute
   */
  public static OnnxAttribute ofStrings(String name, String... values) {
    ProtoWriter writer = writer(name, Type.STRINGS);
    for (String value : values) {
      writer.bytes(STRINGS, value.getBytes(StandardCharsets.UTF_8));
    }
    return ofWritten(writer);
  }

  private static ProtoWriter writer(String name, Type type) {
    return new ProtoWriter().text(NAME, name).varint(TYPE, type.number);
  }

  private static Parts parts(String name, Type type) {
    Parts parts = new Parts();
    parts.name = name;
    parts.type = type;
    return parts;
  }

  private static OnnxAttribute ofWritten(ProtoWriter writer) {
    return read(writer.toMessage(), ReadScope.ofDefaults());
  }

  /**
   * Returns the name.
   *
   * @return the name, unique within its node
   */
  public String name() {
    return name;
  }

  /**
   * Returns what the attribute holds.
   *
   * @return the type; {@link Type#UNDEFINED} for none and for one that Lepton does not know
   */
  public Type type() {
    return type;
  }

  /**
   * Returns the attribute of the enclosing function that this one takes its value from.
   *
   * @return a name; empty if the attribute has a value of its own, as always outside of functions
   */
  public String reference() {
    return reference;
  }

  /**
   * Returns the float.
   *
   * @return the value; 0 if the file leaves it out
   * @throws MalformedInputException if this is not a FLOAT
   */
  public float floatValue() {
    expect(Type.FLOAT);
    float value = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      value = field.number() == F ? field.asFloat() : value;
    }
    return value;
  }

  /**
   * Returns the integer.
   *
   * @return the value; 0 if the file leaves it out
   * @throws MalformedInputException if this is not an INT
   */
  public long intValue() {
    expect(Type.INT);
    long value = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      value = field.number() == I ? field.asLong() : value;
    }
    return value;
  }

  /**
   * Returns the text.
   *
   * @return the value; empty if the file leaves it out
   * @throws MalformedInputException if this is not a STRING, or not UTF-8
   */
  public String stringValue() {
    expect(Type.STRING);
    List<String> values = ProtoArrays.texts(message, S);
    return values.isEmpty() ? "" : values.get(values.size() - 1);
  }

  /**
   * Returns the byte string, for operators that keep other bytes than text in it.
   *
   * @return a copy; empty if the file leaves it out
   * @throws MalformedInputException if this is not a STRING
   */
  public byte[] bytesValue() {
    expect(Type.STRING);
    List<byte[]> values = ProtoArrays.byteStrings(message, S);
    return values.isEmpty() ? new byte[0] : values.get(values.size() - 1);
  }

  /**
   * Returns the tensor.
   *
   * @return the value
   * @throws MalformedInputException if this is not a TENSOR, or the file leaves the value out
   */
  public OnnxTensorData tensorValue() {
    expect(Type.TENSOR);
    return single(tensors);
  }

  /**
   * Returns the subgraph.
   *
   * @return the value
   * @throws MalformedInputException if this is not a GRAPH, or the file leaves the value out
   */
  public OnnxGraph graphValue() {
    expect(Type.GRAPH);
    return single(graphs);
  }

  private <T> T single(List<T> values) {
    if (values.size() != 1) {
      throw malformed("needs 1 value, got " + values.size());
    }
    return values.get(0);
  }

  /**
   * Returns the floats.
   *
   * @return a new array
   * @throws MalformedInputException if this is not a FLOATS
   */
  public float[] floats() {
    expect(Type.FLOATS);
    return ProtoArrays.floats(message, FLOATS);
  }

  /**
   * Returns the integers.
   *
   * @return a new array
   * @throws MalformedInputException if this is not an INTS
   */
  public long[] ints() {
    expect(Type.INTS);
    return ProtoArrays.longs(message, INTS);
  }

  /**
   * Returns the texts.
   *
   * @return the values
   * @throws MalformedInputException if this is not a STRINGS, or one of them not UTF-8
   */
  public List<String> strings() {
    expect(Type.STRINGS);
    return ProtoArrays.texts(message, STRINGS);
  }

  /**
   * Returns the byte strings, for operators that keep other bytes than text in them.
   *
   * @return copies
   * @throws MalformedInputException if this is not a STRINGS
   */
  public List<byte[]> byteStrings() {
    expect(Type.STRINGS);
    return ProtoArrays.byteStrings(message, STRINGS);
  }

  /**
   * Returns the tensors, whatever the type of the attribute.
   *
   * @return all of a TENSORS or the one of a TENSOR; normally none of another type
   */
  public List<OnnxTensorData> tensors() {
    return tensors;
  }

  /**
   * Returns the sparse tensors, whatever the type of the attribute.
   *
   * @return all of a SPARSE_TENSORS or the one of a SPARSE_TENSOR; normally none of another type
   */
  public List<OnnxSparseTensorData> sparseTensors() {
    return sparseTensors;
  }

  /**
   * Returns the subgraphs, whatever the type of the attribute.
   *
   * @return all of a GRAPHS or the one of a GRAPH; normally none of another type
   */
  public List<OnnxGraph> graphs() {
    return graphs;
  }

  /**
   * Returns the types, whatever the type of the attribute.
   *
   * @return all of a TYPE_PROTOS or the one of a TYPE_PROTO; normally none of another type
   */
  public List<OnnxType> types() {
    return types;
  }

  ProtoMessage message() {
    return message;
  }

  private void expect(Type expected) {
    if (type != expected) {
      throw malformed("needs type %s, got %s".formatted(expected, type));
    }
    if (!reference.isEmpty()) {
      throw malformed("needs a value, got a reference to " + Quoted.of(reference));
    }
  }

  private MalformedInputException malformed(String problem) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_MODEL, "Attribute " + Quoted.of(name) + " " + problem);
  }

  /**
   * Returns name and type, never the value.
   *
   * @return for example {@code 'axis' INT}
   */
  @Override
  public String toString() {
    return Quoted.of(name) + " " + type;
  }
}
