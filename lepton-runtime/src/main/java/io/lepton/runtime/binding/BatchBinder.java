package io.lepton.runtime.binding;

import io.lepton.data.RecordBatch;
import io.lepton.data.RejectionHandler;
import io.lepton.data.TextColumn;
import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tensors of a model from one record batch, which its owner fills again and again.
 *
 * <p>The memory for a full batch is prepared once. A batch of another number of rows, such as the
 * last one, gets memory of its own, which is kept until the number changes again.
 *
 * <p><b>Threads.</b> One thread at a time; {@link #bind}, {@link #run} and reading the outputs may
 * each be done by a different thread if they are handed over safely.
 */
public final class BatchBinder implements AutoCloseable {

  private final InferenceSession session;
  private final BindingPlan plan;
  private final RecordBatch batch;
  private final RowRejects rejects;
  private final BoundInference full;
  private final List<InputFiller> fillers;

  private @Nullable BoundInference partial;
  private int partialRows;
  private BoundInference current;

  /**
   * Prepares memory for a batch.
   *
   * @param session the model; must stay open
   * @param plan which column feeds which input
   * @param batch the batch that will be bound, of the plan's read schema
   * @param rejections told of rows that the model cannot take
   */
  public BatchBinder(
      InferenceSession session, BindingPlan plan, RecordBatch batch, RejectionHandler rejections) {
    this.session = session;
    this.plan = plan;
    this.batch = batch;
    this.rejects = new RowRejects(batch, rejections);
    this.full = session.bind(shapes(batch.capacity()));
    this.current = full;
    this.fillers =
        plan.inputs().stream().map(binding -> InputFiller.of(binding, batch, full)).toList();
  }

  private Map<String, Shape> shapes(int rows) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (InputBinding binding : plan.inputs()) {
      shapes.put(binding.input().name(), binding.shape(rows));
    }
    return shapes;
  }

  /**
   * Copies the batch's rows into the tensors. Rows that the model cannot take are handed to the
   * rejection handler and removed from the batch.
   *
   * @return how many rows are left; 0 means that there is nothing to run
   */
  public int bind() {
    fill();
    if (!rejects.isEmpty()) {
      rejects.removeRows();
      fill();
    }
    return batch.rowCount();
  }

  private void fill() {
    int rows = batch.rowCount();
    if (rows > 0) {
      current = boundFor(rows);
      for (InputFiller filler : fillers) {
        filler.fill(rows, current, rejects);
      }
    }
  }

  private BoundInference boundFor(int rows) {
    if (rows == batch.capacity()) {
      return full;
    }
    if (partial == null || partialRows != rows) {
      closePartial();
      partial = session.bind(shapes(rows));
      partialRows = rows;
    }
    return partial;
  }

  /**
   * Returns in words which columns feed which input, and how.
   *
   * @return one sentence an input
   */
  public List<String> describe() {
    return plan.inputs().stream().map(binding -> binding + codes(binding)).toList();
  }

  private String codes(InputBinding binding) {
    return full.inputCodes(binding.input().name())
        .map(codes -> ", as codes of " + codes.vocabulary().size() + " texts")
        .orElse("");
  }

  /**
   * Copies what was bound last to a request, which any session of the model can answer: texts are
   * texts in it, even where this session takes codes.
   *
   * @return the request; wants all outputs
   */
  public InferenceRequest request() {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (InputBinding binding : plan.inputs()) {
      inputs.put(binding.input().name(), copy(binding));
    }
    return InferenceRequest.of(inputs);
  }

  private Tensor copy(InputBinding binding) {
    if (binding.input().type() == DataType.BYTES) {
      TextColumn column = (TextColumn) batch.column(binding.columns().get(0));
      return InputFiller.text(column, binding, batch.rowCount());
    }
    Tensor bound = current.input(binding.input().name());
    Tensor copy = Tensor.allocate(bound.type(), bound.shape());
    copy.data().put(bound.data());
    return copy;
  }

  /** Runs the model on what was bound last. */
  public void run() {
    current.run();
  }

  /**
   * Returns an output of the last run.
   *
   * @param name the output's name
   * @return the tensor, valid until the next {@link #bind}
   */
  public Tensor output(String name) {
    return current.output(name);
  }

  /**
   * Returns how the text of an output is coded.
   *
   * @param name the output's name
   * @return the vocabulary, or empty if the output is what the metadata says
   */
  public Optional<Vocabulary> outputCodes(String name) {
    return current.outputCodes(name);
  }

  @Override
  public void close() {
    full.close();
    closePartial();
  }

  private void closePartial() {
    if (partial != null) {
      partial.close();
      partial = null;
    }
  }
}
