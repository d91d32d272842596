package io.lepton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles every Java block of the README and of the Javadoc against the real class path, and runs
 * those of the README and of the package pages in a process of their own, in a folder with the
 * files they name.
 */
class ReadmeTest {

  private static final String RUNNER =
      """
      package readme;
      public final class Runner {
        public static void main(String[] names) throws Exception {
          for (String name : names) {
            System.out.println("--- " + name);
            var sample = Class.forName(name).getDeclaredMethod("sample");
            sample.setAccessible(true);
            sample.invoke(null);
          }
        }
      }
      """;

  @TempDir static Path classes;

  private static SampleCompiler compiler;

  @BeforeAll
  static void compileRunner() {
    compiler = new SampleCompiler(classes);
    assertThat(compiler.compile("readme.Runner", RUNNER)).isEmpty();
  }

  static List<Sample> readme() {
    return Sample.ofMarkdown(Repository.root().resolve("README.md"));
  }

  static List<Sample> javadoc() {
    return Sample.ofJavadoc();
  }

  @Test
  void readme_firstScreen_hasTheCodeOfTheMainJob() {
    assertThat(readme()).as("Java blocks of README.md").isNotEmpty();
    assertThat(readme().get(0).code()).contains("Scoring.of(", ".run()");
  }

  @Test
  void packages_pages_showCode() {
    assertThat(javadoc().stream().filter(Sample::isTour).map(Sample::packageName))
        .contains(
            "io.lepton",
            "io.lepton.data",
            "io.lepton.model",
            "io.lepton.spi",
            "io.lepton.tensor",
            "io.lepton.format.onnx",
            "io.lepton.runtime.scoring");
  }

  @ParameterizedTest
  @MethodSource("readme")
  void readme_block_compilesAndRuns(Sample sample, @TempDir Path folder) throws Exception {
    assertThat(compiler.compileAlone(sample)).as("errors of %s", sample).isEmpty();
    run(folder, List.of(sample.binaryName()));
    assertNothingHalfWritten(folder);
  }

  @ParameterizedTest
  @MethodSource("javadoc")
  void javadoc_block_compiles(Sample sample) {
    assertThat(compiler.compileInContext(sample)).as("errors of %s", sample).isEmpty();
  }

  @Test
  void packages_pages_run(@TempDir Path folder) throws Exception {
    List<String> names =
        javadoc().stream()
            .filter(sample -> sample.isTour() && sample.namesOnly(SampleFiles.NAMES))
            .filter(sample -> !sample.packageName().startsWith("io.lepton.bench.jmh"))
            .filter(sample -> compiler.compileAlone(sample).isEmpty())
            .map(Sample::binaryName)
            .toList();
    assertThat(names).as("package pages that can be run").hasSizeGreaterThanOrEqualTo(5);
    run(folder, names);
    assertNothingHalfWritten(folder);
  }

  private static void run(Path folder, List<String> names) throws Exception {
    SampleFiles.writeTo(folder);
    Path log = Files.createTempFile(classes, "run", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("readme.Runner");
    command.addAll(names);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    // In the environment, because a class path can be longer than a command line may be.
    builder.environment().put("CLASSPATH", classPath());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("%s", Files.readString(log)).isZero();
  }

  private static String classPath() {
    String separator = System.getProperty("path.separator");
    return Stream.concat(
            Stream.of(classes.toString()),
            Stream.of(System.getProperty("java.class.path").split(separator, -1)))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((left, right) -> left + separator + right)
        .orElseThrow();
  }

  private static void assertNothingHalfWritten(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }
}
