package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One step of a graph: an operator, the values it reads and the values it makes.
 *
 * <p>Immutable and safe for use by many threads. A {@code with…} method returns a new node that
 * keeps everything else, what Lepton does not know included. Two are equal only if they are the
 * same object.
 */
public final class OnnxNode {

  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OP_TYPE = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;

  private final ProtoMessage message;
  private final String name;
  private final String opType;
  private final String domain;
  private final List<String> inputs;
  private final List<String> outputs;
  private final List<OnnxAttribute> attributes;

  private OnnxNode(ProtoMessage message, Parts parts) {
    this.message = message;
    this.name = parts.name;
    this.opType = parts.opType;
    this.domain = parts.domain;
    this.inputs = List.copyOf(parts.inputs);
    this.outputs = List.copyOf(parts.outputs);
    this.attributes = List.copyOf(parts.attributes);
  }

  private static final class Parts {
    String name = "";
    String opType = "";
    String domain = "";
    List<String> inputs = new ArrayList<>(2);
    List<String> outputs = new ArrayList<>(1);
    List<OnnxAttribute> attributes = new ArrayList<>(2);
  }

  private Parts parts() {
    Parts parts = new Parts();
    parts.name = name;
    parts.opType = opType;
    parts.domain = domain;
    parts.inputs = inputs;
    parts.outputs = outputs;
    parts.attributes = attributes;
    return parts;
  }

  static OnnxNode read(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    Parts parts = new Parts();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case INPUT -> parts.inputs.add(scope.text(field));
        case OUTPUT -> parts.outputs.add(scope.text(field));
        case NAME -> parts.name = field.asText();
        case OP_TYPE -> parts.opType = field.asText();
        case ATTRIBUTE -> parts.attributes.add(OnnxAttribute.read(field.asMessage(), scope));
        case DOMAIN -> parts.domain = field.asText();
        default -> {}
      }
    }
    return new OnnxNode(message, parts);
  }

  /**
   * Returns a node of one of ONNX's own operators.
   *
   * @param opType the operator, such as {@code Gemm}
   * @param inputs the values it reads, in the operator's order; empty text for one left out
   * @param outputs the values it makes, in the operator's order; empty text for one left out
   * @param attributes its configuration
   * @return the node, without a name
   */
  public static OnnxNode of(
      String opType, List<String> inputs, List<String> outputs, OnnxAttribute... attributes) {
    return of("", opType, inputs, outputs, attributes);
  }

  /**
   * Returns a node of an operator of another domain.
   *
   * @param domain who defines the operator, such as {@code ai.onnx.ml}; empty for ONNX itself
   * @param opType the operator, such as {@code OneHotEncoder}
   * @param inputs the values it reads, in the operator's order; empty text for one left out
   * @param outputs the values it makes, in the operator's order; empty text for one left out
   * @param attributes its configuration
   * @return the node, without a name
   */
  public static OnnxNode of(
      String domain,
      String opType,
      List<String> inputs,
      List<String> outputs,
      OnnxAttribute... attributes) {
    Parts parts = new Parts();
    parts.opType = opType;
    parts.domain = domain;
    ProtoWriter writer = new ProtoWriter().text(OP_TYPE, opType).text(DOMAIN, domain);
    return new OnnxNode(writer.toMessage(), parts)
        .withInputs(inputs)
        .withOutputs(outputs)
        .withAttributes(Arrays.asList(attributes));
  }

  /**
   * Returns the name of the node itself.
   *
   * @return a name; often empty
   */
  public String name() {
    return name;
  }

  /**
   * Returns the operator.
   *
   * @return its name within its domain, such as {@code Gemm}
   */
  public String opType() {
    return opType;
  }

  /**
   * Returns who defines the operator.
   *
   * @return for example {@code ai.onnx.ml}; empty, or {@code ai.onnx}, for ONNX itself
   */
  public String domain() {
    return domain;
  }

  /**
   * Says whether this node runs an operator.
   *
   * @param domain who defines the operator; empty or {@code ai.onnx} for ONNX itself
   * @param opType the operator
   * @return true if both are this node's
   */
  public boolean isOperator(String domain, String opType) {
    return this.opType.equals(opType)
        && OperatorSets.canonical(this.domain).equals(OperatorSets.canonical(domain));
  }

  /**
   * Returns the values it reads.
   *
   * @return their names, in the operator's order; empty text for one left out
   */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * Returns the values it makes.
   *
   * @return their names, in the operator's order; empty text for one left out
   */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * Returns its configuration.
   *
   * @return the attributes, in the order of the file
   */
  public List<OnnxAttribute> attributes() {
    return attributes;
  }

  /**
   * Returns one attribute.
   *
   * @param name its name
   * @return the attribute; nothing if the node leaves it to the operator's default
   */
  public Optional<OnnxAttribute> attribute(String name) {
    for (OnnxAttribute attribute : attributes) {
      if (attribute.name().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the graphs inside the node, such as the branches of an If or the body of a Loop.
   *
   * @return the subgraphs of all attributes; they may read values of the graph around the node
   */
  public List<OnnxGraph> subgraphs() {
    List<OnnxGraph> graphs = new ArrayList<>();
    for (OnnxAttribute attribute : attributes) {
      graphs.addAll(attribute.graphs());
    }
    return graphs;
  }

  /**
   * Returns this node under another name of its own.
   *
   * @param name the new name
   * @return a new node
   */
  public OnnxNode withName(String name) {
    Parts parts = parts();
    parts.name = name;
    return new OnnxNode(message.withText(NAME, name), parts);
  }

  /**
   * Returns this node reading other values.
   *
   * @param inputs the values it reads, in the operator's order; empty text for one left out
   * @return a new node
   */
  public OnnxNode withInputs(List<String> inputs) {
    Parts parts = parts();
    parts.inputs = inputs;
    return new OnnxNode(message.with(INPUT, texts(inputs)), parts);
  }

  /**
   * Returns this node making other values.
   *
   * @param outputs the values it makes, in the operator's order; empty text for one left out
   * @return a new node
   */
  public OnnxNode withOutputs(List<String> outputs) {
    Parts parts = parts();
    parts.outputs = outputs;
    return new OnnxNode(message.with(OUTPUT, texts(outputs)), parts);
  }

  /**
   * Returns this node with another configuration.
   *
   * @param attributes all attributes
   * @return a new node
   */
  public OnnxNode withAttributes(List<OnnxAttribute> attributes) {
    Parts parts = parts();
    parts.attributes = attributes;
    List<ProtoMessage> messages = attributes.stream().map(OnnxAttribute::message).toList();
    return new OnnxNode(message.with(ATTRIBUTE, messages), parts);
  }

  private static List<ProtoMessage> texts(List<String> names) {
    return names.stream().map(ProtoMessage::ofText).toList();
  }

  ProtoMessage message() {
    return message;
  }

  /**
   * Returns operator, name, inputs and outputs.
   *
   * @return for example {@code Gemm 'dense' ['x', 'w'] -> ['y']}
   */
  @Override
  public String toString() {
    return "%s %s %s -> %s"
        .formatted(
            opType,
            Quoted.of(name),
            inputs.stream().map(Quoted::of).toList(),
            outputs.stream().map(Quoted::of).toList());
  }
}
