package io.lepton.runtime.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** Where a tree is cut, so that its top has a given number of exits: as near the root as can be. */
final class Frontier {

  private Frontier() {}

  /**
   * Cuts a tree.
   *
   * @param root its root
   * @param size how many nodes the cut may have
   * @return leaves, and roots of what is below the cut, from left to right
   */
  static List<TreeNode> of(TreeNode root, int size) {
    Set<TreeNode> opened = opened(root, size);
    List<TreeNode> frontier = new ArrayList<>();
    collect(root, opened, frontier);
    return frontier;
  }

  // To open a node adds one to the size. Level by level, the upper ones first.
  private static Set<TreeNode> opened(TreeNode root, int size) {
    Set<TreeNode> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    Queue<TreeNode> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty() && opened.size() < size - 1) {
      if (next.remove() instanceof TreeNode.Split split) {
        opened.add(split);
        next.add(split.left());
        next.add(split.right());
      }
    }
    return opened;
  }

  private static void collect(TreeNode node, Set<TreeNode> opened, List<TreeNode> frontier) {
    if (node instanceof TreeNode.Split split && opened.contains(node)) {
      collect(split.left(), opened, frontier);
      collect(split.right(), opened, frontier);
    } else {
      frontier.add(node);
    }
  }
}
