/**
 * Tree ensembles evaluated in Java: the results of ONNX Runtime to the bit, several times as fast.
 *
 * <p>ONNX Runtime walks each row through each tree. Half of the branches on the way are guessed
 * wrong by the processor, and that is nearly all the time it takes. Here there are no branches that
 * depend on the data: {@link io.lepton.runtime.trees.CompiledTrees} takes a TreeEnsembleClassifier
 * or TreeEnsembleRegressor apart and computes its scores.
 *
 * <pre>{@code
 * for (OnnxNode node : OnnxModel.read(Path.of("churn/2/model.onnx")).graph().nodes()) {
 *   CompiledTrees trees = CompiledTrees.of(node).orElse(null);
 *   if (trees == null) {
 *     continue; // no trees, or trees that are better left to ONNX Runtime
 *   }
 *   int rows = 1024;
 *   int width = trees.featureCount();
 *   ByteBuffer features = ByteBuffer.allocateDirect(rows * width * Float.BYTES);
 *   ByteBuffer scores = ByteBuffer.allocateDirect(rows * trees.scoreCount() * Float.BYTES);
 *   trees.score(features, rows, width, scores);
 *   int[] classes = new int[rows];
 *   trees.labels().ifPresent(labels -> labels.choose(scores, rows, classes));
 *   if (trees.finish() instanceof Finish.InOnnx finish) {
 *     OnnxModel next = finish.model();
 *     System.out.println("Run " + next + " on " + finish.modelRows(rows) + " rows");
 *   }
 * }
 * }</pre>
 *
 * <h2>How</h2>
 *
 * <ol>
 *   <li>Every float becomes an integer of the same order ({@code OrderedFloat}), and every
 *       comparison "greater than a threshold" ({@code Comparison}). NaN lies above or below all
 *       numbers, whichever makes the comparison come out as in ONNX.
 *   <li>Each feature is looked for among all the thresholds that any tree compares it to ({@code
 *       Columns}). From then on its rank stands for it.
 *   <li>A tree of at most 32 leaves makes all of its comparisons on a block of rows ({@code Mask}):
 *       a loop that the compiler vectorises. A larger one does so with its top and walks the rest
 *       ({@code WalkedTree}). A few rows walk all the way ({@code RowWalk}).
 *   <li>The sums are those of ONNX Runtime, float by float, in the order of the trees; base values
 *       come last.
 *   <li>What an exponential has a part in is left to ONNX Runtime ({@link
 *       io.lepton.runtime.trees.Finish.InOnnx}): its last bit depends on the C library.
 * </ol>
 *
 * <h2>What equal means</h2>
 *
 * <p>Equal to ONNX Runtime 1.28 on the CPU with one thread for operators, for any number of rows.
 * With more threads it adds up parts of the trees by themselves, in another order for other numbers
 * of rows, and there is no one result to be equal to. A part of what it does is no standard and has
 * changed between releases (such as the label of a classifier whose weights are all positive); the
 * tests compare, and {@link io.lepton.runtime.trees.CompiledTrees#probe} lets a caller do so.
 *
 * <h2>What is taken</h2>
 *
 * <ul>
 *   <li>Modes LEQ, LT, GT and GTE, in any mixture; missing_value_tracks_true; any feature, NaN,
 *       infinite and denormal ones included; FP32 input.
 *   <li>A regressor that sums or averages, with no base values or one for each target. A classifier
 *       of more than two classes, with no base values or one for each class. A classifier of two
 *       classes with weights for the first only (and at most one base value), for the second only,
 *       or for both (without).
 *   <li>Post-transforms NONE, LOGISTIC, SOFTMAX up to four classes, SOFTMAX_ZERO.
 * </ul>
 *
 * <p>Not taken: equality as a mode, MIN and MAX, PROBIT, attributes in double precision, weights
 * that are not finite or so large that a sum could be, a score that only some rows add to, base
 * values that ONNX Runtime uses in a way of its own; and small ensembles, or such with more
 * different thresholds than comparisons, where little or nothing is to be gained.
 *
 * <h2>Conventions</h2>
 *
 * <p>Buffers hold FP32 in native order, row after row, and are used from their start, whatever
 * their position. A call for fewer than about sixteen rows is no faster than ONNX Runtime if the
 * finish needs another run of it.
 */
@NullMarked
package io.lepton.runtime.trees;

import org.jspecify.annotations.NullMarked;
