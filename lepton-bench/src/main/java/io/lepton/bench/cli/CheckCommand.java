package io.lepton.bench.cli;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxPreflight;
import io.lepton.model.ModelSource;
import io.lepton.runtime.compatibility.Compatibility;
import io.lepton.runtime.compatibility.CompatibilityReport;
import io.lepton.runtime.compatibility.Configuration;
import io.lepton.runtime.compatibility.TestInputs;
import io.lepton.runtime.compatibility.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a model before it is used. */
@Command(
    name = "check",
    description =
        "Says whether a model is sound, and whether it answers the same with every optimisation,"
            + " with more threads and on a GPU.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit status: 0 the same everywhere, 3 different or not to be compared, 1 the model is not"
          + " sound or the data is wrong, 2 wrong usage.",
      "Inputs are generated from a seed unless --input names real ones, which are better: a model's"
          + " file does not say which values it expects.",
      "",
      "Example:",
      "  lepton check churn/2 --input customers.csv --tolerance relative=1e-3"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "An .onnx file, or a folder with a model.onnx.")
  Path model;

  @Option(
      names = "--input",
      paramLabel = "DATA",
      description = "Asks the model the first rows of this file, or of - for standard input.")
  @Nullable Place data;

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "With --input: the columns of a matrix input, in the model's order; a..z for all between.")
  List<String> features = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where generated inputs begin. Default: ${DEFAULT-VALUE}.")
  long seed = 42;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "ROWS",
      description = "The batch sizes of generated inputs. Default: 1,2,7.")
  List<Integer> batches = new ArrayList<>();

  @Option(
      names = "--dimension",
      split = ",",
      paramLabel = "NAME=SIZE",
      description = "The size of an open dimension in generated inputs. Default: 8.")
  Map<String, Long> dimensions = new LinkedHashMap<>();

  @Option(
      names = "--tolerance",
      paramLabel = "exact|PART=NUMBER,...",
      description =
          "How far floating point numbers may lie apart, by any one of absolute, relative and ulps."
              + " Default: absolute=1e-5,relative=1e-4,ulps=4.")
  @Nullable String tolerance;

  @Option(names = "--json", description = "Prints JSON for programs.")
  boolean json;

  @Mixin InputOptions input = new InputOptions();

  private final Terminal terminal;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Compatibility check = Compatibility.defaults().withTolerance(tolerance());
    TestInputs inputs = inputs();
    ModelSource source = ModelSource.of(model);
    OnnxModel sound = preflight(source);
    CompatibilityReport report = check.run(source, inputs, Configuration.standard());
    if (json) {
      Json.write(new CheckedOutput(terminal.out()), out -> CheckJson.write(sound, report, out));
    } else {
      terminal.out().println(words(sound));
      report.toString().lines().map(CheckCommand::visible).forEach(terminal.out()::println);
    }
    return report.passed() ? Failure.OK : Failure.DIFFERENT;
  }

  private Tolerance tolerance() {
    try {
      return tolerance == null ? Tolerance.defaults() : ToleranceText.parse(tolerance);
    } catch (IllegalArgumentException e) {
      throw wrong("--tolerance: " + e.getMessage());
    }
  }

  private TestInputs inputs() throws IOException {
    if (data != null) {
      requireNothingGenerated();
      return TestInputs.ofData(data.source(terminal), input.format(data, terminal), features);
    }
    if (!features.isEmpty() || input.from != null) {
      throw wrong("--features and --from need --input");
    }
    try {
      TestInputs inputs = TestInputs.generated(seed);
      for (Map.Entry<String, Long> dimension : dimensions.entrySet()) {
        inputs = inputs.withDimension(dimension.getKey(), dimension.getValue());
      }
      int[] rows = batches.stream().mapToInt(Integer::intValue).toArray();
      return rows.length == 0 ? inputs : inputs.withBatchSizes(rows);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void requireNothingGenerated() {
    if (!batches.isEmpty() || !dimensions.isEmpty()) {
      throw wrong("--batch and --dimension are for generated inputs: not with --input");
    }
  }

  private ParameterException wrong(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }

  /** Throws what the executor would throw, before anything native is loaded. */
  private static OnnxModel preflight(ModelSource source) throws IOException {
    OnnxPreflight preflight = OnnxPreflight.defaults();
    OnnxModel read = preflight.read(source.bytes());
    Optional<Path> folder = source.file().map(file -> file.toAbsolutePath().getParent());
    if (folder.isPresent()) {
      preflight.check(read, folder.get());
    } else {
      preflight.check(read);
    }
    return read;
  }

  private static String words(OnnxModel sound) {
    return "pre-flight: sound; %d nodes, %d initializers, IR version %d"
        .formatted(
            sound.graph().allNodes().size(),
            sound.graph().initializers().size(),
            sound.irVersion());
  }

  // Names in a model can hold the control characters of a terminal.
  private static String visible(String line) {
    return line.replaceAll("[\\p{Cntrl}\\u0080-\\u009f]", "\uFFFD");
  }
}
