package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which scores a forest adds to.
 *
 * <p>ONNX Runtime keeps note, for each row, of the scores that had an addition, and leaves the
 * others out of account. That is known beforehand if there is for each score a tree whose every
 * leaf adds to it; or none at all.
 *
 * @param scores the scores that every row adds to
 */
record Reach(Set<Integer> scores) {

  static Reach of(Forest forest) {
    Set<Integer> some = new HashSet<>();
    Set<Integer> every = new HashSet<>();
    for (TreeNode root : forest.roots()) {
      List<Set<Integer>> leaves = new ArrayList<>();
      collect(root, leaves);
      Set<Integer> shared = new HashSet<>(leaves.get(0));
      leaves.forEach(shared::retainAll);
      leaves.forEach(some::addAll);
      every.addAll(shared);
    }
    Unsupported.unless(every.equals(some), "a score that only some rows add to");
    return new Reach(Set.copyOf(every));
  }

  private static void collect(TreeNode node, List<Set<Integer>> leaves) {
    if (node instanceof TreeNode.Split split) {
      collect(split.left(), leaves);
      collect(split.right(), leaves);
    } else if (node instanceof TreeNode.Leaf leaf) {
      Set<Integer> scores = new HashSet<>();
      leaf.weights().forEach(weight -> scores.add(weight.score()));
      leaves.add(scores);
    }
  }

  boolean isOnly(int score) {
    return scores.equals(Set.of(score));
  }
}
