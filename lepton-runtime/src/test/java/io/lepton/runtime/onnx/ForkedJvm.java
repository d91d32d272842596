package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own: one that may crash, and must not. */
final class ForkedJvm {

  /**
   * How a JVM ended.
   *
   * @param exitCode what it returned
   * @param output what it printed, both streams
   */
  record Result(int exitCode, String output) {}

  private ForkedJvm() {}

  static Result run(Path folder, Class<?> main, long timeoutSeconds, String... arguments)
      throws IOException, InterruptedException {
    return run(folder, List.of(), main, timeoutSeconds, arguments);
  }

  /** Runs with options for the JVM, which come after the usual ones. */
  static Result run(
      Path folder, List<String> options, Class<?> main, long timeoutSeconds, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:MaxDirectMemorySize=256m");
    command.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    command.add("-XX:-CreateCoredumpOnCrash");
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("Ran past its time-out:\n" + Files.readString(output));
    }
    String printed = Files.readString(output);
    assertThat(folder.resolve("hs_err.log")).as(printed).doesNotExist();
    return new Result(process.exitValue(), printed);
  }

  // Surefire starts the tests from a jar that only refers to the class path.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
