package io.lepton.format.onnx;

import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a model part by part and checks that the names in it fit together.
 *
 * <pre>{@code
 * OnnxModel model =
 *     OnnxModel.builder("score")
 *         .opset("", 17)
 *         .input("x", OnnxElementType.FLOAT, -1, 2)
 *         .initializer("w", Shape.of(2, 1), 0.5f, -0.5f)
 *         .node("MatMul", List.of("x", "w"), List.of("y"))
 *         .output("y", OnnxElementType.FLOAT, -1, 1)
 *         .build();
 * }</pre>
 *
 * <p>Nodes are added in the order they run. The builder knows no operator: it does not check how
 * many inputs a node needs, or of which type.
 *
 * <p>For one thread.
 */
public final class OnnxModelBuilder {

  /** Of 2022: every ONNX Runtime since 1.13 reads it, and it has all that opset 18 needs. */
  private static final long DEFAULT_IR_VERSION = 8;

  private final String graphName;
  private final Map<String, Long> opsets = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final List<OnnxValueInfo> inputs = new ArrayList<>();
  private final List<OnnxValueInfo> outputs = new ArrayList<>();
  private final List<OnnxTensorData> initializers = new ArrayList<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private long irVersion = DEFAULT_IR_VERSION;
  private String producerName = "lepton";
  private String producerVersion = "";

  OnnxModelBuilder(String graphName) {
    this.graphName = graphName;
  }

  /**
   * Sets the version of the file format.
   *
   * @param version ONNX's IR version; 8 if never set
   * @return this
   */
  public OnnxModelBuilder irVersion(long version) {
    irVersion = version;
    return this;
  }

  /**
   * Sets the tool that makes the file.
   *
   * @param name its name
   * @param version its version
   * @return this
   */
  public OnnxModelBuilder producer(String name, String version) {
    producerName = name;
    producerVersion = version;
    return this;
  }

  /**
   * Imports an operator set.
   *
   * @param domain who defines it, such as {@code ai.onnx.ml}; empty for ONNX itself
   * @param version its version
   * @return this
   */
  public OnnxModelBuilder opset(String domain, long version) {
    opsets.put(domain, version);
    return this;
  }

  /**
   * Adds metadata.
   *
   * @param key the key; a repeated key replaces the value
   * @param value the value
   * @return this
   */
  public OnnxModelBuilder metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds an input that is a tensor.
   *
   * @param name the name of the value
   * @param type the type of its elements
   * @param sizes its dimensions, outermost first, -1 where open; none for a scalar
   * @return this
   */
  public OnnxModelBuilder input(String name, OnnxElementType type, long... sizes) {
    return input(name, OnnxType.tensor(type, sizes));
  }

  /**
   * Adds an input.
   *
   * @param name the name of the value
   * @param type what it is
   * @return this
   */
  public OnnxModelBuilder input(String name, OnnxType type) {
    inputs.add(OnnxValueInfo.of(name, type));
    return this;
  }

  /**
   * Adds an output that is a tensor.
   *
   * @param name the name of the value, which an input, an initializer or a node makes
   * @param type the type of its elements
   * @param sizes its dimensions, outermost first, -1 where open; none for a scalar
   * @return this
   */
  public OnnxModelBuilder output(String name, OnnxElementType type, long... sizes) {
    return output(name, OnnxType.tensor(type, sizes));
  }

  /**
   * Adds an output.
   *
   * @param name the name of the value, which an input, an initializer or a node makes
   * @param type what it is
   * @return this
   */
  public OnnxModelBuilder output(String name, OnnxType type) {
    outputs.add(OnnxValueInfo.of(name, type));
    return this;
  }

  /**
   * Adds a constant.
   *
   * @param tensor the tensor, with a name
   * @return this
   */
  public OnnxModelBuilder initializer(OnnxTensorData tensor) {
    initializers.add(tensor);
    return this;
  }

  /**
   * Adds a FLOAT constant.
   *
   * @param name the name of the value
   * @param shape its dimensions
   * @param values its elements, row-major
   * @return this
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public OnnxModelBuilder initializer(String name, Shape shape, float... values) {
    return initializer(OnnxTensorData.of(name, shape, values));
  }

  /**
   * Adds a DOUBLE constant.
   *
   * @param name the name of the value
   * @param shape its dimensions
   * @param values its elements, row-major
   * @return this
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public OnnxModelBuilder initializer(String name, Shape shape, double... values) {
    return initializer(OnnxTensorData.of(name, shape, values));
  }

  /**
   * Adds an INT32 constant.
   *
   * @param name the name of the value
   * @param shape its dimensions
   * @param values its elements, row-major
   * @return this
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public OnnxModelBuilder initializer(String name, Shape shape, int... values) {
    return initializer(OnnxTensorData.of(name, shape, values));
  }

  /**
   * Adds an INT64 constant.
   *
   * @param name the name of the value
   * @param shape its dimensions
   * @param values its elements, row-major
   * @return this
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public OnnxModelBuilder initializer(String name, Shape shape, long... values) {
    return initializer(OnnxTensorData.of(name, shape, values));
  }

  /**
   * Adds a STRING constant.
   *
   * @param name the name of the value
   * @param shape its dimensions
   * @param values its elements, row-major
   * @return this
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public OnnxModelBuilder initializer(String name, Shape shape, String... values) {
    return initializer(OnnxTensorData.of(name, shape, values));
  }

  /**
   * Adds a node.
   *
   * @param node the node, whose inputs are made by what was added before
   * @return this
   */
  public OnnxModelBuilder node(OnnxNode node) {
    nodes.add(node);
    return this;
  }

  /**
   * Adds a node of one of ONNX's own operators.
   *
   * @param opType the operator, such as {@code Gemm}
   * @param inputs the values it reads, in the operator's order; empty text for one left out
   * @param outputs the values it makes, in the operator's order; empty text for one left out
   * @param attributes its configuration
   * @return this
   */
  public OnnxModelBuilder node(
      String opType, List<String> inputs, List<String> outputs, OnnxAttribute... attributes) {
    return node(OnnxNode.of(opType, inputs, outputs, attributes));
  }

  /**
   * Adds a node of an operator of another domain.
   *
   * @param domain who defines the operator, such as {@code ai.onnx.ml}
   * @param opType the operator, such as {@code OneHotEncoder}
   * @param inputs the values it reads, in the operator's order; empty text for one left out
   * @param outputs the values it makes, in the operator's order; empty text for one left out
   * @param attributes its configuration
   * @return this
   */
  public OnnxModelBuilder node(
      String domain,
      String opType,
      List<String> inputs,
      List<String> outputs,
      OnnxAttribute... attributes) {
    return node(OnnxNode.of(domain, opType, inputs, outputs, attributes));
  }

  /**
   * Checks the parts and returns the model.
   *
   * @return the model
   * @throws IllegalStateException if a node reads a value that nothing before it makes, two parts
   *     make the same value, an output is made by nothing, there is no output, or a node is of a
   *     domain that was not imported; the message names the part
   */
  public OnnxModel build() {
    OnnxGraph graph =
        OnnxGraph.named(graphName)
            .withNodes(nodes)
            .withInputs(inputs)
            .withOutputs(outputs)
            .withInitializers(initializers);
    GraphNames.check(graph);
    GraphNames.checkDomains(graph, opsets.keySet());
    OnnxModel model =
        OnnxModel.of(new OnnxModel.Header(irVersion, producerName, producerVersion), graph);
    return model.withOpsetImports(opsets).withMetadata(metadata);
  }
}
