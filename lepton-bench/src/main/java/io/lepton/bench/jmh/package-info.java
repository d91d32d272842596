/**
 * Lepton beside what people use today, measured in one run on one machine.
 *
 * <p>A {@link io.lepton.bench.jmh.BenchmarkGroup} measures one thing and gives {@link
 * io.lepton.bench.jmh.Comparison}s, whose ratio is above 1 where Lepton is better. {@link
 * io.lepton.bench.jmh.BenchmarkGroups} lists them; {@code lepton bench} runs them:
 *
 * <pre>{@code
 * BenchmarkSettings settings = new BenchmarkSettings(Path.of("../shared"), true, System.err);
 * for (Comparison comparison : BenchmarkGroups.byName("scoring").orElseThrow().run(settings)) {
 *   System.out.println(comparison.name() + " " + comparison.ratio());
 * }
 * }</pre>
 *
 * <p><b>Fairness.</b> The peer is written as its documentation says, with what its users do to make
 * it fast; it runs with the same JVM flags, on the same file, and its output is compared with
 * Lepton's before anything is measured.
 */
@NullMarked
package io.lepton.bench.jmh;

import org.jspecify.annotations.NullMarked;
