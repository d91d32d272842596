package io.lepton.runtime.trees;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The label that a classifier gives each row, by the rule of ONNX Runtime.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ClassLabels {

  private final List<String> texts;
  private final long[] numbers;
  private final Rule rule;
  private final int scoreCount;

  ClassLabels(List<String> texts, long[] numbers, Rule rule, int scoreCount) {
    this.texts = texts;
    this.numbers = numbers;
    this.rule = rule;
    this.scoreCount = scoreCount;
  }

  /** Chooses by a row's scores. */
  sealed interface Rule {
    int choose(FloatBuffer scores, int first);
  }

  /**
   * The second label if one score is great enough, and the first otherwise.
   *
   * @param score which one
   * @param threshold what it has to be greater than
   */
  record Threshold(int score, float threshold) implements Rule {
    @Override
    public int choose(FloatBuffer scores, int first) {
      // No branch: half of the rows would surprise it.
      return Float.floatToRawIntBits(threshold - scores.get(first + score)) >>> 31;
    }
  }

  /**
   * The label of the greatest score, of equal ones the first.
   *
   * @param candidates the scores in question
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Greatest(int[] candidates) implements Rule {
    @Override
    public int choose(FloatBuffer scores, int first) {
      int greatest = candidates[0];
      for (int candidate : candidates) {
        if (scores.get(first + candidate) > scores.get(first + greatest)) {
          greatest = candidate;
        }
      }
      return greatest;
    }
  }

  /**
   * Says what the labels are.
   *
   * @return whether they are texts; numbers otherwise
   */
  public boolean areTexts() {
    return !texts.isEmpty();
  }

  /**
   * Returns the labels that are texts.
   *
   * @return one for each class; none if they are numbers
   */
  public List<String> texts() {
    return texts;
  }

  /**
   * Returns the labels that are numbers.
   *
   * @return one for each class, a new array; none if they are texts
   */
  public long[] numbers() {
    return numbers.clone();
  }

  /**
   * Chooses each row's class.
   *
   * @param scores from {@link CompiledTrees#score}, read from its start
   * @param rows how many rows
   * @param classes receives for each row the position of its label
   */
  public void choose(ByteBuffer scores, int rows, int[] classes) {
    FloatBuffer floats = floats(scores);
    for (int row = 0; row < rows; row++) {
      classes[row] = rule.choose(floats, row * scoreCount);
    }
  }

  static FloatBuffer floats(ByteBuffer bytes) {
    return bytes.duplicate().clear().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
