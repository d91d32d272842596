package io.lepton.bench.jmh;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The main job beside the glue of today, with {@link ScoringBenchmark}. */
final class ScoringGroup implements BenchmarkGroup {

  private static final int COPIES = 141;
  private static final int QUICK_COPIES = 20;
  private static final int QUICK_ITERATIONS = 3;

  private static final Map<String, String> PEERS =
      Map.of(
          "glueInArrays", "FastCSV + OnnxTensor from arrays + Jackson",
          "glueInBuffers", "FastCSV + OnnxTensor from reused buffers + Jackson");

  @Override
  public String name() {
    return "scoring";
  }

  @Override
  public String description() {
    return "a file of customers in CSV to scores in JSON lines, one thread, beside Java glue code";
  }

  @Override
  public List<Comparison> run(BenchmarkSettings settings) throws IOException {
    Path customers = settings.sharedFile(TelcoFiles.CUSTOMERS);
    settings.sharedFile(TelcoFiles.model(1));
    settings.sharedFile(TelcoFiles.model(2));
    int copies = settings.quick() ? QUICK_COPIES : COPIES;
    try (TemporaryFolder folder = new TemporaryFolder()) {
      RepeatedFile.write(customers, copies, folder.path());
      RepeatedFile.write(customers, 1, folder.path());
      return compare(measure(options(settings, copies, folder.path()), settings), copies);
    }
  }

  private static Options options(BenchmarkSettings settings, int copies, Path folder) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(ScoringBenchmark.class.getName() + "\\..*")
            .param("copies", Integer.toString(copies))
            .jvmArgsAppend(
                "-Dlepton.shared=" + settings.shared().toAbsolutePath(),
                "-Dlepton.bench.folder=" + folder)
            .timeout(TimeValue.minutes(5))
            .shouldFailOnError(true);
    if (settings.quick()) {
      options.warmupIterations(1).measurementIterations(QUICK_ITERATIONS);
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

  private static List<Comparison> compare(Collection<RunResult> results, int copies) {
    Map<String, Double> rates = new HashMap<>();
    for (RunResult result : results) {
      // The median: on a shared machine the mean follows the one repetition that was disturbed.
      double seconds = result.getPrimaryResult().getStatistics().getPercentile(50);
      String key = result.getPrimaryResult().getLabel() + model(result);
      rates.put(key, (double) TelcoFiles.ROWS * copies / seconds);
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (int model = 1; model <= 2; model++) {
      for (String peer : PEERS.keySet().stream().sorted().toList()) {
        comparisons.add(
            Comparison.higherIsBetter(
                "scoring/telco-churn-" + model,
                String.valueOf(PEERS.get(peer)),
                "rows/s",
                rate(rates, "lepton" + model),
                rate(rates, peer + model)));
      }
    }
    return comparisons;
  }

  private static String model(RunResult result) {
    return result.getParams().getParam("model");
  }

  private static double rate(Map<String, Double> rates, String key) {
    return rates.getOrDefault(key, Double.NaN);
  }
}
