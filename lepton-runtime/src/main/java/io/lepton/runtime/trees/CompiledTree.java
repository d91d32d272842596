package io.lepton.runtime.trees;

/** One tree or a few that follow each other, in a form that looks at many rows at once. */
interface CompiledTree {

  /**
   * Finds each row's leaf and adds what it says to the row's sums.
   *
   * @param block the rows' ranks and sums
   * @param rows how many rows
   */
  void sum(Block block, int rows);
}
