package io.lepton.bench.jmh;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The time from the start of a JVM to its first prediction: a program opens a tiny model, predicts
 * once and prints, and it counts when the number is read.
 *
 * <p>Every variant is started once for warming up: that fills the cache of native libraries and the
 * operating system's. Then they take turns, so that what else the machine does meets all of them.
 * AppCDS archives are made with {@code -XX:ArchiveClassesAtExit}, one for each program.
 */
final class ColdStartGroup implements BenchmarkGroup {

  private static final int STARTS = 20;
  private static final int QUICK_STARTS = 3;

  private static final String EMPTY = "an empty program";
  private static final String RUNTIME = "ONNX Runtime alone";
  private static final String RUNTIME_CDS = "ONNX Runtime alone, AppCDS";
  private static final String LEPTON = "Lepton";
  private static final String LEPTON_CDS = "Lepton, AppCDS";

  @Override
  public String name() {
    return "coldstart";
  }

  @Override
  public String description() {
    return "from the start of a JVM to the first prediction of a tiny model";
  }

  @Override
  public List<Comparison> run(BenchmarkSettings settings) throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Map<String, List<String>> programs = programs(folder.path());
      settings.log().println("coldstart: median of " + starts(settings) + " starts each");
      return comparisons(medians(programs, starts(settings)));
    }
  }

  private static int starts(BenchmarkSettings settings) {
    return settings.quick() ? QUICK_STARTS : STARTS;
  }

  private static Map<String, List<String>> programs(Path folder) throws IOException {
    Path jar = folder.resolve("application.jar");
    SlimJar.write(jar);
    Path model = Files.write(folder.resolve("start.onnx"), StartModel.bytes());
    Map<String, List<String>> programs = new LinkedHashMap<>();
    programs.put(EMPTY, command(jar, EmptyStart.class, model));
    programs.put(RUNTIME, command(jar, RuntimeStart.class, model));
    programs.put(LEPTON, command(jar, LeptonStart.class, model));
    programs.put(RUNTIME_CDS, archived(jar, RuntimeStart.class, model));
    programs.put(LEPTON_CDS, archived(jar, LeptonStart.class, model));
    return programs;
  }

  private static List<String> command(Path jar, Class<?> main, Path model, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-Xlog:disable", "-cp", jar.toString(), main.getName()));
    command.add(model.toString());
    return command;
  }

  private static List<String> archived(Path jar, Class<?> main, Path model) throws IOException {
    Path archive = jar.resolveSibling(main.getSimpleName() + ".jsa");
    // Unpacked before: what a first start does in addition is not wanted in the archive.
    millis(command(jar, main, model));
    millis(command(jar, main, model, "-XX:ArchiveClassesAtExit=" + archive));
    return command(jar, main, model, "-XX:SharedArchiveFile=" + archive);
  }

  private static Map<String, Double> medians(Map<String, List<String>> programs, int starts)
      throws IOException {
    Map<String, double[]> times = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> program : programs.entrySet()) {
      millis(program.getValue());
      times.put(program.getKey(), new double[starts]);
    }
    for (int i = 0; i < starts; i++) {
      for (Map.Entry<String, double[]> time : times.entrySet()) {
        time.getValue()[i] = millis(programs.getOrDefault(time.getKey(), List.of()));
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    times.forEach((name, all) -> medians.put(name, median(all)));
    return medians;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    int middle = times.length / 2;
    return times.length % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
  }

  private static List<Comparison> comparisons(Map<String, Double> medians) {
    return List.of(
        comparison("coldstart/empty", EMPTY, RUNTIME, medians),
        comparison("coldstart/lepton", LEPTON, RUNTIME, medians),
        comparison("coldstart/lepton-appcds", LEPTON_CDS, RUNTIME, medians),
        comparison("coldstart/both-appcds", LEPTON_CDS, RUNTIME_CDS, medians));
  }

  private static Comparison comparison(
      String name, String own, String peer, Map<String, Double> medians) {
    return Comparison.lowerIsBetter(
        name,
        peer,
        "ms to the first prediction",
        medians.getOrDefault(own, Double.NaN),
        medians.getOrDefault(peer, Double.NaN));
  }

  private static double millis(List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(reader)) {
      String line = lines.readLine();
      double millis = (System.nanoTime() - start) / 1e6;
      check(process.waitFor(), line, command);
      return millis;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new LeptonException(ErrorCode.CANCELLED, "The measurement was interrupted", e);
    }
  }

  private static void check(int exitStatus, String line, List<String> command) {
    if (exitStatus != 0 || !"0.5".equals(line)) {
      throw new LeptonException(
          ErrorCode.INTERNAL,
          "Needs 0.5 from %s, got %s and status %d".formatted(command, line, exitStatus));
    }
  }
}
