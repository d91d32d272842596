package io.lepton.runtime.trees;

import static io.lepton.format.onnx.OnnxAttribute.ofFloats;
import static io.lepton.format.onnx.OnnxAttribute.ofInt;
import static io.lepton.format.onnx.OnnxAttribute.ofInts;
import static io.lepton.format.onnx.OnnxAttribute.ofString;
import static io.lepton.format.onnx.OnnxAttribute.ofStrings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompiledTreesTest {

  /** A stump: up to 0.5 of the second feature adds -1, more adds 2. */
  private static final List<OnnxAttribute> STUMP =
      List.of(
          ofInts("nodes_treeids", 0, 0, 0),
          ofInts("nodes_nodeids", 0, 1, 2),
          ofInts("nodes_featureids", 1, 0, 0),
          ofFloats("nodes_values", 0.5f, 0, 0),
          ofStrings("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF"),
          ofInts("nodes_truenodeids", 1, 0, 0),
          ofInts("nodes_falsenodeids", 2, 0, 0),
          ofInt("n_targets", 1),
          ofInts("target_ids", 0, 0),
          ofInts("target_nodeids", 1, 2),
          ofInts("target_treeids", 0, 0),
          ofFloats("target_weights", -1, 2));

  private static OnnxNode stump(OnnxAttribute... changes) {
    List<OnnxAttribute> attributes = new ArrayList<>(STUMP);
    for (OnnxAttribute change : changes) {
      attributes.removeIf(attribute -> attribute.name().equals(change.name()));
      attributes.add(change);
    }
    return OnnxNode.of("ai.onnx.ml", "TreeEnsembleRegressor", List.of("x"), List.of("y"))
        .withAttributes(attributes);
  }

  private static Optional<CompiledTrees> compile(OnnxAttribute... changes) {
    return CompiledTrees.ofAny(stump(changes));
  }

  private static float[] score(CompiledTrees trees, float... features) {
    ByteBuffer in = Runtimes.buffer(features.length);
    in.asFloatBuffer().put(features);
    int rows = features.length / 2;
    ByteBuffer out = Runtimes.buffer(rows * trees.scoreCount());
    trees.score(in, rows, 2, out);
    float[] scores = new float[rows * trees.scoreCount()];
    out.asFloatBuffer().get(scores);
    return scores;
  }

  @Test
  void score_aStump_addsWhatTheLeafSays() {
    assertThat(score(compile().orElseThrow(), 9, 0.5f, 9, 0.6f)).containsExactly(-1, 2);
  }

  @Test
  void score_noRows_doesNothing() {
    assertThat(score(compile().orElseThrow())).isEmpty();
  }

  @Test
  void score_buffersThatWereRead_usesThemFromTheirStart() {
    CompiledTrees trees = compile().orElseThrow();
    ByteBuffer in = Runtimes.buffer(2);
    ByteBuffer out = Runtimes.buffer(1);
    in.position(8);
    out.limit(0);

    trees.score(in, 1, 2, out);

    assertThat(out.clear().getFloat(0)).isEqualTo(-1);
  }

  @Test
  void featureCount_isTheGreatestFeatureAndOne() {
    assertThat(compile().orElseThrow().featureCount()).isEqualTo(2);
  }

  @Test
  void score_rowsTooNarrow_throws() {
    CompiledTrees trees = compile().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trees.score(Runtimes.buffer(9), 1, 1, Runtimes.buffer(1)))
        .withMessage("A row needs at least 2 features, got 1");
  }

  @Test
  void score_negativeRows_throws() {
    CompiledTrees trees = compile().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trees.score(Runtimes.buffer(9), -1, 2, Runtimes.buffer(1)))
        .withMessage("Rows need to be at least 0, got -1");
  }

  @Test
  void score_featuresTooShort_throws() {
    CompiledTrees trees = compile().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trees.score(Runtimes.buffer(5), 3, 2, Runtimes.buffer(3)))
        .withMessage("Features need 24 bytes, got 20");
  }

  @Test
  void score_scoresTooShort_throws() {
    CompiledTrees trees = compile().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trees.score(Runtimes.buffer(6), 3, 2, Runtimes.buffer(2)))
        .withMessage("Scores need 12 bytes, got 8");
  }

  @Test
  void probe_meetsThresholdsAndMissing() {
    CompiledTrees trees = compile().orElseThrow();
    ByteBuffer rows = Runtimes.buffer(2 * 100);

    trees.probe(rows, 100, 2);

    float[] values = new float[200];
    rows.asFloatBuffer().get(values);
    assertThat(values).contains(0.5f, Math.nextUp(0.5f), Math.nextDown(0.5f), Float.NaN);
  }

  @Test
  void of_aStump_leavesItToOnnxRuntimeAsNotWorthIt() {
    assertThat(CompiledTrees.of(stump())).isEmpty();
  }

  @Test
  void of_aHundredStumps_takesThem() {
    assertThat(CompiledTrees.of(manyStumps(100))).isPresent();
  }

  private static OnnxNode manyStumps(int count) {
    List<OnnxAttribute> attributes = new ArrayList<>();
    for (OnnxAttribute attribute : STUMP) {
      attributes.add(
          switch (attribute.type()) {
            case INTS -> repeated(attribute, count);
            case FLOATS -> repeatedFloats(attribute, count);
            case STRINGS -> repeatedStrings(attribute, count);
            default -> attribute;
          });
    }
    return stump().withAttributes(attributes);
  }

  private static OnnxAttribute repeated(OnnxAttribute attribute, int count) {
    long[] one = attribute.ints();
    long[] all = new long[one.length * count];
    boolean isTree = attribute.name().endsWith("treeids");
    Arrays.setAll(all, i -> isTree ? i / one.length : one[i % one.length]);
    return ofInts(attribute.name(), all);
  }

  private static OnnxAttribute repeatedFloats(OnnxAttribute attribute, int count) {
    float[] one = attribute.floats();
    float[] all = new float[one.length * count];
    for (int i = 0; i < all.length; i++) {
      all[i] = one[i % one.length];
    }
    return ofFloats(attribute.name(), all);
  }

  private static OnnxAttribute repeatedStrings(OnnxAttribute attribute, int count) {
    List<String> one = attribute.strings();
    String[] all = new String[one.size() * count];
    Arrays.setAll(all, i -> one.get(i % one.size()));
    return ofStrings(attribute.name(), all);
  }

  @Test
  void of_anotherOperator_nothing() {
    assertThat(CompiledTrees.ofAny(OnnxNode.of("Relu", List.of("x"), List.of("y")))).isEmpty();
  }

  @Test
  void of_operatorOfAnotherDomain_nothing() {
    OnnxNode node =
        OnnxNode.of("com.example", "TreeEnsembleRegressor", List.of("x"), List.of("y"))
            .withAttributes(STUMP);

    assertThat(CompiledTrees.ofAny(node)).isEmpty();
  }

  @Test
  void of_doublePrecision_nothing() {
    OnnxTensorData values = OnnxTensorData.of("", Shape.of(3), 0.5, 0, 0);

    assertThat(values.elementType()).isEqualTo(OnnxElementType.DOUBLE);
    assertThat(compile(OnnxAttribute.ofTensor("nodes_values_as_tensor", values))).isEmpty();
  }

  @Test
  void of_attributeOfTheWrongType_nothing() {
    assertThat(compile(ofInts("nodes_values", 1, 0, 0))).isEmpty();
  }

  @Test
  void of_attributesOfDifferentSizes_nothing() {
    assertThat(compile(ofInts("nodes_featureids", 1, 0))).isEmpty();
    assertThat(compile(ofFloats("target_weights", 1))).isEmpty();
    assertThat(compile(ofInts("nodes_missing_value_tracks_true", 1))).isEmpty();
  }

  @Test
  void of_noNodes_nothing() {
    OnnxNode node =
        OnnxNode.of("ai.onnx.ml", "TreeEnsembleRegressor", List.of("x"), List.of("y"))
            .withAttributes(List.of(ofInt("n_targets", 1)));

    assertThat(CompiledTrees.ofAny(node)).isEmpty();
  }

  @Test
  void of_modeThatIsNoOrder_nothing() {
    assertThat(compile(ofStrings("nodes_modes", "BRANCH_EQ", "LEAF", "LEAF"))).isEmpty();
    assertThat(compile(ofStrings("nodes_modes", "BRANCH_NEQ", "LEAF", "LEAF"))).isEmpty();
    assertThat(compile(ofStrings("nodes_modes", "BRANCH_MEMBER", "LEAF", "LEAF"))).isEmpty();
  }

  @Test
  void of_childThatIsNotThere_nothing() {
    assertThat(compile(ofInts("nodes_truenodeids", 7, 0, 0))).isEmpty();
  }

  @Test
  void of_nodeOfTwoParents_nothing() {
    assertThat(compile(ofInts("nodes_truenodeids", 2, 0, 0))).isEmpty();
  }

  @Test
  void of_circle_nothing() {
    assertThat(compile(ofInts("nodes_truenodeids", 0, 0, 0))).isEmpty();
  }

  @Test
  void of_nodeTwice_nothing() {
    assertThat(compile(ofInts("nodes_nodeids", 0, 1, 1))).isEmpty();
  }

  @Test
  void of_leafWithoutWeight_nothing() {
    assertThat(compile(ofInts("target_nodeids", 1, 1))).isEmpty();
  }

  @Test
  void of_weightOfASplit_nothing() {
    assertThat(
            compile(
                ofInts("target_ids", 0, 0, 0),
                ofInts("target_nodeids", 0, 1, 2),
                ofInts("target_treeids", 0, 0, 0),
                ofFloats("target_weights", 1, 2, 3)))
        .isEmpty();
  }

  @Test
  void of_targetThatIsNotThere_nothing() {
    assertThat(compile(ofInts("target_ids", 0, 1))).isEmpty();
    assertThat(compile(ofInts("target_ids", 0, -1))).isEmpty();
  }

  @Test
  void of_targetOfSomeRowsOnly_nothing() {
    assertThat(compile(ofInt("n_targets", 2), ofInts("target_ids", 0, 1))).isEmpty();
  }

  @Test
  void of_negativeFeature_nothing() {
    assertThat(compile(ofInts("nodes_featureids", -1, 0, 0))).isEmpty();
  }

  @Test
  void of_weightsThatAreNotFinite_nothing() {
    assertThat(compile(ofFloats("target_weights", 1, Float.NaN))).isEmpty();
    assertThat(compile(ofFloats("target_weights", 1, Float.POSITIVE_INFINITY))).isEmpty();
  }

  @Test
  void of_weightsWhoseSumMayOverflow_nothing() {
    assertThat(compile(ofFloats("target_weights", Float.MAX_VALUE, 1))).isEmpty();
  }

  @Test
  void of_aggregatesOtherThanSumAndAverage_nothing() {
    assertThat(compile(ofString("aggregate_function", "MIN"))).isEmpty();
    assertThat(compile(ofString("aggregate_function", "MAX"))).isEmpty();
  }

  @Test
  void of_probit_nothing() {
    assertThat(compile(ofString("post_transform", "PROBIT"))).isEmpty();
  }

  @Test
  void of_softmaxOfFive_nothing() {
    assertThat(compile(ofInt("n_targets", 5), ofString("post_transform", "SOFTMAX"))).isEmpty();
  }

  @Test
  void of_anotherNumberOfBaseValues_nothing() {
    assertThat(compile(ofFloats("base_values", 1, 2))).isEmpty();
  }
}
