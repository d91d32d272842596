package io.lepton.bench.jmh;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The heap that is alive at most while a file is scored, for a file and for one that is about ten
 * times as large, each in a JVM of its own.
 */
final class MemoryGroup implements BenchmarkGroup {

  private static final int COPIES = 14;
  private static final int MANY_COPIES = 141;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "live heap while a file is scored, beside a file a tenth of its size";
  }

  @Override
  public List<Comparison> run(BenchmarkSettings settings) throws IOException {
    Path customers = settings.sharedFile(TelcoFiles.CUSTOMERS);
    List<Comparison> comparisons = new ArrayList<>();
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path small = RepeatedFile.write(customers, COPIES, folder.path());
      Path large = RepeatedFile.write(customers, MANY_COPIES, folder.path());
      Path scores = folder.path().resolve("scores.ndjson");
      for (int version = 1; version <= (settings.quick() ? 1 : 2); version++) {
        Path model = settings.sharedFile(TelcoFiles.model(version));
        settings.log().println("memory: model " + version);
        comparisons.add(
            Comparison.lowerIsBetter(
                "memory/telco-churn-" + version + "-x" + MANY_COPIES,
                "Lepton itself on the file x" + COPIES,
                "MiB of live heap",
                peakMiB(model, large, scores),
                peakMiB(model, small, scores)));
      }
    }
    return comparisons;
  }

  private static double peakMiB(Path model, Path customers, Path scores) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                model.toString(),
                customers.toString(),
                scores.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream output = process.getInputStream()) {
      String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return parse(process.waitFor(), printed);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new LeptonException(ErrorCode.CANCELLED, "The measurement was interrupted", e);
    }
  }

  private static double parse(int exitStatus, String printed) {
    String[] words = printed.strip().split(" ", -1);
    if (exitStatus != 0 || words.length != 2) {
      throw new LeptonException(
          ErrorCode.INTERNAL, "The JVM that measures memory ended with status " + exitStatus);
    }
    return Long.parseLong(words[1]) / (double) (1 << 20);
  }
}
