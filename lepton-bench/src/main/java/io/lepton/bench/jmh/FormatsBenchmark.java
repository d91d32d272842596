package io.lepton.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One of the {@link FormatsTasks}, each in a JVM of its own.
 *
 * <p>Files are read from the page cache. The parallel collector suits the peers, which make objects
 * of every cell, and is nothing to Lepton.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // JMH sets the fields: the parameters, then open().
public class FormatsBenchmark {

  /** What is measured, and who does it. */
  @Param("csvToColumns/Lepton")
  public String task;

  /** How many records the files have. */
  @Param("530000")
  public int rows;

  private TemporaryFolder own;
  private FormatsTasks tasks;
  private Callable<Long> chosen;

  /**
   * Finds or makes the data.
   *
   * @throws Exception if a file fails
   */
  @Setup
  public void open() throws Exception {
    own = new TemporaryFolder();
    tasks =
        new FormatsTasks(
            Path.of(System.getProperty("lepton.bench.folder", own.path().toString())), rows);
    chosen = Objects.requireNonNull(tasks.byName().get(task), task);
  }

  /**
   * Frees everything.
   *
   * @throws Exception if the folder cannot be deleted
   */
  @TearDown
  public void close() throws Exception {
    tasks.close();
    own.close();
  }

  /**
   * Makes room for what is converted.
   *
   * @throws IOException if a file cannot be deleted
   */
  @Setup(Level.Invocation) // a shot takes a tenth of a second and more
  public void deleteOutputs() throws IOException {
    tasks.deleteOutputs();
  }

  /**
   * Does it.
   *
   * @return how much was done
   * @throws Exception if a file fails
   */
  @Benchmark
  public long run() throws Exception {
    return chosen.call();
  }
}
