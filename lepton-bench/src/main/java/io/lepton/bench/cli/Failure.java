package io.lepton.bench.cli;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/**
 * What a command says of a failure: one line, with a code and an exit status.
 *
 * @param code the stable code
 * @param message what to do about it, on one line
 */
record Failure(ErrorCode code, String message) {

  /** The command did what it should. */
  static final int OK = 0;

  /** The input or the data is wrong, or the world failed. */
  static final int WRONG_DATA = 1;

  /** The command was called wrongly. */
  static final int WRONG_USAGE = 2;

  /** A comparison found differences: neither fine nor a failure. */
  static final int DIFFERENT = 3;

  /** The user pressed Ctrl-C: 128 plus the number of the signal, as shells have it. */
  static final int INTERRUPTED = 130;

  /** Puts the message on one line. */
  Failure {
    message = oneLine(message);
  }

  /**
   * Explains a failure.
   *
   * @param thrown anything
   * @return what to say
   */
  static Failure of(Throwable thrown) {
    if (thrown instanceof Coded coded) {
      return new Failure(coded.code(), message(thrown));
    }
    if (thrown instanceof ParameterException) {
      return new Failure(ErrorCode.WRONG_USAGE, message(thrown));
    }
    if (thrown instanceof CancellationException) {
      return cancelled();
    }
    if (thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException io) {
      return of(io);
    }
    if (thrown instanceof IOException io) {
      return ofWorld(io);
    }
    if (thrown instanceof OutOfMemoryError) {
      return outOfMemory();
    }
    return internal(thrown);
  }

  /**
   * Explains a stop that the user asked for.
   *
   * @return what to say
   */
  static Failure cancelled() {
    return new Failure(ErrorCode.CANCELLED, "Cancelled; nothing was left behind");
  }

  private static Failure ofWorld(IOException thrown) {
    if (thrown instanceof NoSuchFileException) {
      return new Failure(ErrorCode.INPUT_NOT_FOUND, "There is no file " + thrown.getMessage());
    }
    if (thrown instanceof AccessDeniedException) {
      return new Failure(ErrorCode.INPUT_FAILED, "No permission for " + thrown.getMessage());
    }
    if (thrown instanceof FileSystemException) {
      return new Failure(ErrorCode.INPUT_FAILED, "The file system failed: " + message(thrown));
    }
    return new Failure(ErrorCode.INPUT_FAILED, "Cannot read or write: " + message(thrown));
  }

  private static Failure outOfMemory() {
    return new Failure(
        ErrorCode.LIMIT_EXCEEDED,
        "Needs more memory than the JVM may use, %d MiB: start it with a larger -Xmx"
            .formatted(Runtime.getRuntime().maxMemory() >> 20));
  }

  // The message of an exception that was not foreseen may quote a value of the data.
  private static Failure internal(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    String where = stack.length == 0 ? "" : " at " + stack[0];
    return new Failure(
        ErrorCode.INTERNAL,
        "Lepton failed with %s%s; run again with --debug and report it"
            .formatted(thrown.getClass().getSimpleName(), where));
  }

  /**
   * Returns with which status the process ends.
   *
   * @return 1, 2 or 130
   */
  int exitStatus() {
    return switch (code) {
      case WRONG_USAGE, UNKNOWN_FORMAT -> WRONG_USAGE;
      case CANCELLED -> INTERRUPTED;
      default -> WRONG_DATA;
    };
  }

  /**
   * Returns what goes to standard error.
   *
   * @return for example {@code lepton: LEP-IO-001: There is no file a.csv}
   */
  @Override
  public String toString() {
    return "lepton: " + code.id() + ": " + message;
  }

  private static String message(Throwable thrown) {
    @Nullable String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }

  // A file may be named with a line break or with the control characters of a terminal.
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}
