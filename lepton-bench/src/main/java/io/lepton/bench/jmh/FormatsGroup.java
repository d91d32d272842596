package io.lepton.bench.jmh;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** CSV and JSON lines to columns and back beside other libraries, with {@link FormatsBenchmark}. */
final class FormatsGroup implements BenchmarkGroup {

  private static final int QUICK_ROWS = 20_000;
  private static final String LEPTON = "Lepton";
  private static final double MOST_COST_PERCENT = 25;
  private static final double LEAST_COST_PERCENT = 0.1;

  @Override
  public String name() {
    return "formats";
  }

  @Override
  public String description() {
    return "CSV and JSON lines of sixteen columns to typed columns and back, beside other libraries";
  }

  @Override
  public List<Comparison> run(BenchmarkSettings settings) throws IOException {
    int rows = settings.quick() ? QUICK_ROWS : MixedFile.ROWS;
    if (DuckDbPeer.jar().isEmpty()) {
      settings
          .log()
          .printf("formats: without DuckDB; name its driver with -D%s=JAR%n", DuckDbPeer.PROPERTY);
    }
    try (TemporaryFolder folder = new TemporaryFolder()) {
      List<String> names = prepare(folder.path(), rows, settings);
      return compare(measure(options(settings, names, rows, folder.path()), settings), rows);
    }
  }

  /** Checks that all agree, makes the data, and returns what there is to measure. */
  private static List<String> prepare(Path folder, int rows, BenchmarkSettings settings)
      throws IOException {
    settings.log().println("formats: comparing what all of them read and write");
    try {
      try (FormatsTasks few = new FormatsTasks(folder, QUICK_ROWS)) {
        few.verify();
      }
      try (FormatsTasks all = new FormatsTasks(folder, rows)) {
        return List.copyOf(all.byName().keySet());
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LeptonException(ErrorCode.INTERNAL, "A peer failed: " + e.getMessage(), e);
    }
  }

  private static Options options(
      BenchmarkSettings settings, List<String> names, int rows, Path folder) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(FormatsBenchmark.class.getName() + "\\..*")
            .param("task", names.toArray(String[]::new))
            .param("rows", Integer.toString(rows))
            .jvmArgsAppend("-Dlepton.bench.folder=" + folder)
            .timeout(TimeValue.minutes(5))
            .shouldFailOnError(true);
    DuckDbPeer.jar()
        .ifPresent(jar -> options.jvmArgsAppend("-D" + DuckDbPeer.PROPERTY + "=" + jar));
    if (settings.quick()) {
      options.warmupIterations(1).measurementIterations(2);
    }
    return options.build();
  }

  private static Collection<RunResult> measure(Options options, BenchmarkSettings settings) {
    OutputFormat log = OutputFormatFactory.createFormatInstance(settings.log(), VerboseMode.NORMAL);
    try {
      return new Runner(options, log).run();
    } catch (RunnerException e) {
      throw new LeptonException(ErrorCode.INTERNAL, "The benchmark failed, see its log above", e);
    }
  }

  private static List<Comparison> compare(Collection<RunResult> results, int rows) {
    Map<String, Map<String, Double>> rates = new TreeMap<>();
    for (RunResult result : results) {
      String[] task = result.getParams().getParam("task").split("/", 2);
      // The median: on a shared machine the mean follows the one repetition that was disturbed.
      double seconds = result.getPrimaryResult().getStatistics().getPercentile(50);
      rates.computeIfAbsent(task[0], what -> new TreeMap<>()).put(task[1], rows / seconds);
    }
    List<Comparison> comparisons = new ArrayList<>();
    rates.forEach((what, byPeer) -> compare(what, byPeer, comparisons));
    return comparisons;
  }

  private static void compare(String what, Map<String, Double> rates, List<Comparison> to) {
    double lepton = rates.getOrDefault(LEPTON, Double.NaN);
    rates.forEach(
        (peer, rate) -> {
          if (!peer.equals(LEPTON)) {
            to.add(Comparison.higherIsBetter("formats/" + what, peer, "rows/s", lepton, rate));
          }
        });
    double without = rates.getOrDefault(FormatsTasks.WITHOUT, Double.NaN);
    if (!Double.isNaN(without)) {
      to.add(cost(what, 100 * (without / lepton - 1)));
    }
  }

  /** What checks cost beside what they may cost, both in per cent of the time of reading. */
  private static Comparison cost(String what, double percent) {
    // What cannot be told from nothing is not a negative cost.
    double atLeast = Math.max(percent, LEAST_COST_PERCENT);
    return Comparison.lowerIsBetter(
        "formats/" + what + "/cost", "budget", "% of csvToColumns", atLeast, MOST_COST_PERCENT);
  }
}
