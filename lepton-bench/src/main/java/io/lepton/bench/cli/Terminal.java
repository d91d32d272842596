package io.lepton.bench.cli;

import io.lepton.data.DataSource;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a command talks to.
 *
 * @param out standard output: results
 * @param err standard error: the one line of a failure, and progress
 * @param interactive whether a person watches {@code err}
 * @param cancellation set when the command is to stop
 * @param input standard input as a source; one for all, because what was read is gone
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    boolean interactive,
    Cancellation cancellation,
    DataSource input) {

  private static Terminal of(
      InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    Cancellation cancellation = new Cancellation();
    DataSource input = DataSource.ofStream("standard input", new PumpedInput(in, cancellation));
    return new Terminal(out, err, interactive, cancellation, input);
  }

  /**
   * Returns streams that nobody watches.
   *
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @return a terminal without a progress bar
   */
  static Terminal of(InputStream in, PrintStream out, PrintStream err) {
    return of(in, out, err, false);
  }

  /**
   * Returns the streams of this process.
   *
   * @return the terminal
   */
  static Terminal ofProcess() {
    return of(
        new FileInputStream(FileDescriptor.in),
        printer(FileDescriptor.out, "stdout.encoding"),
        printer(FileDescriptor.err, "stderr.encoding"),
        isErrorStreamWatched());
  }

  private static PrintStream printer(FileDescriptor descriptor, String encodingProperty) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        false,
        encoding(encodingProperty));
  }

  // JDK 17 prints question marks for accents where the locale is POSIX, as it is in containers;
  // terminals there read UTF-8 all the same. Only Windows consoles really have another encoding.
  private static Charset encoding(String property) {
    boolean windows = File.separatorChar == '\\';
    String name = windows ? System.getProperty(property) : null;
    if (windows && name == null) {
      return Charset.defaultCharset();
    }
    return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
  }

  // The JDK can only tell whether input and output together are a terminal.
  private static boolean isErrorStreamWatched() {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return isConsole(System.console());
    }
  }

  // From JDK 22 on there is a console even where there is no terminal, and a method that says so.
  private static boolean isConsole(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
