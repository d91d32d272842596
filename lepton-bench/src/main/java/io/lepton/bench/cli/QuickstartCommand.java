package io.lepton.bench.cli;

import io.lepton.bench.quickstart.Quickstart;
import io.lepton.data.DataSource;
import io.lepton.format.Formats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the main job on data of its own. */
@Command(
    name = "quickstart",
    description =
        "Makes a file of bank customers and a churn model, scores the customers and shows the"
            + " result. Needs no network.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class QuickstartCommand implements Callable<Integer> {

  private static final int ROWS_SHOWN = 8;

  @Spec CommandSpec spec;

  @Option(names = "--rows", paramLabel = "N", description = "How many customers. Default: 100000.")
  int rows = 100_000;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the files go; files of the same names are replaced. Default: lepton-quickstart.")
  Path dir = Path.of("lepton-quickstart");

  private final Terminal terminal;

  QuickstartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (rows < 1) {
      throw new ParameterException(spec.commandLine(), "--rows needs at least 1, got " + rows);
    }
    print(new Quickstart(dir, rows).run(terminal.cancellation().watch()));
    return Failure.OK;
  }

  private void print(Quickstart.Result result) throws IOException {
    PrintStream out = terminal.out();
    DataPreview.read(Formats.forPath(result.scores()), DataSource.of(result.scores()), ROWS_SHOWN)
        .printRows(out);
    out.println();
    out.println(result.report());
    out.println();
    out.println("customers  " + result.customers().toAbsolutePath());
    out.println("model      " + result.model().toAbsolutePath());
    out.println("scores     " + result.scores().toAbsolutePath());
    out.println("rejects    " + result.rejects().toAbsolutePath());
  }
}
