package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file: a graph, the operators it is written for, and what its maker says about it.
 *
 * <p>Reading checks the structure of the file and nothing else: that every length lies within its
 * part, that every number ends, that parts Lepton knows are of the right kind. It copies neither
 * tensors nor the numbers of attributes. {@link OnnxCheck} checks what tensors say of themselves; a
 * runtime checks that operators exist and types fit.
 *
 * <p>What is read is written again without loss. An unchanged model is written byte for byte. A
 * {@code with…} method returns a new model that keeps everything else, what Lepton does not know
 * included, and copies no tensor.
 *
 * <p><b>Stricter than protobuf.</b> The model that Lepton checks must be the one that a runtime
 * loads, so files are refused that protobuf would read in a way of its own: a part that may occur
 * once and occurs twice, a known field of another wire type, group wire types. Numbers and text
 * that occur twice take their last value, as protobuf has it.
 *
 * <p>Immutable and safe for use by many threads. Two are equal only if they are the same object.
 */
public final class OnnxModel {

  private static final int IR_VERSION = 1;
  private static final int PRODUCER_NAME = 2;
  private static final int PRODUCER_VERSION = 3;
  private static final int DOMAIN = 4;
  private static final int MODEL_VERSION = 5;
  private static final int DOC_STRING = 6;
  private static final int GRAPH = 7;
  private static final int OPSET_IMPORT = 8;
  private static final int METADATA_PROPS = 14;
  private static final int TRAINING_INFO = 20;
  private static final int FUNCTIONS = 25;

  private static final int TRAINING_INITIALIZATION = 1;
  private static final int TRAINING_ALGORITHM = 2;

  private final ProtoMessage message;
  private final long irVersion;
  private final String producerName;
  private final String producerVersion;
  private final String domain;
  private final long modelVersion;
  private final String docString;
  private final OnnxGraph graph;
  private final Map<String, Long> opsetImports;
  private final Map<String, String> metadata;
  private final List<OnnxFunction> functions;
  private final List<OnnxGraph> trainingGraphs;

  private OnnxModel(ProtoMessage message, Parts parts, OnnxGraph graph) {
    this.message = message;
    this.irVersion = parts.irVersion;
    this.producerName = parts.producerName;
    this.producerVersion = parts.producerVersion;
    this.domain = parts.domain;
    this.modelVersion = parts.modelVersion;
    this.docString = parts.docString;
    this.graph = graph;
    this.opsetImports = Collections.unmodifiableMap(new LinkedHashMap<>(parts.opsetImports));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(parts.metadata));
    this.functions = List.copyOf(parts.functions);
    this.trainingGraphs = List.copyOf(parts.trainingGraphs);
  }

  private static final class Parts {
    long irVersion;
    String producerName = "";
    String producerVersion = "";
    String domain = "";
    long modelVersion;
    String docString = "";
    @Nullable OnnxGraph graph;
    Map<String, Long> opsetImports = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    List<OnnxFunction> functions = new ArrayList<>();
    List<OnnxGraph> trainingGraphs = new ArrayList<>();
  }

  private Parts parts() {
    Parts parts = new Parts();
    parts.irVersion = irVersion;
    parts.producerName = producerName;
    parts.producerVersion = producerVersion;
    parts.domain = domain;
    parts.modelVersion = modelVersion;
    parts.docString = docString;
    parts.opsetImports = opsetImports;
    parts.metadata = metadata;
    parts.functions = functions;
    parts.trainingGraphs = trainingGraphs;
    return parts;
  }

  /**
   * Reads a file of at most 2 GiB into memory and reads the model in it.
   *
   * @param file the file
   * @return the model
   * @throws MalformedInputException with {@link ErrorCode#NOT_ONNX} if this is another kind of
   *     file, with {@link ErrorCode#MALFORMED_MODEL} and the offset if it is cut off or broken
   * @throws LimitExceededException if it is beyond {@link OnnxLimits#defaults}
   * @throws IOException if the file cannot be read; {@link io.lepton.LeptonIOException} where the
   *     reason is known
   */
  public static OnnxModel read(Path file) throws IOException {
    DataSource source = DataSource.of(file);
    OnnxLimits limits = OnnxLimits.defaults();
    checkSize(source.sizeBytes(), limits);
    try (InputStream in = source.open()) {
      return read(ByteBuffer.wrap(readAll(in, source.sizeBytes(), limits)), limits);
    }
  }

  // An array of the size of the file is filled without the second copy that readNBytes(int) makes.
  private static byte[] readAll(InputStream in, long sizeBytes, OnnxLimits limits)
      throws IOException {
    if (sizeBytes < 0) {
      return in.readNBytes(limits.maxSizeBytes());
    }
    byte[] bytes = new byte[(int) sizeBytes];
    int count = in.readNBytes(bytes, 0, bytes.length);
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  /**
   * Reads a model.
   *
   * @param bytes the content of the file; not copied, and not to be changed while the model, or a
   *     model or part made from it, is in use
   * @return the model
   * @throws MalformedInputException with {@link ErrorCode#NOT_ONNX} if this is another kind of
   *     file, with {@link ErrorCode#MALFORMED_MODEL} and the offset if it is cut off or broken
   * @throws LimitExceededException if it is beyond {@link OnnxLimits#defaults}
   */
  public static OnnxModel read(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  /**
   * Reads a model.
   *
   * @param bytes the content of the file, from the position, which stays where it is, to the limit;
   *     heap or direct, of any byte order; not copied, and not to be changed while the model, or a
   *     model or part made from it, is in use
   * @return the model
   * @throws MalformedInputException with {@link ErrorCode#NOT_ONNX} if this is another kind of
   *     file, with {@link ErrorCode#MALFORMED_MODEL} and the offset if it is cut off or broken
   * @throws LimitExceededException if it is beyond {@link OnnxLimits#defaults}
   */
  public static OnnxModel read(ByteBuffer bytes) {
    return read(bytes, OnnxLimits.defaults());
  }

  /**
   * Reads a model within limits of the caller's.
   *
   * @param bytes the content of the file, from the position, which stays where it is, to the limit;
   *     heap or direct, of any byte order; not copied, and not to be changed while the model, or a
   *     model or part made from it, is in use
   * @param limits how large the file and its parts may be
   * @return the model
   * @throws MalformedInputException with {@link ErrorCode#NOT_ONNX} if this is another kind of
   *     file, with {@link ErrorCode#MALFORMED_MODEL} and the offset if it is cut off or broken
   * @throws LimitExceededException if it is beyond the limits
   */
  public static OnnxModel read(ByteBuffer bytes, OnnxLimits limits) {
    checkSize(bytes.remaining(), limits);
    ProtoMessage message = ProtoMessage.of(bytes);
    FileKind kind = FileKind.of(message.content());
    if (kind.isNeverOnnx()) {
      throw kind.notOnnx(null);
    }
    try {
      return read(message, new ReadScope(limits));
    } catch (MalformedInputException e) {
      throw kind.isLikelyOnnx() ? e : kind.notOnnx(e);
    }
  }

  private static void checkSize(long sizeBytes, OnnxLimits limits) {
    if (sizeBytes > limits.maxSizeBytes()) {
      throw tooLarge(limits);
    }
  }

  private static LimitExceededException tooLarge(OnnxLimits limits) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "An ONNX file needs at most %d bytes, got more".formatted(limits.maxSizeBytes()));
  }

  private static OnnxModel read(ProtoMessage message, ReadScope scope) {
    Parts parts = new Parts();
    for (ProtoCursor field = message.fields(); field.next(); ) {
      readField(field, parts, scope);
    }
    if (parts.graph == null) {
      throw new MalformedInputException(
          ErrorCode.NOT_ONNX, "An ONNX model needs a graph, found none in this file");
    }
    return new OnnxModel(message, parts, parts.graph);
  }

  private static void readField(ProtoCursor field, Parts parts, ReadScope scope) {
    switch (field.number()) {
      case IR_VERSION -> parts.irVersion = field.asLong();
      case PRODUCER_NAME -> parts.producerName = field.asLenientText();
      case PRODUCER_VERSION -> parts.producerVersion = field.asLenientText();
      case DOMAIN -> parts.domain = field.asText();
      case MODEL_VERSION -> parts.modelVersion = field.asLong();
      case DOC_STRING -> parts.docString = field.asLenientText();
      case GRAPH -> {
        Singular.check(field, parts.graph);
        parts.graph = OnnxGraph.read(field.asMessage(), scope);
      }
      case OPSET_IMPORT -> OperatorSets.read(field.asMessage(), scope, parts.opsetImports);
      case METADATA_PROPS -> StringEntries.read(field.asMessage(), scope, parts.metadata);
      case TRAINING_INFO -> readTraining(field.asMessage(), scope, parts.trainingGraphs);
      case FUNCTIONS -> parts.functions.add(OnnxFunction.read(field.asMessage(), scope));
      default -> {}
    }
  }

  private static void readTraining(ProtoMessage message, ReadScope scope, List<OnnxGraph> target) {
    scope.count(message);
    OnnxGraph[] graphs = new OnnxGraph[TRAINING_ALGORITHM + 1];
    for (ProtoCursor field = message.fields(); field.next(); ) {
      if (field.number() == TRAINING_INITIALIZATION || field.number() == TRAINING_ALGORITHM) {
        Singular.check(field, graphs[field.number()]);
        graphs[field.number()] = OnnxGraph.read(field.asMessage(), scope);
        target.add(graphs[field.number()]);
      }
    }
  }

  /**
   * Returns a builder of a new model.
   *
   * @param graphName the name of its graph
   * @return the builder
   */
  public static OnnxModelBuilder builder(String graphName) {
    return new OnnxModelBuilder(graphName);
  }

  static OnnxModel of(Header header, OnnxGraph graph) {
    Parts parts = new Parts();
    parts.irVersion = header.irVersion();
    parts.producerName = header.producerName();
    parts.producerVersion = header.producerVersion();
    ProtoWriter writer =
        new ProtoWriter()
            .varint(IR_VERSION, header.irVersion())
            .text(PRODUCER_NAME, header.producerName())
            .text(PRODUCER_VERSION, header.producerVersion());
    return new OnnxModel(writer.toMessage(), parts, graph).withGraph(graph);
  }

  record Header(long irVersion, String producerName, String producerVersion) {}

  /**
   * Returns the version of the file format.
   *
   * @return ONNX's IR version; 0 if the file does not say
   */
  public long irVersion() {
    return irVersion;
  }

  /**
   * Returns the tool that made the file.
   *
   * @return its name; may be empty
   */
  public String producerName() {
    return producerName;
  }

  /**
   * Returns the version of the tool that made the file.
   *
   * @return its version; may be empty
   */
  public String producerVersion() {
    return producerVersion;
  }

  /**
   * Returns the namespace of the model.
   *
   * @return a reversed domain name; often empty
   */
  public String domain() {
    return domain;
  }

  /**
   * Returns the version of the model itself.
   *
   * @return the maker's number; often 0
   */
  public long modelVersion() {
    return modelVersion;
  }

  /**
   * Returns the maker's description.
   *
   * @return text for people; often empty
   */
  public String docString() {
    return docString;
  }

  /**
   * Returns the operator sets that the graph is written for.
   *
   * @return versions by domain, in the order of the file; the domain of ONNX itself is empty or
   *     {@code ai.onnx}
   */
  public Map<String, Long> opsetImports() {
    return opsetImports;
  }

  /**
   * Returns the version of one operator set.
   *
   * @param domain the domain; empty or {@code ai.onnx} for ONNX itself
   * @return the version; nothing if the model does not import the domain
   */
  public OptionalLong opset(String domain) {
    String wanted = OperatorSets.canonical(domain);
    OptionalLong newest = OptionalLong.empty();
    for (Map.Entry<String, Long> each : opsetImports.entrySet()) {
      boolean isNewer = newest.isEmpty() || each.getValue() > newest.getAsLong();
      if (isNewer && OperatorSets.canonical(each.getKey()).equals(wanted)) {
        newest = OptionalLong.of(each.getValue());
      }
    }
    return newest;
  }

  /**
   * Returns what the maker says beyond the fields above.
   *
   * @return text by key, in the order of the file
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Returns the computation.
   *
   * @return the graph
   */
  public OnnxGraph graph() {
    return graph;
  }

  /**
   * Returns the operators that the model defines itself.
   *
   * @return the functions; usually none
   */
  public List<OnnxFunction> functions() {
    return functions;
  }

  // Not public: Lepton does not train ONNX models. Their tensors are checked all the same.
  List<OnnxGraph> trainingGraphs() {
    return trainingGraphs;
  }

  /**
   * Returns this model with another graph.
   *
   * @param graph the graph
   * @return a new model
   */
  public OnnxModel withGraph(OnnxGraph graph) {
    return new OnnxModel(message.with(GRAPH, graph.message()), parts(), graph);
  }

  /**
   * Returns this model with other functions.
   *
   * @param functions the operators that it defines itself
   * @return a new model
   */
  public OnnxModel withFunctions(List<OnnxFunction> functions) {
    Parts parts = parts();
    parts.functions = functions;
    List<ProtoMessage> messages = functions.stream().map(OnnxFunction::message).toList();
    return new OnnxModel(message.with(FUNCTIONS, messages), parts, graph);
  }

  /**
   * Returns this model for other operator sets.
   *
   * @param imports versions by domain
   * @return a new model
   */
  public OnnxModel withOpsetImports(Map<String, Long> imports) {
    Parts parts = parts();
    parts.opsetImports = imports;
    return new OnnxModel(message.with(OPSET_IMPORT, OperatorSets.write(imports)), parts, graph);
  }

  /**
   * Returns this model with other metadata.
   *
   * @param metadata text by key
   * @return a new model
   */
  public OnnxModel withMetadata(Map<String, String> metadata) {
    Parts parts = parts();
    parts.metadata = metadata;
    return new OnnxModel(message.with(METADATA_PROPS, StringEntries.write(metadata)), parts, graph);
  }

  /**
   * Returns the tensors whose elements lie in other files, wherever in the model they are.
   *
   * @return the tensors, none of them to be trusted before {@link OnnxCheck}
   */
  public List<OnnxTensorData> externalTensors() {
    List<OnnxTensorData> external = new ArrayList<>();
    for (OnnxTensorData tensor : TensorWalk.allTensors(this)) {
      if (tensor.isExternal()) {
        external.add(tensor);
      }
    }
    return external;
  }

  /**
   * Returns this model with a copy of the elements of external tensors inside of it.
   *
   * @param files the content of each external file, from position to limit, by its location
   * @return a new model; this one if no file is given. Of a tensor in a place that no tool puts an
   *     external tensor in, such as the default value of a function, the elements stay outside.
   * @throws MalformedInputException with {@link ErrorCode#MALFORMED_MODEL} if a file is missing or
   *     too short; the message names the tensor
   * @throws LimitExceededException if the model becomes larger than 2 GiB
   */
  public OnnxModel withExternalData(Map<String, ByteBuffer> files) {
    return files.isEmpty() ? this : new InlinedData(files).inline(this);
  }

  /**
   * Returns how large the file is that {@link #writeTo} writes.
   *
   * @return bytes
   */
  public long sizeBytes() {
    return message.sizeBytes();
  }

  /**
   * Writes the file into memory.
   *
   * @return a new array
   * @throws LimitExceededException if the model is larger than 2 GiB
   */
  public byte[] toBytes() {
    return message.toBytes();
  }

  /**
   * Writes the file.
   *
   * @param out where to; not closed. Small writes are many: buffer it.
   * @throws IOException if writing fails
   * @throws LimitExceededException if the model is larger than 2 GiB
   */
  public void writeTo(OutputStream out) throws IOException {
    message.writeTo(out);
  }

  /**
   * Returns producer, IR version and graph.
   *
   * @return for example {@code skl2onnx 1.17.0, IR version 8, 'churn': 39 nodes, ...}
   */
  @Override
  public String toString() {
    return "%s %s, IR version %d, %s".formatted(producerName, producerVersion, irVersion, graph);
  }
}
