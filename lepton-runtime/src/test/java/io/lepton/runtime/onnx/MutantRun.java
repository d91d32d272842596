package io.lepton.runtime.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends broken models through JVMs of their own, and starts the next JVM where one died.
 *
 * <p>A JVM has a bound on its address space where the system has one to give, so that a model that
 * asks for all memory is refused it rather than taking it from its neighbours.
 */
final class MutantRun {

  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int ADDRESS_SPACE_KIB = 6 << 20;

  /**
   * A broken model that was the end of its JVM.
   *
   * @param seed its number
   * @param cause how the JVM ended, and where
   */
  record Death(long seed, String cause) {}

  private final Class<?> worker;
  private final Path models;
  private final Path folder;
  private final Path progress;
  private final List<Death> crashes = new ArrayList<>();
  private final List<Death> stalls = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();

  MutantRun(Path models, Path folder) throws IOException {
    this(MutantWorker.class, models, folder);
  }

  /**
   * Prepares a run.
   *
   * @param worker the main class of the JVMs
   */
  MutantRun(Class<?> worker, Path models, Path folder) throws IOException {
    this.worker = worker;
    this.models = models.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
    this.progress = this.folder.resolve("progress");
    Files.write(progress, new byte[MutantWorker.PROGRESS_BYTES]);
  }

  List<Death> crashes() {
    return crashes;
  }

  List<Death> stalls() {
    return stalls;
  }

  /** Returns what the JVMs said of models that ended otherwise than they should. */
  String printed() {
    return printed.toString();
  }

  /** Tries the models of a range of numbers, all of them unless time runs out; returns the next. */
  long run(long from, long to, long timeoutSeconds) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    long next = from;
    while (next < to && System.nanoTime() < deadline) {
      next = runOne(next, to, deadline);
    }
    return next;
  }

  private long runOne(long from, long to, long deadline) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    setSeed(from);
    Process process =
        new ProcessBuilder(command(from, to))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean isStalled = await(process, deadline);
    keep(output);
    long seed = seed();
    if (System.nanoTime() >= deadline || seed == to) {
      return seed;
    }
    if (isStalled) {
      stalls.add(new Death(seed, "still running after 10 s"));
      return seed + 1;
    }
    String cause = cause();
    if (process.exitValue() == 1 && cause.isEmpty()) {
      throw new AssertionError("The worker itself failed: " + Files.readString(output));
    }
    crashes.add(new Death(seed, "exit code " + process.exitValue() + cause));
    return seed + 1;
  }

  /** Returns true if the JVM was ended because it was at one model for too long. */
  private boolean await(Process process, long deadline) throws IOException, InterruptedException {
    long seed = -1;
    long since = System.nanoTime();
    while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      long current = seed();
      since = current == seed ? since : now;
      seed = current;
      if (now - since > STALL_NANOS || now > deadline) {
        process.destroyForcibly().waitFor();
        return true;
      }
    }
    return false;
  }

  private void setSeed(long seed) throws IOException {
    byte[] bytes = Files.readAllBytes(progress);
    ByteBuffer.wrap(bytes).putLong(MutantWorker.SEED, seed);
    Files.write(progress, bytes);
  }

  private long seed() throws IOException {
    // The mapped file is in the machine's byte order of a MappedByteBuffer: big-endian.
    return ByteBuffer.wrap(Files.readAllBytes(progress)).getLong(MutantWorker.SEED);
  }

  private void keep(Path output) throws IOException {
    Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("seed ") || line.startsWith("    at "))
        .forEach(line -> printed.append(line).append('\n'));
  }

  // The frame that the JVM names is where the native code was.
  private String cause() throws IOException {
    Path report = folder.resolve("hs_err.log");
    if (!Files.exists(report)) {
      return "";
    }
    StringBuilder cause = new StringBuilder();
    try (Stream<String> lines = Files.lines(report, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      lines
          .filter(
              line ->
                  line.startsWith("#  SIG")
                      || line.startsWith("# C ")
                      || line.startsWith("C  [")
                      || line.startsWith("#  Internal")
                      || line.startsWith("# There is insufficient"))
          .limit(6)
          .forEach(line -> cause.append(" | ").append(line.strip()));
    }
    Files.delete(report);
    return cause.toString();
  }

  private List<String> command(long from, long to) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/bin/sh"))) {
      command.addAll(
          List.of("/bin/sh", "-c", "ulimit -v " + ADDRESS_SPACE_KIB + "; exec \"$@\"", "sh"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:ErrorFile=" + folder.resolve("hs_err.log"),
            "-XX:-CreateCoredumpOnCrash"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", classPath(), worker.getName()));
    command.addAll(List.of(models.toString(), progress.toString(), "" + from, "" + to));
    return command;
  }

  // Surefire starts the tests from a jar that only refers to the class path.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Returns how many models ended in which way, among those that did not end their JVM. */
  Map<MutantWorker.Outcome, Long> counts() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(progress));
    Map<MutantWorker.Outcome, Long> counts = new EnumMap<>(MutantWorker.Outcome.class);
    for (MutantWorker.Outcome outcome : MutantWorker.Outcome.values()) {
      counts.put(outcome, bytes.getLong(MutantWorker.COUNTS + 8 * outcome.ordinal()));
    }
    return counts;
  }
}
