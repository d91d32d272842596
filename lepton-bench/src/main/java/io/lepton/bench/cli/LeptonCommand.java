package io.lepton.bench.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command: it only knows the others. */
@Command(
    name = "lepton",
    description = "Runs AI models on files of data.",
    mixinStandardHelpOptions = true,
    versionProvider = LeptonCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 fine, 1 input or data wrong, 2 wrong usage, 3 diff or check found differences,"
          + " 130 interrupted.",
      "A failure is one line on standard error with a code such as LEP-FORMAT-003."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LeptonCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "After a failure, also print the stack trace.")
  boolean debug;

  private LeptonCommand() {}

  /**
   * Parses the words and does what they say.
   *
   * @param args the words after {@code lepton}
   * @param terminal what the commands talk to
   * @return the exit status
   */
  static int run(String[] args, Terminal terminal) {
    LeptonCommand root = new LeptonCommand();
    try {
      return commandLine(root, terminal).execute(args);
    } catch (Throwable e) { // errors of the JVM, which picocli lets through
      return root.report(e, terminal);
    }
  }

  private static CommandLine commandLine(LeptonCommand root, Terminal terminal) {
    CommandLine line = new CommandLine(root);
    List.of(
            new QuickstartCommand(terminal),
            new ScoreCommand(terminal),
            new ConvertCommand(terminal),
            new ValidateCommand(terminal),
            new DiffCommand(terminal),
            new CheckCommand(terminal),
            new InspectCommand(terminal),
            new ProfileCommand(terminal),
            new BenchCommand(terminal))
        .forEach(line::addSubcommand);
    line.registerConverter(Place.class, Place::of);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((thrown, args) -> root.report(thrown, terminal));
    line.setExecutionExceptionHandler((thrown, where, parsed) -> root.report(thrown, terminal));
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Needs a command");
  }

  private int report(Throwable thrown, Terminal terminal) {
    Failure failure =
        terminal.cancellation().getAsBoolean() ? Failure.cancelled() : Failure.of(thrown);
    terminal.out().flush();
    terminal.err().println(thrown instanceof ParameterException p ? withHint(p) : failure);
    if (debug) {
      thrown.printStackTrace(terminal.err());
    }
    terminal.err().flush();
    return failure.exitStatus();
  }

  private static Failure withHint(ParameterException thrown) {
    Failure failure = Failure.of(thrown);
    String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
    return new Failure(failure.code(), "%s (see %s --help)".formatted(failure.message(), command));
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = LeptonCommand.class.getPackage().getImplementationVersion();
      return new String[] {"lepton " + (version == null ? "(not packaged)" : version)};
    }
  }
}
