package io.lepton.bench.jmh;

import java.io.IOException;
import java.util.List;

/** Benchmarks that belong together and are run with one command. */
public interface BenchmarkGroup {

  /**
   * Returns what to call the group.
   *
   * @return the word after {@code lepton bench}
   */
  String name();

  /**
   * Says what the group measures.
   *
   * @return one line
   */
  String description();

  /**
   * Measures, in JVMs of their own.
   *
   * @param settings data and effort
   * @return what was measured
   * @throws IOException if data is missing or cannot be written, or a JVM failed
   */
  List<Comparison> run(BenchmarkSettings settings) throws IOException;
}
