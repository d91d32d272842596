package io.lepton.runtime.binding;

import io.lepton.data.Schema;
import io.lepton.model.BindingException;
import io.lepton.model.ModelMetadata;
import io.lepton.tensor.Shape;
import java.util.Collection;
import java.util.List;

/**
 * How the columns of a data set feed the inputs of a model.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class BindingPlan {

  private final List<InputBinding> inputs;
  private final Schema readSchema;
  private final List<String> kept;

  BindingPlan(List<InputBinding> inputs, Schema readSchema, List<String> kept) {
    this.inputs = List.copyOf(inputs);
    this.readSchema = readSchema;
    this.kept = kept;
  }

  /**
   * Joins data and model.
   *
   * <p>An input is fed by the column of its name if it has one element a row. One input may be left
   * over and take several columns, flattened row-major where it has more than two dimensions: those
   * of {@code features} if there are any, otherwise those that the model's property {@code
   * feature_names} or {@code features} lists (a JSON array of strings, or names with commas),
   * otherwise all numeric columns in file order, without the kept ones, if their number is that of
   * the input's elements.
   *
   * @param model the model's inputs and properties
   * @param data every column of the data, with inferred types
   * @param features the columns of a matrix input in order, or none; {@code a..z} means all columns
   *     from {@code a} to {@code z} in file order
   * @param keep columns that are wanted beside the model's own
   * @return the plan
   * @throws BindingException if they do not fit; lists every mismatch
   */
  public static BindingPlan of(
      ModelMetadata model, Schema data, List<String> features, Collection<String> keep) {
    return new Planner(model, data, features, List.copyOf(keep)).plan();
  }

  /**
   * Returns which columns feed which input.
   *
   * @return one binding an input, in the model's order
   */
  public List<InputBinding> inputs() {
    return inputs;
  }

  /**
   * Returns what to ask of the reader: the kept columns, then those that feed the model and are not
   * kept, with the types that suit the model best.
   *
   * @return a schema whose columns are some of those of the data
   */
  public Schema readSchema() {
    return readSchema;
  }

  /**
   * Returns the kept columns.
   *
   * @return names, in the caller's order
   */
  public List<String> kept() {
    return kept;
  }

  /**
   * Returns how many rows the model takes at once.
   *
   * @return 1 where an input fixes its batch dimension to 1, otherwise {@link Integer#MAX_VALUE}
   */
  public int maxBatchSize() {
    boolean single = inputs.stream().anyMatch(b -> b.input().shape().dimension(0) != Shape.ANY);
    return single ? 1 : Integer.MAX_VALUE;
  }

  /**
   * Returns the plan in words.
   *
   * @return one sentence an input
   */
  public List<String> describe() {
    return inputs.stream().map(InputBinding::toString).toList();
  }
}
