package io.lepton.bench.jmh;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How benchmarks are run.
 *
 * @param shared the folder with the data and the models of other people
 * @param quick less data and fewer repetitions: shows that it works, not how fast it is
 * @param log where progress is told
 */
public record BenchmarkSettings(Path shared, boolean quick, PrintStream log) {

  /**
   * Returns a file that a benchmark needs.
   *
   * @param relative where it lies in the shared folder
   * @return the file
   * @throws LeptonIOException if it is not there
   */
  public Path sharedFile(String relative) throws LeptonIOException {
    Path file = shared.resolve(relative);
    if (!Files.isRegularFile(file)) {
      throw new LeptonIOException(
          ErrorCode.INPUT_NOT_FOUND,
          "The benchmark needs %s: name the folder with --shared DIR".formatted(file),
          null);
    }
    return file;
  }
}
