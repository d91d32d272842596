package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operator that a model defines itself, in terms of other operators. A node calls it by domain
 * and name.
 *
 * <p>Immutable and safe for use by many threads. Two are equal only if they are the same object.
 */
public final class OnnxFunction {

  private static final int NAME = 1;
  private static final int INPUT = 4;
  private static final int OUTPUT = 5;
  private static final int NODE = 7;
  private static final int OPSET_IMPORT = 9;
  private static final int DOMAIN = 10;
  private static final int ATTRIBUTE_PROTO = 11;

  private final ProtoMessage message;
  private final String name;
  private final String domain;
  private final List<String> inputs;
  private final List<String> outputs;
  private final List<OnnxNode> nodes;
  private final List<OnnxAttribute> defaults;
  private final Map<String, Long> opsetImports;

  private OnnxFunction(ProtoMessage message, Parts parts) {
    this.message = message;
    this.name = parts.name;
    this.domain = parts.domain;
    this.inputs = List.copyOf(parts.inputs);
    this.outputs = List.copyOf(parts.outputs);
    this.nodes = List.copyOf(parts.nodes);
    this.defaults = List.copyOf(parts.defaults);
    this.opsetImports = Collections.unmodifiableMap(parts.opsetImports);
  }

  private static final class Parts {
    String name = "";
    String domain = "";
    final List<String> inputs = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    final List<OnnxNode> nodes = new ArrayList<>();
    final List<OnnxAttribute> defaults = new ArrayList<>();
    final Map<String, Long> opsetImports = new LinkedHashMap<>();
  }

  static OnnxFunction read(ProtoMessage message, ReadScope scope) {
    scope.count(message);
    Parts parts = new Parts();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      switch (field.number()) {
        case NAME -> parts.name = field.asText();
        case INPUT -> parts.inputs.add(scope.text(field));
        case OUTPUT -> parts.outputs.add(scope.text(field));
        case NODE -> parts.nodes.add(OnnxNode.read(field.asMessage(), scope));
        case OPSET_IMPORT -> OperatorSets.read(field.asMessage(), scope, parts.opsetImports);
        case DOMAIN -> parts.domain = field.asText();
        case ATTRIBUTE_PROTO -> parts.defaults.add(OnnxAttribute.read(field.asMessage(), scope));
        default -> {}
      }
    }
    return new OnnxFunction(message, parts);
  }

  /**
   * Returns the name.
   *
   * @return what a node calls it as its operator
   */
  public String name() {
    return name;
  }

  /**
   * Returns the domain.
   *
   * @return the domain of the nodes that call it
   */
  public String domain() {
    return domain;
  }

  /**
   * Returns the inputs.
   *
   * @return their names inside the function
   */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * Returns the outputs.
   *
   * @return their names inside the function
   */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * Returns the nodes.
   *
   * @return the function's own nodes
   */
  public List<OnnxNode> nodes() {
    return nodes;
  }

  /**
   * Returns the attributes that a call may leave out.
   *
   * @return their names and default values
   */
  public List<OnnxAttribute> defaults() {
    return defaults;
  }

  /**
   * Returns the operator sets that the nodes of the function are written for.
   *
   * @return versions by domain, in the order of the file
   */
  public Map<String, Long> opsetImports() {
    return opsetImports;
  }

  /**
   * Returns this function with other nodes.
   *
   * @param nodes the nodes
   * @return a new function
   */
  public OnnxFunction withNodes(List<OnnxNode> nodes) {
    Parts parts = new Parts();
    parts.name = name;
    parts.domain = domain;
    parts.inputs.addAll(inputs);
    parts.outputs.addAll(outputs);
    parts.nodes.addAll(nodes);
    parts.defaults.addAll(defaults);
    parts.opsetImports.putAll(opsetImports);
    List<ProtoMessage> messages = nodes.stream().map(OnnxNode::message).toList();
    return new OnnxFunction(message.with(NODE, messages), parts);
  }

  ProtoMessage message() {
    return message;
  }
}
