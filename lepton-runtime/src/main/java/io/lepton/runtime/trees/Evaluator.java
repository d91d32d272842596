package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sums what the trees add, block by block: each tree in turn looks at all rows of a block before
 * the next tree does. For a row, the additions happen in the order of the trees.
 *
 * <p>Safe for use by many threads; each call has a block of its own.
 */
final class Evaluator {

  /** Fewer rows than these do not repay what looks at 32 at once. */
  private static final int MIN_ROWS = 16;

  private final Columns columns;
  private final int scoreCount;
  private final RowWalk forFew;
  private final List<CompiledTree> forMany;
  private final boolean isFlat;
  private final AtomicReference<@Nullable Block> spare = new AtomicReference<>();

  Evaluator(List<TreeNode> roots, int scoreCount) {
    this.columns = new Columns(roots);
    this.scoreCount = scoreCount;
    this.forFew = new RowWalk(roots, columns);
    this.forMany = grouped(roots.stream().map(this::forMany).toList());
    this.isFlat = forMany.stream().anyMatch(WalkedTree.class::isInstance);
  }

  private CompiledTree forMany(TreeNode root) {
    return leaves(root) <= Mask.MAX_EXITS
        ? MaskedTree.of(root, columns, scoreCount)
        : WalkedTree.of(root, columns, scoreCount);
  }

  private static int leaves(TreeNode node) {
    return node instanceof TreeNode.Split split ? leaves(split.left()) + leaves(split.right()) : 1;
  }

  private static List<CompiledTree> grouped(List<CompiledTree> trees) {
    List<CompiledTree> grouped = new ArrayList<>();
    for (int i = 0; i < trees.size(); ) {
      List<CompiledTree> next = trees.subList(i, Math.min(i + Block.LANES, trees.size()));
      boolean isQuad = MaskedQuad.isPossible(next);
      grouped.add(
          isQuad
              ? new MaskedQuad(next.stream().map(MaskedTree.class::cast).toList())
              : trees.get(i));
      i += isQuad ? Block.LANES : 1;
    }
    return grouped;
  }

  Columns columns() {
    return columns;
  }

  /** Takes the sums of a block of rows. */
  interface Taker {
    void take(float[][] sums, int firstRow, int rows);
  }

  void sum(Features features, int rows, Taker taker) {
    Block block = borrow();
    int capacity = Block.capacity(columns.count());
    for (int first = 0; first < rows; first += capacity) {
      int count = Math.min(capacity, rows - first);
      if (count < MIN_ROWS) {
        sumFew(features, first, count, block);
      } else {
        sumMany(features, first, count, block);
      }
      taker.take(block.sums, first, count);
    }
    spare.set(block);
  }

  private void sumFew(Features features, int first, int rows, Block block) {
    block.clearSums(rows);
    for (int row = 0; row < rows; row++) {
      columns.rankOne(features, first + row, block.rowRanks);
      forFew.sum(block.rowRanks, row, block.sums);
    }
  }

  private void sumMany(Features features, int first, int rows, Block block) {
    columns.rank(features, first, rows, block);
    int padded = Block.padded(rows);
    if (isFlat) {
      block.flatten(padded);
    }
    block.clearSums(padded);
    for (CompiledTree tree : forMany) {
      tree.sum(block, padded);
    }
  }

  // One block is kept for the next call; calls at the same time make their own.
  private Block borrow() {
    Block kept = spare.getAndSet(null);
    return kept != null ? kept : new Block(columns.count(), scoreCount, isFlat);
  }
}
