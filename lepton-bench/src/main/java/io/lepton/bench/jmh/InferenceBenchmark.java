package io.lepton.bench.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** One of the {@link InferenceTasks}, each in a JVM of its own, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 80, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // JMH sets the fields: the parameters, then open().
public class InferenceBenchmark {

  /** What is measured, and who does it. */
  @Param("tiny/1/Lepton")
  public String task;

  private TemporaryFolder own;
  private InferenceTasks tasks;
  private InferenceCall call;

  /**
   * Opens the model and makes sure that the answer is right.
   *
   * @throws Exception if a library fails
   */
  @Setup
  public void open() throws Exception {
    own = new TemporaryFolder();
    tasks =
        new InferenceTasks(
            Path.of(System.getProperty("lepton.bench.folder", own.path().toString())));
    call = tasks.open(task);
    tasks.verify(task, call);
  }

  /**
   * Frees everything.
   *
   * @throws Exception if a library fails
   */
  @TearDown
  public void close() throws Exception {
    tasks.close();
    own.close();
  }

  /**
   * Runs the model.
   *
   * @param bytes counts
   * @return what was read
   * @throws Exception if the library fails
   */
  @Benchmark
  public Object call(OwnBytes bytes) throws Exception {
    bytes.calls++;
    return call.run();
  }

  /**
   * What the thread that calls allocates. JMH's own profiler counts all threads of the JVM, those
   * of JMH among them, which is more than a call does where an iteration has room for a few.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class OwnBytes {

    static final String BYTES = "ownBytes";
    static final String CALLS = "calls";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** How much was allocated. */
    public long ownBytes;

    /** In how many calls. */
    public long calls;

    private long start;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      calls = 0;
      start = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Ends an iteration. */
    @TearDown(Level.Iteration)
    public void end() {
      ownBytes = THREADS.getCurrentThreadAllocatedBytes() - start;
    }
  }
}
