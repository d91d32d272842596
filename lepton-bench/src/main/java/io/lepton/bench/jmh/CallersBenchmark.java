package io.lepton.bench.jmh;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.model.InferenceSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Eight threads on one session, one row a call, each with memory of its own. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Threads(CallersBenchmark.CALLERS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class CallersBenchmark {

  /** How many threads call. */
  static final int CALLERS = 8;

  /** The session that all share. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH sets the fields: the parameters, then open().
  public static class Shared {

    /** The model and who runs it. */
    @Param("tiny/1/Lepton")
    public String task;

    private TemporaryFolder own;
    private InferenceTasks tasks;
    private InferenceModel model;
    private @Nullable InferenceSession lepton;
    private @Nullable OrtSession raw;

    /**
     * Opens the model.
     *
     * @throws IOException if a file fails
     * @throws OrtException if ONNX Runtime fails
     */
    @Setup
    public void open() throws IOException, OrtException {
      own = new TemporaryFolder();
      tasks =
          new InferenceTasks(
              Path.of(System.getProperty("lepton.bench.folder", own.path().toString())));
      model = InferenceModel.of(task.substring(0, task.indexOf('/')));
      if (task.endsWith(InferenceTasks.LEPTON)) {
        lepton = tasks.session(model);
      } else {
        raw = tasks.raw(model);
      }
    }

    InferenceCall call() throws OrtException {
      float[] values = model.values(1);
      if (lepton != null) {
        return LeptonCalls.bound(lepton, model.input(1), model.output(1), values);
      }
      if (raw != null) {
        return RawCalls.pinned(raw, model.input(1), model.output(1), values);
      }
      throw new IllegalStateException("Nothing is open");
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
  }

  /** What each thread has for itself. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open().
  public static class Caller {

    private InferenceCall call;

    /**
     * Prepares memory.
     *
     * @param shared the session
     * @throws Exception if a library fails
     */
    @Setup
    public void open(Shared shared) throws Exception {
      call = shared.call();
      shared.tasks.verify(shared.task, call);
    }

    /**
     * Frees it.
     *
     * @throws Exception if a library fails
     */
    @TearDown
    public void close() throws Exception {
      call.close();
    }
  }

  /**
   * Runs the model.
   *
   * @param caller the thread's own memory
   * @return what was read
   * @throws Exception if the library fails
   */
  @Benchmark
  public Object call(Caller caller) throws Exception {
    return caller.call.run();
  }
}
