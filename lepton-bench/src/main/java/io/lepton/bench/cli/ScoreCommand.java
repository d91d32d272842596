package io.lepton.bench.cli;

import io.lepton.data.DataTarget;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.scoring.Scoring;
import io.lepton.runtime.scoring.ScoringReport;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a file with a model. */
@Command(
    name = "score",
    description = "Scores every row of a file with an ONNX model.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  lepton score --model churn/2 customers.csv scores.ndjson --keep customerID"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ScoreCommand implements Callable<Integer> {

  /** Where a model may run. */
  enum DeviceChoice {
    /** A GPU if one can be used. */
    AUTO,
    /** The processor. */
    CPU,
    /** A GPU, or an error that says what is missing. */
    CUDA
  }

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The file to score, or - for standard input.")
  Place in;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The file of scores, or - for standard output.")
  Place out;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|DIR",
      description = "An .onnx file, or a folder with a model.onnx.")
  Path model;

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of IN to carry through to OUT.")
  List<String> keep = new ArrayList<>();

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "The columns of a matrix input, in the model's order; a..z stands for all from a to z.")
  List<String> features = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu or cuda; auto takes a GPU if one can be used. Default: auto.")
  DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "1 does everything in turn, more let reading, inference and writing overlap. Default: as"
              + " many as help.")
  @Nullable Integer threads;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Goes on after a bad row and lists it here, as CSV: row,column,code,reason. Without this"
              + " option the first bad row ends the command.")
  @Nullable Path rejects;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also writes the report here, as JSON.")
  @Nullable Path report;

  @Option(
      names = "--no-rewrite",
      description = "Gives the model to the runtime as it is, text as text.")
  boolean noRewrite;

  @Mixin InputOptions input = new InputOptions();

  @Option(names = "--to", paramLabel = "FORMAT", description = "The format of OUT.")
  @Nullable String to;

  private final Terminal terminal;

  ScoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    checkUsage();
    RecordFormat inFormat = input.format(in, terminal);
    RecordFormat outFormat = out.format(to, "--to", spec);
    print(score(inFormat, outFormat));
    return Failure.OK;
  }

  private ScoringReport score(RecordFormat inFormat, RecordFormat outFormat) throws IOException {
    try (InferenceSession session = Models.open(model, options());
        DataTarget target = out.target(terminal);
        ProgressBar progress = new ProgressBar(terminal.err())) {
      Scoring scoring =
          prepared(Scoring.of(session), progress)
              .read(in.source(terminal), inFormat)
              .write(target, outFormat);
      return runAndReport(scoring);
    }
  }

  private void checkUsage() {
    if (threads != null && threads < 1) {
      throw wrong("--threads needs at least 1, got " + threads);
    }
    if (keep.stream().anyMatch(String::isEmpty) || features.stream().anyMatch(String::isEmpty)) {
      throw wrong("--keep and --features need column names separated by single commas");
    }
    Place.checkDistinct(
        spec, List.of(in, out, new Place(model), new Place(rejects), new Place(report)));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private SessionOptions options() {
    DevicePreference preference =
        switch (device) {
          case AUTO -> DevicePreference.auto();
          case CPU -> DevicePreference.require(Device.CPU);
          case CUDA -> DevicePreference.require(Device.CUDA);
        };
    return SessionOptions.defaults().withDevice(preference).withRewriting(!noRewrite);
  }

  private Scoring prepared(Scoring plain, ProgressBar progress) {
    Scoring scoring = plain.cancelWhen(terminal.cancellation().watch());
    if (!keep.isEmpty()) {
      scoring = scoring.keep(keep.toArray(String[]::new));
    }
    if (!features.isEmpty()) {
      scoring = scoring.features(features);
    }
    if (rejects != null) {
      scoring = scoring.rejects(rejects);
    }
    if (threads != null) {
      scoring = scoring.threads(threads);
    }
    return terminal.interactive()
        ? scoring.progress(p -> progress.update(p.rowsRead(), p.bytesRead(), p.totalBytes()))
        : scoring;
  }

  private ScoringReport runAndReport(Scoring scoring) throws IOException {
    if (report == null) {
      return scoring.run();
    }
    // Opened first, so that a report that cannot be written is known before the work is done.
    try (DataTarget target = DataTarget.of(Objects.requireNonNull(report))) {
      OutputStream stream = target.open();
      ScoringReport done = scoring.run();
      ReportJson.writeTo(stream, done);
      target.commit();
      return done;
    }
  }

  // Where the scores themselves go to standard output, nothing else may.
  private void print(ScoringReport done) {
    (out.file() == null ? terminal.err() : terminal.out()).println(done);
  }
}
