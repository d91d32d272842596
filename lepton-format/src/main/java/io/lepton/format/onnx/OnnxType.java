package io.lepton.format.onnx;

/**
 * The type that a model declares for a value: what flows along an edge of the graph.
 *
 * <p>Immutable and safe for use by many threads.
 */
public sealed interface OnnxType {

  /**
   * A tensor.
   *
   * @param elementType the type of its elements
   * @param shape its dimensions as far as the model declares them
   */
  record TensorType(OnnxElementType elementType, OnnxShape shape) implements OnnxType {
    @Override
    public String toString() {
      return elementType + " " + shape;
    }
  }

  /**
   * A sparse tensor.
   *
   * @param elementType the type of its elements
   * @param shape the dimensions of the dense tensor it stands for
   */
  record SparseTensorType(OnnxElementType elementType, OnnxShape shape) implements OnnxType {
    @Override
    public String toString() {
      return "sparse " + elementType + " " + shape;
    }
  }

  /**
   * A sequence of values of one type.
   *
   * @param elementType the type of each value
   */
  record SequenceType(OnnxType elementType) implements OnnxType {
    @Override
    public String toString() {
      return "sequence(" + elementType + ")";
    }
  }

  /**
   * A map, such as the one from class label to probability that ZipMap makes.
   *
   * @param keyType an integer type or STRING
   * @param valueType the type of each value
   */
  record MapType(OnnxElementType keyType, OnnxType valueType) implements OnnxType {
    @Override
    public String toString() {
      return "map(" + keyType + ", " + valueType + ")";
    }
  }

  /**
   * A value that may be absent.
   *
   * @param elementType the type of the value when there is one
   */
  record OptionalType(OnnxType elementType) implements OnnxType {
    @Override
    public String toString() {
      return "optional(" + elementType + ")";
    }
  }

  /**
   * A type that only one runtime knows.
   *
   * @param domain who defines the type
   * @param name what the domain calls it
   */
  record OpaqueType(String domain, String name) implements OnnxType {
    @Override
    public String toString() {
      return "opaque(" + Quoted.of(domain) + ", " + Quoted.of(name) + ")";
    }
  }

  /**
   * No type, or a kind of type that ONNX added after this release of Lepton. It cannot be written;
   * a value that was read keeps its type nonetheless.
   */
  record UnknownType() implements OnnxType {
    @Override
    public String toString() {
      return "unknown";
    }
  }

  /**
   * Returns the type of a tensor.
   *
   * @param elementType the type of its elements
   * @param sizes its dimensions, outermost first, -1 where open; none for a scalar
   * @return the type
   */
  static TensorType tensor(OnnxElementType elementType, long... sizes) {
    return new TensorType(elementType, OnnxShape.of(sizes));
  }

  /**
   * Returns the type of a tensor.
   *
   * @param elementType the type of its elements
   * @param shape its dimensions
   * @return the type
   */
  static TensorType tensor(OnnxElementType elementType, OnnxShape shape) {
    return new TensorType(elementType, shape);
  }
}
