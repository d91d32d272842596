package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.trees.Finish;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second way to run a model that ends with trees: several times faster for many rows at once,
 * with results that are equal to the bit.
 *
 * <p>That they are equal is tried when the model is opened, on rows at and beside the thresholds of
 * its own trees: a release of the runtime that computes something else is left to itself. The
 * runtime adds the trees in their order only with one intra-op thread, so only then is there such a
 * stage.
 *
 * <p>Safe for use by many threads.
 */
final class TreeStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TreeStage.class);

  /** With fewer rows the second call into the runtime costs what the trees save. */
  private static final int LEAST_ROWS = 32;

  private static final int PROBE_ROWS = 64;

  /** A node may name any column: what is tried out takes 16 MiB at most, several times over. */
  private static final int MOST_COLUMNS = 1 << 16;

  private final TreeSplit split;
  private final OnnxSession front;
  private final @Nullable OnnxSession post;

  private TreeStage(TreeSplit split, OnnxSession front, @Nullable OnnxSession post) {
    this.split = split;
    this.front = front;
    this.post = post;
  }

  /**
   * Opens the stage of a model, if there is one.
   *
   * @param plan the model as it is loaded
   * @param whole its inputs and outputs
   */
  static Optional<TreeStage> open(ModelPlan plan, Signature whole, Settings settings) {
    SessionOptions options = settings.options();
    // An entry for the runtime may change its arithmetic: denormals taken as zero, for instance.
    boolean isUsual = settings.intraOpThreads() == 1 && options.configEntries().isEmpty();
    if (!options.rewriting() || !isUsual || !settings.isCpu()) {
      return Optional.empty();
    }
    TreeSplit split = TreeSplit.of(plan.model()).orElse(null);
    return split == null || split.trees().featureCount() > MOST_COLUMNS
        ? Optional.empty()
        : open(split, whole, settings);
  }

  private static Optional<TreeStage> open(TreeSplit split, Signature whole, Settings settings) {
    List<OnnxSession> opened = new ArrayList<>();
    try {
      OnnxSession front = OnnxSession.load(split.front(), frontSignature(split, whole), settings);
      opened.add(front);
      OnnxSession post = null;
      if (split.trees().finish() instanceof Finish.InOnnx inOnnx) {
        post = OnnxSession.load(inOnnx.model(), "trees", settings);
        opened.add(post);
      }
      TreeStage stage = new TreeStage(split, front, post);
      if (stage.equalsTheRuntime(settings)) {
        return Optional.of(stage);
      }
      LOG.debug("Trees are left to the runtime: it computes something else");
    } catch (OrtException | IOException | RuntimeException e) {
      // The model is loaded and works without a second way to run it.
      LOG.debug("Trees are left to the runtime: {}", e.toString());
    }
    opened.forEach(OnnxSession::close);
    return Optional.empty();
  }

  private static Signature frontSignature(TreeSplit split, Signature whole) {
    List<OutputPort> outputs = new ArrayList<>(whole.outputs().values());
    outputs.removeIf(port -> split.node().outputs().contains(port.name()));
    TensorSpec features =
        TensorSpec.of(split.features(), DataType.FP32, Shape.of(Shape.ANY, Shape.ANY));
    outputs.add(new OutputPort(features, null, OutputPort.Kind.TENSOR));
    return new Signature(
        whole.metadata(), List.copyOf(whole.inputs().values()), outputs, whole.codedInputs());
  }

  private boolean equalsTheRuntime(Settings settings) throws OrtException, IOException {
    int width = split.trees().featureCount();
    Shape shape = Shape.of(PROBE_ROWS, width);
    Tensor features = Tensor.allocate(DataType.FP32, shape);
    split.trees().probe(features.data(), PROBE_ROWS, width);
    try (OnnxSession alone = OnnxSession.load(split.alone(), "trees", settings);
        BoundInference runtime = alone.bind(Map.of(split.features(), shape));
        TreeTail own = tail(PROBE_ROWS)) {
      runtime.input(split.features()).data().put(features.data());
      runtime.run();
      own.run(features, Deadline.none());
      return isSame(runtime.output(split.values()), own.values())
          && split.labels().map(name -> isSame(runtime.output(name), own.labels())).orElse(true);
    }
  }

  private static boolean isSame(Tensor one, Tensor other) {
    return one.data().equals(other.data());
  }

  TreeSplit split() {
    return split;
  }

  /** Says whether inputs of these shapes are better run in this way. */
  boolean suits(Map<String, Shape> inputShapes) {
    return inputShapes.values().stream()
        .allMatch(shape -> shape.rank() > 0 && shape.dimension(0) >= LEAST_ROWS);
  }

  /** Binds inputs of shapes that were checked. */
  BoundInference bind(OnnxSession session, Signature whole, Map<String, Shape> inputShapes) {
    return new TreeBinding(session, this, whole, front.bind(inputShapes));
  }

  /** Returns a stage of its own over what is native here. */
  TreeStage handle(LeakWatch bindings) {
    OnnxSession ownPost = post == null ? null : handle(post, bindings);
    return new TreeStage(split, handle(front, bindings), ownPost);
  }

  private static OnnxSession handle(OnnxSession part, LeakWatch bindings) {
    return part.handle(part.metadata().name(), null, bindings);
  }

  long inFlight() {
    return front.inFlight();
  }

  long nativeBytes() {
    return front.nativeBytes() + (post == null ? 0 : post.nativeBytes());
  }

  TreeTail tail(int rows) {
    return new TreeTail(split.trees(), rows, post);
  }

  @Override
  public void close() {
    end();
  }

  /** Closes; true if no call is left behind. */
  boolean end() {
    boolean isFrontEnded = front.end();
    return (post == null || post.end()) && isFrontEnded;
  }
}
