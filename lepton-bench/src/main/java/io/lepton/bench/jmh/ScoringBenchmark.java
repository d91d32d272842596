package io.lepton.bench.jmh;

import ai.onnxruntime.OrtException;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.runtime.scoring.Scoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The main job, file to file: customers in CSV, scores in JSON lines, everything on one thread.
 *
 * <p>Lepton and the glue read the same file from the page cache and write to the same folder. The
 * parallel collector suits the glue, which makes hundreds of objects a row, and is nothing to
 * Lepton.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // JMH sets the fields: the parameters, then open().
public class ScoringBenchmark {

  /** 1 is a logistic regression, 2 gradient-boosted trees. */
  @Param({"1", "2"})
  public int model;

  /** How often the records of the original file are repeated. */
  @Param("141")
  public int copies;

  private TemporaryFolder own;
  private Path customers;
  private Path scores;
  private InferenceSession session;
  private Glue glueInArrays;
  private Glue glueInBuffers;

  /**
   * Makes the data, opens the models and makes sure that all answers are the same.
   *
   * @throws IOException if a file fails
   * @throws OrtException if ONNX Runtime fails
   */
  @Setup
  public void open() throws IOException, OrtException {
    Path file = TelcoFiles.shared().resolve(TelcoFiles.model(model));
    Path original = TelcoFiles.shared().resolve(TelcoFiles.CUSTOMERS);
    own = new TemporaryFolder();
    Path folder = Path.of(System.getProperty("lepton.bench.folder", own.path().toString()));
    session = Models.open(file);
    glueInArrays = new Glue(file, false);
    glueInBuffers = new Glue(file, true);
    customers = RepeatedFile.write(original, copies, folder);
    scores = own.path().resolve("scores.ndjson");
    verify(RepeatedFile.write(original, 1, folder));
  }

  private void verify(Path small) throws IOException, OrtException {
    Path expected = own.path().resolve("expected.ndjson");
    Path found = own.path().resolve("found.ndjson");
    glueInArrays.run(small, expected);
    glueInBuffers.run(small, found);
    ScoreLines.requireEqual(expected, found);
    scoreWithLepton(small, found);
    ScoreLines.requireEqual(expected, found);
  }

  /**
   * Frees everything.
   *
   * @throws IOException if the folder cannot be deleted
   * @throws OrtException if ONNX Runtime fails
   */
  @TearDown
  public void close() throws IOException, OrtException {
    session.close();
    glueInArrays.close();
    glueInBuffers.close();
    own.close();
  }

  /**
   * Lepton.
   *
   * @return rows
   * @throws IOException if a file fails
   */
  @Benchmark
  public long lepton() throws IOException {
    return scoreWithLepton(customers, scores);
  }

  /**
   * FastCSV, tensors from nested arrays, Jackson.
   *
   * @return rows
   * @throws IOException if a file fails
   * @throws OrtException if ONNX Runtime fails
   */
  @Benchmark
  public long glueInArrays() throws IOException, OrtException {
    return glueInArrays.run(customers, scores);
  }

  /**
   * FastCSV, numbers through direct buffers that are used again, Jackson.
   *
   * @return rows
   * @throws IOException if a file fails
   * @throws OrtException if ONNX Runtime fails
   */
  @Benchmark
  public long glueInBuffers() throws IOException, OrtException {
    return glueInBuffers.run(customers, scores);
  }

  private long scoreWithLepton(Path from, Path to) throws IOException {
    return Scoring.of(session)
        .read(from)
        .keep(TelcoFiles.ID)
        .write(to)
        .threads(1)
        .run()
        .rowsScored();
  }
}
