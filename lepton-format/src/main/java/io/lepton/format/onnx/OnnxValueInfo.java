package io.lepton.format.onnx;

import org.jspecify.annotations.Nullable;

/**
 * The name and the declared type of a value: an input or output of a graph, or a value inside it.
 *
 * <p>Immutable and safe for use by many threads. Two are equal only if they are the same object.
 */
public final class OnnxValueInfo {

  private static final int NAME = 1;
  private static final int TYPE = 2;

  private final ProtoMessage message;
  private final String name;
  private final OnnxType type;

  private OnnxValueInfo(ProtoMessage message, String name, OnnxType type) {
    this.message = message;
    this.name = name;
    this.type = type;
  }

  /**
   * Returns a declaration.
   *
   * @param name the name of the value
   * @param type what it is
   * @return the declaration
   * @throws IllegalArgumentException if the type is unknown
   */
  public static OnnxValueInfo of(String name, OnnxType type) {
    return new OnnxValueInfo(ProtoMessage.EMPTY, "", type).withName(name).withType(type);
  }

  /**
   * Returns a declaration without a type, as is enough for the outputs of a subgraph.
   *
   * @param name the name of the value
   * @return the declaration
   */
  public static OnnxValueInfo untyped(String name) {
    return new OnnxValueInfo(ProtoMessage.EMPTY, "", TypeCodec.UNKNOWN).withName(name);
  }

  static OnnxValueInfo read(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    String name = "";
    ProtoMessage type = null;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case NAME -> name = field.asText();
        case TYPE -> {
          Singular.check(field, type);
          type = field.asMessage();
        }
        default -> {}
      }
    }
    return new OnnxValueInfo(message, name, readType(type, scope));
  }

  private static OnnxType readType(@Nullable ProtoMessage type, ReadScope scope) {
    return TypeCodec.read(type == null ? ProtoMessage.EMPTY : type, scope);
  }

  /**
   * Returns the name of the value.
   *
   * @return the name; what nodes call it in their inputs and outputs
   */
  public String name() {
    return name;
  }

  /**
   * Returns the declared type.
   *
   * @return the type; {@link OnnxType.UnknownType} if none is declared
   */
  public OnnxType type() {
    return type;
  }

  /**
   * Returns this declaration for another name.
   *
   * @param name the new name
   * @return a new declaration
   */
  public OnnxValueInfo withName(String name) {
    return new OnnxValueInfo(message.withText(NAME, name), name, type);
  }

  /**
   * Returns this declaration with another type.
   *
   * @param type the new type
   * @return a new declaration
   * @throws IllegalArgumentException if the type is unknown
   */
  public OnnxValueInfo withType(OnnxType type) {
    return new OnnxValueInfo(message.with(TYPE, TypeCodec.write(type)), name, type);
  }

  ProtoMessage message() {
    return message;
  }

  /**
   * Returns name and type.
   *
   * @return for example {@code 'age' FLOAT [batch, 1]}
   */
  @Override
  public String toString() {
    return Quoted.of(name) + " " + type;
  }
}
