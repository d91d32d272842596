package io.lepton.bench.cli;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in a model or in a data file. */
@Command(
    name = "inspect",
    description = "Shows what a model takes and gives, or the columns and first rows of a file.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InspectCommand implements Callable<Integer> {

  private static final int ROWS_SHOWN = 5;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL|DATA",
      description = "An .onnx file, a folder with a model.onnx, or a data file.")
  Place subject;

  @Option(names = "--json", description = "Prints JSON for programs.")
  boolean json;

  @Option(
      names = "--device",
      description =
          "Also opens the model and runs it once, on generated inputs, to say on which device it runs, why, and"
              + " which provider computes which node.")
  boolean device;

  @Mixin InputOptions input = new InputOptions();

  private final Terminal terminal;

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path file = subject.file();
    if (input.from == null && file != null && isModel(file)) {
      inspectModel(file);
    } else if (device) {
      throw new ParameterException(
          spec.commandLine(), "--device is for models: %s".formatted(subject));
    } else {
      inspectData();
    }
    return Failure.OK;
  }

  private static boolean isModel(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".onnx") || Files.isDirectory(file);
  }

  // The structure is read in Java: a file that would crash a runtime can be looked at.
  private void inspectModel(Path file) throws IOException {
    ModelSource source = ModelSource.of(file);
    ModelSummary summary = new ModelSummary(source.name(), OnnxModel.read(source.bytes()));
    Optional<DeviceSummary> place =
        device ? Optional.of(DeviceSummary.of(source)) : Optional.empty();
    if (json) {
      Json.write(new CheckedOutput(terminal.out()), out -> summary.writeTo(out, place));
    } else {
      summary.print(terminal.out());
      place.ifPresent(each -> each.print(terminal.out()));
    }
  }

  private void inspectData() throws IOException {
    DataPreview preview =
        DataPreview.read(input.format(subject, terminal), subject.source(terminal), ROWS_SHOWN);
    if (json) {
      Json.write(new CheckedOutput(terminal.out()), preview::writeTo);
    } else {
      preview.print(terminal.out());
      input.detection().ifPresent(found -> terminal.out().printf("%ndialect: %s%n", found));
    }
  }
}
