/**
 * A first run that needs nothing: customers of a bank that do not exist, a model that says which of
 * them may leave, and their scores.
 *
 * <p>{@link io.lepton.bench.quickstart.Quickstart} does it all:
 *
 * <pre>{@code
 * Quickstart.Result result = new Quickstart(Path.of("lepton-quickstart"), 100_000).run();
 * System.out.println(result.report());
 * }</pre>
 *
 * <p>{@link io.lepton.bench.quickstart.CustomerFile} makes the data, the same on every machine:
 * missing values, quotes, accents, line breaks inside of fields and a few bad rows, as exports have
 * them. {@link io.lepton.bench.quickstart.ChurnModel} makes the model with the graph builder of
 * {@link io.lepton.format.onnx}; its coefficients are made up.
 */
@NullMarked
package io.lepton.bench.quickstart;

import org.jspecify.annotations.NullMarked;
