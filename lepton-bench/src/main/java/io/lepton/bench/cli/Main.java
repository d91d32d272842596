package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The {@code lepton} command.
 *
 * <p>Exit status: 0 fine, 1 input or data wrong, 2 wrong usage, 130 interrupted. A failure is one
 * line on standard error, beginning with {@code lepton: } and the code; {@code --debug} adds the
 * stack.
 */
public final class Main {

  private Main() {}

  /**
   * Runs the command and ends the JVM.
   *
   * @param args the words after {@code lepton}
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    terminal.cancellation().installHook();
    int status = run(args, terminal);
    terminal.cancellation().finish();
    System.exit(status);
  }

  /**
   * Runs the command and returns.
   *
   * @param args the words after {@code lepton}
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @return the exit status
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, Terminal.of(in, out, err));
  }

  static int run(String[] args, Terminal terminal) {
    int status = LeptonCommand.run(args, terminal);
    // A print stream keeps its failures to itself: a full disk shows only here.
    if (terminal.out().checkError() && status == Failure.OK) {
      Failure failure =
          new Failure(ErrorCode.OUTPUT_FAILED, "Cannot write standard output; it is incomplete");
      terminal.err().println(failure);
      status = failure.exitStatus();
    }
    terminal.err().flush();
    return status;
  }
}
