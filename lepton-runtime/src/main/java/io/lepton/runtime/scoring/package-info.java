/**
 * The main job: a file of records in, a file of scores out.
 *
 * <pre>{@code
 * try (InferenceSession model = Models.open(Path.of("churn/2/model.onnx"))) {
 *   ScoringReport report =
 *       Scoring.of(model)
 *           .read(Path.of("customers.csv"))
 *           .keep("customerID")
 *           .write(Path.of("scores.ndjson"))
 *           .run();
 *   System.out.println(report);
 * }
 * }</pre>
 *
 * <p>{@link io.lepton.runtime.scoring.Scoring} joins a reader, a model and a writer: it looks at
 * the first records, has {@link io.lepton.runtime.binding} decide which column feeds which input,
 * and then moves batches of columns from the one to the other, in constant memory. Reading,
 * inference and writing overlap where there are threads for it.
 *
 * <p><b>Conventions.</b> An output record holds the kept columns, then every output of the model by
 * its name: a value where a row has one element, a list where it has more. Records stay in file
 * order. Without a rejects file the first record that cannot be scored stops the run. Nothing
 * appears under the name of an output before all of it is there.
 */
@NullMarked
package io.lepton.runtime.scoring;

import org.jspecify.annotations.NullMarked;
