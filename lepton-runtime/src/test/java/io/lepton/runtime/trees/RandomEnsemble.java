package io.lepton.runtime.trees;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Tree ensembles that a trainer would not make: every comparison, every float, every shape. */
final class RandomEnsemble {

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  private static final List<String> MODES =
      List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GT", "BRANCH_GTE");

  final boolean isClassifier;
  final int outputs;
  final boolean hasTexts;
  final int features;
  final OnnxNode node;

  private final Random random;
  private final List<Float> thresholds = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Weight> weights = new ArrayList<>();
  private final int scores;
  private final boolean isPositive;
  private final boolean isMixed;
  private final String mode;

  private record Node(int tree, int id, int feature, float value, String mode, int yes, int no) {}

  private record Weight(int tree, int node, int score, float value) {}

  private enum Kind {
    REGRESSOR,
    ONE_SCORE,
    SECOND_ONLY,
    ALL
  }

  RandomEnsemble(long seed) {
    this.random = new Random(seed);
    Kind kind = Kind.values()[random.nextInt(4)];
    this.isClassifier = kind != Kind.REGRESSOR;
    this.outputs =
        switch (kind) {
          case REGRESSOR -> 1 + random.nextInt(4);
          case ONE_SCORE, SECOND_ONLY -> 2;
          case ALL -> 2 + random.nextInt(4);
        };
    this.hasTexts = random.nextBoolean();
    this.features = 1 + random.nextInt(12);
    this.isPositive = random.nextInt(3) == 0;
    this.isMixed = random.nextBoolean();
    this.mode = MODES.get(random.nextInt(4));
    this.scores = kind == Kind.ALL || kind == Kind.REGRESSOR ? outputs : 1;
    int firstScore = kind == Kind.SECOND_ONLY ? 1 : 0;
    boolean isOneScoreATree = random.nextBoolean() && scores > 1;
    // At least as many trees as scores, so that every score may have one.
    int trees = scores + random.nextInt(64 - scores);
    int depth = random.nextInt(11);
    for (int tree = 0; tree < trees; tree++) {
      int first = isOneScoreATree ? tree % scores : 0;
      tree(tree, depth, firstScore + first, isOneScoreATree ? 1 : scores);
    }
    this.node = isClassifier ? classifier() : regressor();
  }

  private void tree(int tree, int depth, int firstScore, int scoreCount) {
    List<Node> own = new ArrayList<>();
    int start = weights.size();
    grow(tree, depth, firstScore, scoreCount, own);
    // Not always in the order of a walk; but the root comes first.
    if (random.nextBoolean()) {
      Collections.shuffle(own.subList(1, own.size()), random);
      Collections.shuffle(weights.subList(start, weights.size()), random);
    }
    nodes.addAll(own);
  }

  private int grow(int tree, int depth, int firstScore, int scoreCount, List<Node> own) {
    int id = own.size();
    own.add(null);
    if (depth == 0 || random.nextInt(8) == 0 || own.size() > 300) {
      own.set(id, new Node(tree, id, 0, 0, "LEAF", 0, 0));
      for (int score = 0; score < scoreCount; score++) {
        weights.add(new Weight(tree, id, firstScore + score, weight()));
      }
      return id;
    }
    int yes = grow(tree, depth - 1, firstScore, scoreCount, own);
    int no = grow(tree, depth - 1, firstScore, scoreCount, own);
    String nodeMode = isMixed ? MODES.get(random.nextInt(4)) : mode;
    own.set(id, new Node(tree, id, random.nextInt(features), threshold(), nodeMode, yes, no));
    return id;
  }

  private float weight() {
    float weight = random.nextInt(10) == 0 ? 0 : (float) random.nextGaussian();
    return isPositive ? Math.abs(weight) : weight;
  }

  private float threshold() {
    float threshold =
        switch (random.nextInt(8)) {
          case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
          case 1 -> random.nextInt(8) == 0 ? Float.NaN : random.nextInt(3);
          case 2 -> thresholds.isEmpty() ? 0 : pick();
          default -> (float) random.nextGaussian();
        };
    thresholds.add(threshold);
    return threshold;
  }

  private float pick() {
    return thresholds.get(random.nextInt(thresholds.size()));
  }

  /** Makes rows in which about every threshold is met, and just missed. */
  float[] rows(int rows) {
    float[] values = new float[rows * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = feature();
    }
    return values;
  }

  private float feature() {
    float near = thresholds.isEmpty() ? 0 : pick();
    return switch (random.nextInt(10)) {
      case 0 -> Float.intBitsToFloat(random.nextInt());
      case 1 -> random.nextBoolean() ? Float.NaN : Float.intBitsToFloat(0xffc00001);
      case 2 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 3 -> near;
      case 4 -> Math.nextUp(near);
      case 5 -> Math.nextDown(near);
      default -> (float) random.nextGaussian();
    };
  }

  private OnnxNode classifier() {
    List<OnnxAttribute> attributes = common("class_", "class_ids");
    attributes.add(
        hasTexts
            ? OnnxAttribute.ofStrings(
                "classlabels_strings",
                IntStream.range(0, outputs).mapToObj(i -> "class " + i).toArray(String[]::new))
            : OnnxAttribute.ofInts(
                "classlabels_int64s", LongStream.range(0, outputs).map(i -> 7 - 3 * i).toArray()));
    attributes.add(
        OnnxAttribute.ofString(
            "post_transform",
            List.of("NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO").get(random.nextInt(4))));
    baseValues(attributes, outputs == 2 ? 1 : outputs);
    return node("TreeEnsembleClassifier", List.of("label", "probabilities"), attributes);
  }

  private OnnxNode regressor() {
    List<OnnxAttribute> attributes = common("target_", "target_ids");
    attributes.add(OnnxAttribute.ofInt("n_targets", outputs));
    if (random.nextBoolean()) {
      attributes.add(
          OnnxAttribute.ofString("aggregate_function", random.nextBoolean() ? "SUM" : "AVERAGE"));
    }
    if (random.nextBoolean()) {
      attributes.add(
          OnnxAttribute.ofString("post_transform", random.nextBoolean() ? "SOFTMAX" : "LOGISTIC"));
    }
    baseValues(attributes, outputs);
    return node("TreeEnsembleRegressor", List.of("targets"), attributes);
  }

  private void baseValues(List<OnnxAttribute> attributes, int count) {
    if (random.nextBoolean()) {
      float[] base = new float[count];
      for (int i = 0; i < count; i++) {
        base[i] = (float) random.nextGaussian();
      }
      attributes.add(OnnxAttribute.ofFloats("base_values", base));
    }
  }

  private static OnnxNode node(String type, List<String> outputs, List<OnnxAttribute> attributes) {
    return OnnxNode.of(
        "ai.onnx.ml", type, List.of("x"), outputs, attributes.toArray(OnnxAttribute[]::new));
  }

  private List<OnnxAttribute> common(String prefix, String ids) {
    List<OnnxAttribute> attributes = new ArrayList<>();
    attributes.add(longs("nodes_treeids", nodes.stream().mapToLong(Node::tree)));
    attributes.add(longs("nodes_nodeids", nodes.stream().mapToLong(Node::id)));
    attributes.add(longs("nodes_featureids", nodes.stream().mapToLong(Node::feature)));
    attributes.add(longs("nodes_truenodeids", nodes.stream().mapToLong(Node::yes)));
    attributes.add(longs("nodes_falsenodeids", nodes.stream().mapToLong(Node::no)));
    attributes.add(floats("nodes_values", nodes.stream().map(Node::value).toList()));
    attributes.add(
        OnnxAttribute.ofStrings(
            "nodes_modes", nodes.stream().map(Node::mode).toArray(String[]::new)));
    if (random.nextBoolean()) {
      LongStream missing = nodes.stream().mapToLong(node -> random.nextInt(2));
      attributes.add(longs("nodes_missing_value_tracks_true", missing));
    }
    attributes.add(longs(ids, weights.stream().mapToLong(Weight::score)));
    attributes.add(longs(prefix + "nodeids", weights.stream().mapToLong(Weight::node)));
    attributes.add(longs(prefix + "treeids", weights.stream().mapToLong(Weight::tree)));
    attributes.add(floats(prefix + "weights", weights.stream().map(Weight::value).toList()));
    return attributes;
  }

  private static OnnxAttribute longs(String name, LongStream values) {
    return OnnxAttribute.ofInts(name, values.toArray());
  }

  private static OnnxAttribute floats(String name, List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return OnnxAttribute.ofFloats(name, array);
  }
}
