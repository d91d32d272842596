package io.lepton.model;

/**
 * What is done about sessions and bindings that nobody closed and nobody can reach any more.
 *
 * <p>A session that was forgotten keeps its native memory for as long as the process lives, and the
 * garbage collector does not know how much that is. With detection on, one that became unreachable
 * is freed, once the calls that still run are done, and a warning says so through SLF4J: once for
 * each place where such a thing was opened.
 */
public enum LeakDetection {
  /** Nothing: what is forgotten stays. */
  OFF,
  /**
   * Everything forgotten is freed and reported. Where it was opened is known of every session and,
   * as looking at the stack costs about a microsecond, of one binding in 128.
   */
  SAMPLED,
  /** The same, and where it was opened is known of everything. For tests. */
  ALL
}
