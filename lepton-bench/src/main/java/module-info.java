/**
 * Runnable things: the {@code lepton} command, the quickstart and the benchmarks. Not published;
 * its packages are for reading and for tests.
 *
 * <p>The benchmarks run from the class path, as JMH does.
 */
module io.lepton.bench {
  requires transitive io.lepton.runtime;
  requires com.alibaba.fastjson2;
  requires com.microsoft.onnxruntime;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires io.lepton.api;
  requires io.lepton.format;
  requires java.management;
  requires java.sql;
  requires jdk.management;
  requires jmh.core;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.csv;
  requires univocity.parsers;
  requires static org.jspecify;

  exports io.lepton.bench.cli;
  exports io.lepton.bench.quickstart;

  opens io.lepton.bench.cli to
      info.picocli;
}
