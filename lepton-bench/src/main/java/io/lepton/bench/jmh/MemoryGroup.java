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
 * The heap that is alive at most while a file is scored or converted, for a file and for one that
 * is about ten times as large, each in a JVM of its own.
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
    return "live heap while a file is scored or converted, beside a file a tenth of its size";
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
      comparisons.add(conversion(folder.path(), settings));
    }
    return comparisons;
  }

  private static Comparison conversion(Path folder, BenchmarkSettings settings) throws IOException {
    settings.log().println("memory: conversion");
    Path small = folder.resolve("mixed.csv");
    Path large = folder.resolve("mixed-x10.csv");
    MixedFile.writeCsv(small, MixedFile.ROWS / 10);
    MixedFile.writeCsv(large, MixedFile.ROWS);
    Path output = folder.resolve("mixed.ndjson");
    return Comparison.lowerIsBetter(
        "memory/csv-to-ndjson-x10",
        "Lepton itself on a tenth of the file",
        "MiB of live heap",
        peakMiB(large, output),
        peakMiB(small, output));
  }

  private static double peakMiB(Path... files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(MemoryProbe.class.getName());
    for (Path file : files) {
      command.add(file.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
