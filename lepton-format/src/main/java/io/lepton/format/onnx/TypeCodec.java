package io.lepton.format.onnx;

import io.lepton.format.onnx.OnnxType.MapType;
import io.lepton.format.onnx.OnnxType.OpaqueType;
import io.lepton.format.onnx.OnnxType.OptionalType;
import io.lepton.format.onnx.OnnxType.SequenceType;
import io.lepton.format.onnx.OnnxType.SparseTensorType;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxType.UnknownType;
import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types in the form of the file: {@code TypeProto} and {@code TensorShapeProto}. Stateless. */
final class TypeCodec {

  private static final int TENSOR = 1;
  private static final int SEQUENCE = 4;
  private static final int MAP = 5;
  private static final int OPAQUE = 7;
  private static final int SPARSE_TENSOR = 8;
  private static final int OPTIONAL = 9;

  private static final int ELEMENT_TYPE = 1;
  private static final int SHAPE = 2;
  private static final int DIM = 1;
  private static final int DIM_SIZE = 1;
  private static final int DIM_SYMBOL = 2;
  private static final int KEY_TYPE = 1;
  private static final int VALUE_TYPE = 2;
  private static final int OPAQUE_DOMAIN = 1;
  private static final int OPAQUE_NAME = 2;

  static final OnnxType UNKNOWN = new UnknownType();

  private TypeCodec() {}

  /**
   * Reads a type.
   *
   * @throws io.lepton.MalformedInputException if the type is of two kinds at once: protobuf would
   *     let the last one win or merge the two, and no writer does that
   */
  static OnnxType read(ProtoMessage message, ReadScope scope) {
    scope.enter(message);
    OnnxType type = null;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      OnnxType kind = readKind(field, scope);
      if (kind != null && type != null) {
        throw field.malformed("is a second kind of one type");
      }
      type = kind == null ? type : kind;
    }
    scope.leave();
    return type == null ? UNKNOWN : type;
  }

  private static @Nullable OnnxType readKind(ProtoCursor field, ReadScope scope) {
    return switch (field.number()) {
      case TENSOR -> readTensor(field.asMessage(), scope);
      case SEQUENCE -> new SequenceType(readElement(field.asMessage(), ELEMENT_TYPE, scope));
      case MAP -> readMap(field.asMessage(), scope);
      case OPAQUE -> readOpaque(field.asMessage(), scope);
      case SPARSE_TENSOR -> sparse(readTensor(field.asMessage(), scope));
      case OPTIONAL -> new OptionalType(readElement(field.asMessage(), ELEMENT_TYPE, scope));
      default -> null;
    };
  }

  private static SparseTensorType sparse(TensorType type) {
    return new SparseTensorType(type.elementType(), type.shape());
  }

  private static TensorType readTensor(ProtoMessage message, ReadScope scope) {
    int elementType = 0;
    OnnxShape shape = null;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case ELEMENT_TYPE -> elementType = field.asInt();
        case SHAPE -> {
          Singular.check(field, shape);
          shape = readShape(field.asMessage(), scope);
        }
        default -> {}
      }
    }
    return OnnxType.tensor(
        OnnxElementType.of(elementType), shape == null ? OnnxShape.unranked() : shape);
  }

  private static OnnxShape readShape(ProtoMessage message, ReadScope scope) {
    List<OnnxDim> dims = new ArrayList<>();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      if (field.number() == DIM) {
        dims.add(readDim(field.asMessage(), scope));
      }
    }
    return OnnxShape.of(dims);
  }

  // Some exporters write -1 for an open dimension; ONNX Runtime takes every negative size for one.
  private static OnnxDim readDim(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    OnnxDim dim = OnnxDim.open();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case DIM_SIZE -> dim = OnnxDim.of(Math.max(field.asLong(), Shape.ANY));
        case DIM_SYMBOL -> dim = OnnxDim.symbol(field.asText());
        default -> {}
      }
    }
    return dim;
  }

  private static OnnxType readElement(ProtoMessage message, int number, ReadScope scope) {
    OnnxType type = null;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      if (field.number() == number) {
        Singular.check(field, type);
        type = read(field.asMessage(), scope);
      }
    }
    return type == null ? UNKNOWN : type;
  }

  private static OnnxType readMap(ProtoMessage message, ReadScope scope) {
    int keyType = 0;
    for (ProtoCursor field = message.fields(); field.next(); ) {
      keyType = field.number() == KEY_TYPE ? field.asInt() : keyType;
    }
    return new MapType(OnnxElementType.of(keyType), readElement(message, VALUE_TYPE, scope));
  }

  private static OnnxType readOpaque(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    String domain = "";
    String name = "";
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case OPAQUE_DOMAIN -> domain = field.asText();
        case OPAQUE_NAME -> name = field.asText();
        default -> {}
      }
    }
    return new OpaqueType(domain, name);
  }

  /**
   * Writes a type.
   *
   * @throws IllegalArgumentException if the type or an element type in it is unknown
   */
  static ProtoMessage write(OnnxType type) {
    if (type instanceof TensorType tensor) {
      return kind(TENSOR, writeTensor(tensor.elementType(), tensor.shape()));
    }
    if (type instanceof SparseTensorType tensor) {
      return kind(SPARSE_TENSOR, writeTensor(tensor.elementType(), tensor.shape()));
    }
    if (type instanceof SequenceType sequence) {
      return kind(SEQUENCE, ProtoMessage.EMPTY.with(ELEMENT_TYPE, write(sequence.elementType())));
    }
    if (type instanceof MapType map) {
      return kind(MAP, elementType(map.keyType()).with(VALUE_TYPE, write(map.valueType())));
    }
    if (type instanceof OptionalType optional) {
      return kind(OPTIONAL, ProtoMessage.EMPTY.with(ELEMENT_TYPE, write(optional.elementType())));
    }
    if (type instanceof OpaqueType opaque) {
      return kind(OPAQUE, writeOpaque(opaque));
    }
    throw new IllegalArgumentException("Needs a known type to write, got " + type);
  }

  private static ProtoMessage kind(int number, ProtoMessage content) {
    return ProtoMessage.EMPTY.with(number, content);
  }

  private static ProtoMessage writeTensor(OnnxElementType elementType, OnnxShape shape) {
    ProtoMessage message = elementType(elementType);
    if (!shape.isRanked()) {
      return message;
    }
    List<ProtoMessage> dims = shape.dims().stream().map(TypeCodec::writeDim).toList();
    return message.with(SHAPE, ProtoMessage.EMPTY.with(DIM, dims));
  }

  // A map's key type has the same field number and form as a tensor's element type.
  private static ProtoMessage elementType(OnnxElementType type) {
    if (type == OnnxElementType.UNRECOGNIZED) {
      throw new IllegalArgumentException("Needs an element type of ONNX to write, got " + type);
    }
    return new ProtoWriter().varint(ELEMENT_TYPE, type.number()).toMessage();
  }

  private static ProtoMessage writeDim(OnnxDim dim) {
    ProtoWriter writer = new ProtoWriter();
    if (dim.isFixed()) {
      writer.varint(DIM_SIZE, dim.size());
    }
    return writer.text(DIM_SYMBOL, dim.symbol()).toMessage();
  }

  private static ProtoMessage writeOpaque(OpaqueType type) {
    return new ProtoWriter()
        .text(OPAQUE_DOMAIN, type.domain())
        .text(OPAQUE_NAME, type.name())
        .toMessage();
  }
}
