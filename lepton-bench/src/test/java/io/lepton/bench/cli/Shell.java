package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command inside the test's own JVM. */
final class Shell {

  private Shell() {}

  /** What came of a command. */
  record Outcome(int status, String out, String err) {

    Outcome assertFine() {
      assertThat(err).as("standard error").isEmpty();
      assertThat(status).as("exit status").isZero();
      return this;
    }

    /** One line on standard error with this code, and the exit status that belongs to it. */
    Outcome assertFailed(ErrorCode code) {
      boolean usage = code == ErrorCode.WRONG_USAGE || code == ErrorCode.UNKNOWN_FORMAT;
      assertThat(err).startsWith("lepton: " + code.id() + ": ");
      assertThat(err.strip().lines()).as("lines on standard error").hasSize(1);
      assertThat(err).doesNotContain("Exception").doesNotContain("\tat ");
      assertThat(status).as("exit status").isEqualTo(usage ? 2 : 1);
      return this;
    }

    List<String> outLines() {
      return out.lines().toList();
    }
  }

  static Outcome lepton(Object... words) {
    return leptonReading(InputStream.nullInputStream(), words);
  }

  static Outcome leptonReading(String input, Object... words) {
    return leptonReading(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), words);
  }

  static Outcome leptonReading(InputStream input, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Main.run(texts(words), input, printer(out), printer(err));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static String[] texts(Object... words) {
    return Stream.of(words).map(Object::toString).toArray(String[]::new);
  }

  static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  /** The names of all files in a folder, hidden ones as well. */
  static List<String> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
