package io.lepton.bench.jmh;

import java.util.List;
import java.util.Optional;

/** The groups that there are. */
public final class BenchmarkGroups {

  private BenchmarkGroups() {}

  /**
   * Returns every group.
   *
   * @return the groups, in the order of the documentation
   */
  public static List<BenchmarkGroup> all() {
    return List.of(
        new ScoringGroup(),
        new InferenceGroup(),
        new FormatsGroup(),
        new MemoryGroup(),
        new ColdStartGroup());
  }

  /**
   * Finds a group.
   *
   * @param name its name
   * @return the group, or empty if there is none of that name
   */
  public static Optional<BenchmarkGroup> byName(String name) {
    return all().stream().filter(group -> group.name().equals(name)).findFirst();
  }
}
