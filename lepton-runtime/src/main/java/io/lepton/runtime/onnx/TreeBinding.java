package io.lepton.runtime.onnx;

import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.InferenceException;
import io.lepton.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A binding of a model whose trees are evaluated by {@link TreeTail}, and everything before them by
 * the runtime.
 *
 * <p>For one thread.
 */
final class TreeBinding implements BoundInference {

  private final OnnxSession session;
  private final TreeStage stage;
  private final Signature signature;
  private final BoundInference front;
  private @Nullable TreeTail tail;
  private boolean hasRun;

  /**
   * Binds.
   *
   * @param session that of the whole model, which counts the runs and stays while they may come
   * @param signature that of the whole model
   * @param front the memory of the part before the trees
   */
  TreeBinding(OnnxSession session, TreeStage stage, Signature signature, BoundInference front) {
    this.session = session;
    this.stage = stage;
    this.signature = signature;
    this.front = front;
  }

  @Override
  public Tensor input(String name) {
    return front.input(name);
  }

  @Override
  public void setText(String name, Tensor text) {
    front.setText(name, text);
  }

  @Override
  public void setCodes(String name, int[] codes) {
    front.setCodes(name, codes);
  }

  @Override
  public Optional<TextCodes> inputCodes(String name) {
    return front.inputCodes(name);
  }

  @Override
  public Optional<Vocabulary> outputCodes(String name) {
    return Optional.ofNullable(signature.output(name).codes());
  }

  @Override
  public void run() {
    run(Deadline.none());
  }

  @Override
  public void run(Deadline deadline) {
    long mark = session.statisticsOfCalls().began();
    try {
      runBoth(deadline);
    } catch (InferenceException e) {
      session.statisticsOfCalls().failed();
      throw e;
    } finally {
      session.statisticsOfCalls().ended(mark);
    }
  }

  private void runBoth(Deadline deadline) {
    front.run(deadline);
    // From here on the outputs of the run before are being written over.
    hasRun = false;
    Tensor features = front.output(stage.split().features());
    tailFor((int) features.shape().dimension(0)).run(features, deadline);
    hasRun = true;
  }

  private TreeTail tailFor(int rows) {
    TreeTail found = tail;
    if (found == null || found.rows() != rows) {
      closeTail();
      found = stage.tail(rows);
      tail = found;
    }
    return found;
  }

  @Override
  public Tensor output(String name) {
    signature.output(name);
    TreeTail last = tail;
    if (!hasRun || last == null) {
      throw new IllegalStateException("There is no output yet: run first");
    }
    if (name.equals(stage.split().values())) {
      return last.values();
    }
    return stage.split().labels().filter(name::equals).isPresent()
        ? last.labels()
        : front.output(name);
  }

  @Override
  public void close() {
    front.close();
    closeTail();
  }

  private void closeTail() {
    if (tail != null) {
      tail.close();
      tail = null;
    }
  }
}
