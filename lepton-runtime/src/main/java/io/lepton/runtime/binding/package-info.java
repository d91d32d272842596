/**
 * From columns to tensors: which column of a file feeds which input of a model, decided once,
 * before the first row.
 *
 * <p>A {@link io.lepton.runtime.binding.BindingPlan} joins the schema of the data to the signature
 * of the model, or lists everything that does not fit. It knows two shapes of model:
 *
 * <ul>
 *   <li>one tensor a column, {@code [batch, 1]} or {@code [batch]}, where the input has the name of
 *       the column;
 *   <li>one matrix, {@code [batch, features]}, whose columns are named by the caller, by the
 *       model's properties, or are the numeric columns in file order where their number leaves no
 *       choice.
 * </ul>
 *
 * <p>A {@link io.lepton.runtime.binding.BatchBinder} then fills the tensors of a {@link
 * io.lepton.model.BoundInference} from each batch, column by column, without an object a cell. Text
 * that the session takes as codes is looked up from its bytes.
 *
 * <pre>{@code
 * BindingPlan plan = BindingPlan.of(session.metadata(), data, List.of(), List.of("customerID"));
 * RecordBatch batch = RecordBatch.allocate(plan.readSchema(), 1024);
 * try (BatchBinder binder = new BatchBinder(session, plan, batch, RejectionHandler.FAIL)) {
 *   binder.bind();
 *   binder.run();
 *   Tensor scores = binder.output("probabilities");
 * }
 * }</pre>
 *
 * <p><b>Conventions.</b> Missing values become NaN where the input is floating point; where it is
 * not, the row is rejected. Most people come here through {@link io.lepton.runtime.scoring}.
 */
@NullMarked
package io.lepton.runtime.binding;

import org.jspecify.annotations.NullMarked;
