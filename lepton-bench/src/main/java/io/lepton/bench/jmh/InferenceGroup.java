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
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One call of a model beside ONNX Runtime used in other ways, with {@link InferenceBenchmark},
 * {@link CallersBenchmark} and {@link ColumnsBenchmark}.
 *
 * <p>Differences of a few per cent matter here, and a shared machine is disturbed for seconds at a
 * time. So everything is measured in two rounds, minutes apart, by many short iterations, and the
 * better median counts, of Lepton as of its peers.
 */
final class InferenceGroup implements BenchmarkGroup {

  private static final int ROUNDS = 2;
  private static final List<Integer> BATCHES = List.of(1, 8, 32, 128);
  private static final List<Integer> QUICK_BATCHES = List.of(1, 32);

  /** From so many images on, a call of SqueezeNet takes a large part of a second. */
  private static final int HEAVY_BATCH = 32;

  /** One thread, and no calls home. */
  private static final List<String> DJL_ARGUMENTS =
      List.of(
          "-Dai.djl.onnxruntime.num_threads=1",
          "-Dai.djl.onnxruntime.num_interop_threads=1",
          "-DOPT_OUT_TRACKING=true",
          "-Dai.djl.offline=true");

  private static final double MATRIX_TARGET_GB_PER_S = 4;
  private static final double LOOKUPS_TARGET_PER_S = 100e6;
  private static final double MATRIX_BYTES =
      (double) ColumnsBenchmark.ROWS * ColumnsBenchmark.COLUMNS * Float.BYTES;

  /** Nothing divided by nothing has no ratio. */
  private static final double LEAST_BYTES = 1;

  @Override
  public String name() {
    return "inference";
  }

  @Override
  public String description() {
    return "one call of four models beside ONNX Runtime itself, DJL and Tribuo; columns to tensors";
  }

  @Override
  public List<Comparison> run(BenchmarkSettings settings) throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      for (InferenceModel model : InferenceModel.values()) {
        model.file(folder.path());
      }
      Measured measured = new Measured();
      for (int round = 0; round < (settings.quick() ? 1 : ROUNDS); round++) {
        measured.add(measure(calls(false, settings, folder.path()), settings));
      }
      if (!settings.quick()) {
        measured.add(measure(calls(true, settings, folder.path()), settings));
      }
      List<Comparison> comparisons = new ArrayList<>();
      for (InferenceModel model : InferenceModel.values()) {
        batches(settings).forEach(batch -> compare(model, batch, measured, comparisons));
      }
      compareCallers(measure(callers(settings, folder.path()), settings), comparisons);
      compareColumns(measure(columns(settings), settings), comparisons);
      return comparisons;
    }
  }

  private static List<Integer> batches(BenchmarkSettings settings) {
    return settings.quick() ? QUICK_BATCHES : BATCHES;
  }

  private static ChainedOptionsBuilder calls(
      boolean heavy, BenchmarkSettings settings, Path folder) {
    List<String> tasks = new ArrayList<>();
    for (InferenceModel model : InferenceModel.values()) {
      for (int batch : batches(settings)) {
        if (heavy == isHeavy(model, batch)) {
          InferenceTasks.contenders(model)
              .forEach(who -> tasks.add(model.taskName() + "/" + batch + "/" + who));
        }
      }
    }
    ChainedOptionsBuilder options =
        options(InferenceBenchmark.class, folder)
            .param("task", tasks.toArray(String[]::new))
            .addProfiler(GCProfiler.class);
    if (heavy) {
      options.warmupIterations(1).measurementIterations(4);
    } else if (settings.quick()) {
      options.warmupIterations(1).measurementIterations(2);
    }
    return options;
  }

  private static boolean isHeavy(InferenceModel model, int batch) {
    return model == InferenceModel.SQUEEZENET && batch >= HEAVY_BATCH;
  }

  private static ChainedOptionsBuilder callers(BenchmarkSettings settings, Path folder) {
    List<String> tasks = new ArrayList<>();
    for (InferenceModel model : List.of(InferenceModel.TINY, InferenceModel.MLP)) {
      for (String who : List.of(InferenceTasks.LEPTON, InferenceTasks.RAW_PINNED)) {
        tasks.add(model.taskName() + "/1/" + who);
      }
    }
    ChainedOptionsBuilder options =
        options(CallersBenchmark.class, folder).param("task", tasks.toArray(String[]::new));
    return settings.quick() ? options.warmupIterations(1).measurementIterations(2) : options;
  }

  private static ChainedOptionsBuilder columns(BenchmarkSettings settings) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(ColumnsBenchmark.class.getName() + "\\..*")
            .shouldFailOnError(true);
    return settings.quick() ? options.warmupIterations(1).measurementIterations(2) : options;
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark, Path folder) {
    List<String> arguments = new ArrayList<>(DJL_ARGUMENTS);
    arguments.add("-Dlepton.bench.folder=" + folder);
    if (InferenceTasks.hasCApi()) {
      arguments.add("--enable-native-access=ALL-UNNAMED");
    }
    return new OptionsBuilder()
        .include(benchmark.getName() + "\\..*")
        .jvmArgsAppend(arguments.toArray(String[]::new))
        .timeout(TimeValue.minutes(5))
        .shouldFailOnError(true);
  }

  private static Collection<RunResult> measure(
      ChainedOptionsBuilder options, BenchmarkSettings settings) {
    OutputFormat log = OutputFormatFactory.createFormatInstance(settings.log(), VerboseMode.NORMAL);
    try {
      return new Runner(options.build(), log).run();
    } catch (RunnerException e) {
      throw new LeptonException(ErrorCode.INTERNAL, "The benchmark failed, see its log above", e);
    }
  }

  private static void compare(
      InferenceModel model, int batch, Measured measured, List<Comparison> to) {
    String task = model.taskName() + "/" + batch + "/";
    String name = "inference/" + model.taskName() + "-" + batch;
    Map<String, Double> times = measured.nanos(task);
    Map<String, Double> bytes = measured.bytes(task);
    if (times.isEmpty()) {
      return;
    }
    times.forEach(
        (who, nanos) -> {
          if (!who.equals(InferenceTasks.LEPTON)) {
            to.add(
                Comparison.lowerIsBetter(
                    name, who, "ns/call", number(times, InferenceTasks.LEPTON), nanos));
          }
        });
    to.add(
        Comparison.lowerIsBetter(
            name + "/allocation",
            InferenceTasks.RAW_PINNED,
            "bytes/call",
            Math.max(number(bytes, InferenceTasks.LEPTON), LEAST_BYTES),
            Math.max(number(bytes, InferenceTasks.RAW_PINNED), LEAST_BYTES)));
    to.add(
        Comparison.lowerIsBetter(
            name + "/infer",
            InferenceTasks.RAW_ARRAYS,
            "ns/call",
            number(times, InferenceTasks.LEPTON_INFER),
            number(times, InferenceTasks.RAW_ARRAYS)));
  }

  private static void compareCallers(Collection<RunResult> results, List<Comparison> to) {
    Map<String, Double> rates = new TreeMap<>();
    results.forEach(result -> rates.put(task(result), median(result.getPrimaryResult())));
    for (String model : List.of("tiny", "mlp")) {
      to.add(
          Comparison.higherIsBetter(
              "inference/%s-1/%d-callers".formatted(model, CallersBenchmark.CALLERS),
              InferenceTasks.RAW_PINNED,
              "calls/s",
              number(rates, model + "/1/" + InferenceTasks.LEPTON),
              number(rates, model + "/1/" + InferenceTasks.RAW_PINNED)));
    }
  }

  private static void compareColumns(Collection<RunResult> results, List<Comparison> to) {
    Map<String, Double> nanos = new TreeMap<>();
    for (RunResult result : results) {
      nanos.put(result.getPrimaryResult().getLabel(), median(result.getPrimaryResult()));
    }
    double matrix = MATRIX_BYTES / number(nanos, "columnsToMatrix");
    double loop = MATRIX_BYTES / number(nanos, "columnsToMatrixByLoop");
    double codes = ColumnsBenchmark.ROWS * 1e9 / number(nanos, "textCodes");
    double map = ColumnsBenchmark.ROWS * 1e9 / number(nanos, "textCodesByMap");
    String name = "inference/columns-to-matrix";
    to.add(Comparison.higherIsBetter(name, "a loop", "GB/s", matrix, loop));
    to.add(Comparison.higherIsBetter(name, "target", "GB/s", matrix, MATRIX_TARGET_GB_PER_S));
    name = "inference/text-codes";
    to.add(Comparison.higherIsBetter(name, "HashMap of strings", "lookups/s", codes, map));
    to.add(Comparison.higherIsBetter(name, "target", "lookups/s", codes, LOOKUPS_TARGET_PER_S));
  }

  private static double number(Map<String, Double> numbers, String key) {
    return numbers.getOrDefault(key, Double.NaN);
  }

  private static String task(RunResult result) {
    return result.getParams().getParam("task");
  }

  private static double median(Result<?> result) {
    return result.getStatistics().getPercentile(50);
  }

  /** What all rounds gave, by task: the better of the medians. */
  private static final class Measured {

    private final Map<String, Double> nanos = new TreeMap<>();
    private final Map<String, Double> bytes = new TreeMap<>();

    void add(Collection<RunResult> results) {
      for (RunResult result : results) {
        nanos.merge(task(result), median(result.getPrimaryResult()), Math::min);
        double calls = counted(result, InferenceBenchmark.OwnBytes.CALLS);
        double all = counted(result, InferenceBenchmark.OwnBytes.BYTES);
        // The calls of other benchmarks are not counted.
        if (calls > 0) {
          bytes.merge(task(result), all / calls, Math::min);
        }
      }
    }

    private static double counted(RunResult result, String counter) {
      Result<?> found = result.getSecondaryResults().get(counter);
      return found == null ? 0 : found.getScore();
    }

    Map<String, Double> nanos(String prefix) {
      return under(prefix, nanos);
    }

    Map<String, Double> bytes(String prefix) {
      return under(prefix, bytes);
    }

    private static Map<String, Double> under(String prefix, Map<String, Double> all) {
      Map<String, Double> some = new TreeMap<>();
      all.forEach(
          (task, value) -> {
            if (task.startsWith(prefix)) {
              some.put(task.substring(prefix.length()), value);
            }
          });
      return some;
    }
  }
}
