/**
 * ONNX files: read their structure, check them, rewrite them, write new ones. No dependency, no
 * native code, no arithmetic: running a model is the business of {@link io.lepton.model}.
 *
 * <p>Begin with {@link io.lepton.format.onnx.OnnxModel#read(java.nio.file.Path) OnnxModel.read}. A
 * model has a {@link io.lepton.format.onnx.OnnxGraph}; a graph has {@link
 * io.lepton.format.onnx.OnnxNode nodes}, {@linkplain io.lepton.format.onnx.OnnxValueInfo inputs and
 * outputs} with a {@linkplain io.lepton.format.onnx.OnnxType type}, and {@linkplain
 * io.lepton.format.onnx.OnnxTensorData constants}; a node has {@linkplain
 * io.lepton.format.onnx.OnnxAttribute attributes}, and some of these are graphs again.
 *
 * <p>A file from outside is checked before a runtime gets it:
 *
 * <pre>{@code
 * OnnxModel model = OnnxModel.read(file);              // NOT_ONNX, MALFORMED_MODEL, LIMIT_EXCEEDED
 * Path folder = file.toAbsolutePath().getParent();
 * OnnxPreflight.defaults().check(model, folder);       // UNSAFE_EXTERNAL_DATA, UNKNOWN_OPERATOR, ...
 * for (OnnxValueInfo input : model.graph().requiredInputs()) {
 *   System.out.println(input);                         // 'age' FLOAT [batch, 1]
 * }
 * }</pre>
 *
 * <p>A graph is changed by replacing its parts. What is not replaced stays as it was in the file,
 * fields that Lepton does not know included. Here an input of text codes becomes one of numbers:
 *
 * <pre>{@code
 * OnnxGraph graph = model.graph();
 * OnnxUse use = graph.uses("gender").get(0);           // also finds uses inside If, Loop and Scan
 * List<OnnxNode> nodes = new ArrayList<>(graph.nodes());
 * nodes.set(
 *     nodes.indexOf(use.node()),
 *     OnnxNode.of("Gather", List.of("gender_table", "gender"), use.node().outputs()));
 * OnnxTensorData table = OnnxTensorData.of("gender_table", Shape.of(2, 2), 1f, 0f, 0f, 1f);
 * OnnxModel changed =
 *     model.withGraph(
 *         graph
 *             .withInputs(List.of(OnnxValueInfo.of("gender", OnnxType.tensor(INT32, -1))))
 *             .withInitializers(List.of(table))
 *             .withNodes(nodes));
 * byte[] bytes = changed.toBytes();
 * }</pre>
 *
 * <p>A new model is made with {@link io.lepton.format.onnx.OnnxModel#builder OnnxModel.builder}:
 *
 * <pre>{@code
 * OnnxModel churn =
 *     OnnxModel.builder("churn")
 *         .opset("", 17)
 *         .input("features", FLOAT, -1, 2)
 *         .initializer("weights", Shape.of(2, 1), 0.8f, -0.05f)
 *         .initializer("bias", Shape.of(1), 0.1f)
 *         .node("Gemm", List.of("features", "weights", "bias"), List.of("logit"))
 *         .node("Sigmoid", List.of("logit"), List.of("probability"))
 *         .output("probability", FLOAT, -1, 1)
 *         .metadata("labels", "stays,leaves")
 *         .build();
 * }</pre>
 *
 * <p><b>Conventions.</b> Names in this package are ONNX's own, and so are the numbers of element
 * types. Empty text stands for a name that is not given. Dimensions go from the outermost to the
 * innermost, elements lie row-major, bytes little-endian; -1 is an open dimension. Offsets in
 * messages are bytes from the start of the file. Everything but the builder is immutable and may be
 * shared by threads; it keeps the buffer it was read from, which must not be written to.
 *
 * <p><b>What a file can do.</b> Reading takes time in proportion to the size of the file, memory in
 * proportion to the number of its parts, which {@link io.lepton.format.onnx.OnnxLimits} bounds, and
 * throws nothing but {@link io.lepton.MalformedInputException} and {@link
 * io.lepton.LimitExceededException}, whatever the bytes. Where protobuf leaves room for two readers
 * to see two models in one file, the file is refused: see {@link io.lepton.format.onnx.OnnxModel}.
 *
 * <p><b>Deliberately absent:</b> the content of external data; the ORT format; type and shape
 * inference; of operators more than their names, versions and what crashes a runtime; quantization
 * annotations, device configurations and training information, which are kept but cannot be looked
 * at.
 *
 * <p>Source: onnx.proto and docs/IR.md of https://github.com/onnx/onnx, and the protobuf encoding,
 * https://protobuf.dev/programming-guides/encoding.
 */
@NullMarked
package io.lepton.format.onnx;

import org.jspecify.annotations.NullMarked;
