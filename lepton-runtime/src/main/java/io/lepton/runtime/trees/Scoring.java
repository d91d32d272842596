package io.lepton.runtime.trees;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an ensemble does besides its trees: base values, post-transform, labels; as ONNX Runtime
 * does it, oddities included. What it does in a way that nobody can want is left to it.
 *
 * @param sums from the trees' sums to the scores
 * @param outputCount values of a row in the output
 * @param finish from the scores to the output
 * @param labels from the scores to the labels; nothing for a regressor
 */
record Scoring(Sums sums, int outputCount, Finish finish, Optional<ClassLabels> labels) {

  /** Sums are kept far from infinity, where the detour through another operator makes NaN. */
  private static final double MAX_SUM = 1e37;

  private static final int MAX_SCORES = 1 << 12;

  static Scoring of(EnsembleNode node, Forest forest) {
    Reach reach = Reach.of(forest);
    checkSums(node);
    return node.isClassifier()
        ? classifier(node, reach)
        : regressor(node, reach, forest.roots().size());
  }

  private static void checkSums(EnsembleNode node) {
    double sum = 0;
    for (float weight : node.weights()) {
      sum += Math.abs(weight);
    }
    for (float base : node.floats("base_values")) {
      sum += Math.abs(base);
    }
    Unsupported.unless(sum < MAX_SUM, "sums that may overflow");
  }

  private static Scoring regressor(EnsembleNode node, Reach reach, int trees) {
    int targets = count(node);
    String aggregate = node.string("aggregate_function", "SUM");
    Unsupported.unless(List.of("SUM", "AVERAGE").contains(aggregate), "an aggregate function");
    Unsupported.unless(targets > 1 || node.weights().length == leafCount(node), "two weights");
    float[] base = baseValues(node, targets, reach);
    // One target always has a base value added, if only zero.
    Sums sums =
        new Sums(
            targets,
            aggregate.equals("AVERAGE") ? trees : 1,
            targets == 1 && base == null ? new float[1] : base);
    return new Scoring(sums, targets, regressorFinish(node, targets), Optional.empty());
  }

  private static long leafCount(EnsembleNode node) {
    return node.strings("nodes_modes").stream().filter("LEAF"::equals).count();
  }

  // For one target ONNX Runtime knows no post-transform but PROBIT.
  private static Finish regressorFinish(EnsembleNode node, int targets) {
    return targets == 1 && !transform(node).equals("PROBIT")
        ? new Finish.AsScores()
        : finish(transform(node), targets);
  }

  private static Scoring classifier(EnsembleNode node, Reach reach) {
    int classes = count(node);
    Unsupported.unless(classes > 1, "a single class");
    if (classes > 2) {
      Sums sums = new Sums(classes, 1, baseValues(node, classes, reach));
      return new Scoring(
          sums,
          classes,
          finish(transform(node), classes),
          labels(node, greatest(classes, reach), classes));
    }
    return reach.isOnly(0) ? oneScore(node) : twoScores(node, reach);
  }

  // A class that nothing is added to is not chosen, though its score of 0 be the greatest.
  private static ClassLabels.Rule greatest(int classes, Reach reach) {
    return new ClassLabels.Greatest(
        IntStream.range(0, classes).filter(reach.scores()::contains).toArray());
  }

  // Two classes, but all weights are of the first one: their sum is the second one's score.
  private static Scoring oneScore(EnsembleNode node) {
    float[] base = node.floats("base_values");
    Unsupported.unless(base.length <= 1, "two base values for one score");
    Sums sums = new Sums(1, 1, base.length == 0 ? null : base);
    boolean isPositive = arePositive(node);
    return new Scoring(
        sums,
        2,
        oneScoreFinish(transform(node), isPositive),
        labels(node, new ClassLabels.Threshold(0, isPositive ? 0.5f : 0), 1));
  }

  private static Finish oneScoreFinish(String transform, boolean isPositive) {
    return switch (transform) {
      case "LOGISTIC" -> new Finish.InOnnx(PostModel.logisticPair());
      case "NONE", "SOFTMAX", "SOFTMAX_ZERO" -> new Finish.InJava(isPositive ? 1 : 0);
      default -> throw new Unsupported("a post-transform");
    };
  }

  // Two classes with weights for the second one. Of numbers as labels, ONNX Runtime knows 0 and 1
  // only, if there are weights for both classes.
  private static Scoring twoScores(EnsembleNode node, Reach reach) {
    Unsupported.unless(node.floats("base_values").length == 0, "base values of two scores");
    boolean isOne = reach.isOnly(1);
    ClassLabels.Rule rule = new ClassLabels.Threshold(1, isOne && arePositive(node) ? 0.5f : 0);
    Optional<ClassLabels> labels =
        isOne || !node.strings("classlabels_strings").isEmpty()
            ? labels(node, rule, 2)
            : Optional.of(new ClassLabels(List.of(), new long[] {0, 1}, rule, 2));
    return new Scoring(new Sums(2, 1, null), 2, finish(transform(node), 2), labels);
  }

  private static Optional<ClassLabels> labels(
      EnsembleNode node, ClassLabels.Rule rule, int scores) {
    List<String> texts = node.strings("classlabels_strings");
    return Optional.of(new ClassLabels(texts, node.ints("classlabels_int64s"), rule, scores));
  }

  private static Finish finish(String transform, int scores) {
    return switch (transform) {
      case "NONE" -> new Finish.AsScores();
      case "LOGISTIC" -> new Finish.InOnnx(PostModel.logistic(scores));
      case "SOFTMAX" -> new Finish.InOnnx(PostModel.softmax(scores));
      case "SOFTMAX_ZERO" -> new Finish.InOnnx(PostModel.softmaxZero(scores));
      default -> throw new Unsupported("a post-transform");
    };
  }

  private static float @Nullable [] baseValues(EnsembleNode node, int scores, Reach reach) {
    float[] base = node.floats("base_values");
    if (base.length == 0) {
      return null;
    }
    Unsupported.unless(
        base.length == scores && reach.scores().size() == scores, "the number of base values");
    return base;
  }

  private static boolean arePositive(EnsembleNode node) {
    for (float weight : node.weights()) {
      if (weight < 0) {
        return false;
      }
    }
    return true;
  }

  private static String transform(EnsembleNode node) {
    return node.string("post_transform", "NONE");
  }

  private static int count(EnsembleNode node) {
    long count = node.scoreCount();
    Unsupported.unless(count > 0 && count <= MAX_SCORES, "so many classes or targets");
    return (int) count;
  }
}
