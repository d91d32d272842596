package io.lepton.format.onnx;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Files put together field by field, sound and broken ones. Numbers are those of onnx.proto. */
final class Protos {

  static final int MODEL_GRAPH = 7;
  static final int GRAPH_NODE = 1;
  static final int GRAPH_INITIALIZER = 5;
  static final int GRAPH_INPUT = 11;
  static final int NODE_ATTRIBUTE = 5;
  static final int ATTRIBUTE_TENSOR = 5;
  static final int ATTRIBUTE_GRAPH = 6;

  private Protos() {}

  /** Returns the file of a model with this graph. */
  static byte[] file(ProtoMessage graph) {
    return header().with(MODEL_GRAPH, graph).toBytes();
  }

  /** Returns a message with one field of content. */
  static ProtoMessage wrap(int number, ProtoMessage content) {
    return ProtoMessage.EMPTY.with(number, content);
  }

  /** Returns the model fields before the graph: IR version 8, and operator set 17. */
  static ProtoMessage header() {
    return new ProtoWriter()
        .varint(1, 8)
        .text(2, "test")
        .toMessage()
        .with(8, List.of(new ProtoWriter().varint(2, 17).toMessage()));
  }

  static ProtoMessage hex(String digits) {
    return ProtoMessage.of(ByteBuffer.wrap(HexFormat.of().parseHex(digits.replace(" ", ""))));
  }

  /** Returns a message with the fields of two. */
  static ProtoMessage joined(ProtoMessage first, ProtoMessage second) {
    ByteBuffer both = ByteBuffer.allocate((int) (first.sizeBytes() + second.sizeBytes()));
    return ProtoMessage.of(both.put(first.toBytes()).put(second.toBytes()).flip());
  }

  /** Returns the file of a model whose graph has this tensor as its only initializer. */
  static OnnxTensorData readTensor(ProtoMessage tensor) {
    byte[] file = file(wrap(GRAPH_INITIALIZER, tensor));
    return OnnxModel.read(file).graph().initializers().get(0);
  }

  /** Returns the attribute of a model whose graph has one node with this attribute. */
  static OnnxAttribute readAttribute(ProtoMessage attribute) {
    byte[] file = file(wrap(GRAPH_NODE, wrap(NODE_ATTRIBUTE, attribute)));
    return OnnxModel.read(file).graph().nodes().get(0).attributes().get(0);
  }

  /** Returns the type of a model whose graph has one input of this type. */
  static OnnxType readType(ProtoMessage type) {
    byte[] file = file(wrap(GRAPH_INPUT, new ProtoWriter().text(1, "x").toMessage().with(2, type)));
    return OnnxModel.read(file).graph().inputs().get(0).type();
  }
}
