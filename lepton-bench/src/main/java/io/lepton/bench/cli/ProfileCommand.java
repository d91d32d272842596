package io.lepton.bench.cli;

import io.lepton.data.DataSource;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.format.profile.Profile;
import io.lepton.format.profile.ProfileJson;
import io.lepton.format.profile.ProfileOptions;
import io.lepton.format.profile.ProfileOptions.ValueDisplay;
import io.lepton.format.profile.ProfileText;
import io.lepton.format.profile.Profiler;
import io.lepton.format.profile.QualityIndex;
import io.lepton.format.schema.SchemaFile;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the data of a file is like. */
@Command(
    name = "profile",
    description = "Shows what the columns of a file hold, what is odd about them, and how good.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Values are shown only if at least 5 rows share them, apart from the smallest and largest",
      "numbers and dates and quantiles; see --hide-values.",
      "",
      "Example:",
      "  lepton profile customers.csv --key customerID"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ProfileCommand implements Callable<Integer> {

  private static final int NARROWEST = 40;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The file to look at, or - for standard input.")
  Place in;

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Which columns to look at, and of which types they are.")
  @Nullable Path schema;

  @Option(names = "--json", description = "Prints JSON for programs.")
  boolean json;

  @Option(
      names = "--hide-values",
      description = "Shows counts, shares, lengths, mean and deviation, but no value of the data.")
  boolean hideValues;

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns whose values should be unique, for the index of quality.")
  List<String> keys = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads may read. Default: 1.")
  int threads = 1;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "How many characters a line of the table may have. Default: 120.")
  int width = 120;

  @Option(names = "--ascii", description = "Draws with ASCII, for terminals without blocks.")
  boolean ascii;

  private final Terminal terminal;

  ProfileCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    checkUsage();
    Profile profile = profile(in.source(terminal));
    QualityIndex quality = QualityIndex.of(profile).withKeys(knownKeys(profile));
    if (json) {
      terminal.out().println(ProfileJson.of(profile, quality));
    } else {
      terminal.out().print(text().render(profile));
      terminal.out().println();
      terminal.out().println(quality);
    }
    return Failure.OK;
  }

  private void checkUsage() {
    if (threads < 1) {
      throw wrong("--threads needs at least 1, got " + threads);
    }
    if (width < NARROWEST) {
      throw wrong("--width needs at least 40, got " + width);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String[] knownKeys(Profile profile) {
    List<String> names = profile.columns().stream().map(column -> column.name()).toList();
    for (String key : keys) {
      if (!names.contains(key)) {
        throw wrong("--key names a column that is not there: " + key);
      }
    }
    return keys.toArray(String[]::new);
  }

  private ProfileText text() {
    ProfileText text = ProfileText.defaults().withWidth(width);
    return ascii ? text.withAscii() : text;
  }

  private ProfileOptions options() {
    ProfileOptions options = ProfileOptions.defaults();
    return hideValues ? options.withValues(ValueDisplay.HIDDEN) : options;
  }

  private Profile profile(DataSource source) throws IOException {
    ReadRequest request = ReadRequest.of(source).withThreads(threads);
    if (schema != null) {
      request = request.withSchema(SchemaFile.read(schema));
    }
    try (RecordReader reader = input.format(in, terminal).reader(request);
        ProgressBar progress = new ProgressBar(terminal.err())) {
      return read(reader, source.sizeBytes(), progress);
    }
  }

  private Profile read(RecordReader reader, long totalBytes, ProgressBar progress)
      throws IOException {
    BooleanSupplier cancelled = terminal.cancellation().watch();
    Profiler profiler = Profiler.of(reader.schema(), options());
    RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
    while (reader.read(batch)) {
      profiler.add(batch);
      if (terminal.interactive()) {
        progress.update(profiler.rows(), reader.bytesRead(), totalBytes);
      }
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("The profile was cancelled");
      }
    }
    return profiler.profile();
  }
}
