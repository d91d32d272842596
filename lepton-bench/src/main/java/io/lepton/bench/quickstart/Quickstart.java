package io.lepton.bench.quickstart;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.data.DataTarget;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.runtime.scoring.Scoring;
import io.lepton.runtime.scoring.ScoringReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The main job on data of its own: makes customers and a model, and scores the customers.
 *
 * @param folder where the files go; made if it is not there, files of the same names are replaced
 * @param rows how many customers
 */
public record Quickstart(Path folder, int rows) {

  private static final long SEED = 20_260_101;

  /**
   * What is there in the end.
   *
   * @param customers the data
   * @param model the model
   * @param scores the scores, beside the id and the name of each customer
   * @param rejects the rows that could not be scored, and why
   * @param report what became of the run
   */
  public record Result(
      Path customers, Path model, Path scores, Path rejects, ScoringReport report) {}

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if there is to be no customer
   */
  public Quickstart {
    if (rows < 1) {
      throw new IllegalArgumentException("Needs at least 1 row, got " + rows);
    }
  }

  /**
   * Makes everything and scores it.
   *
   * @return where the files are, and the report
   * @throws IOException if a file cannot be written
   */
  public Result run() throws IOException {
    return run(() -> false);
  }

  /**
   * Makes everything and scores it, unless it is stopped.
   *
   * @param cancelled true ends it with a {@link java.util.concurrent.CancellationException}
   * @return where the files are, and the report
   * @throws IOException if a file cannot be written
   */
  public Result run(BooleanSupplier cancelled) throws IOException {
    makeFolder();
    Path customers = folder.resolve("customers.csv");
    Path model = folder.resolve("churn.onnx");
    CustomerFile.write(DataTarget.of(customers), rows, SEED);
    writeModel(model);
    return score(customers, model, cancelled);
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LeptonIOException(
          ErrorCode.OUTPUT_FAILED, "Cannot make the folder " + folder.toAbsolutePath(), e);
    }
  }

  private static void writeModel(Path model) throws IOException {
    try (DataTarget target = DataTarget.of(model)) {
      ChurnModel.create().writeTo(target.open());
      target.commit();
    }
  }

  private Result score(Path customers, Path model, BooleanSupplier cancelled) throws IOException {
    Path scores = folder.resolve("scores.csv");
    Path rejects = folder.resolve("rejects.csv");
    try (InferenceSession session = Models.open(model)) {
      ScoringReport report =
          Scoring.of(session)
              .read(customers)
              .keep("customer_id", "name")
              .write(scores)
              .rejects(rejects)
              .cancelWhen(cancelled)
              .run();
      return new Result(customers, model, scores, rejects, report);
    }
  }
}
