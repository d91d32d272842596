package io.lepton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the sources that tests read: the README, the standard, the Javadoc of every module. */
final class Repository {

  static final List<String> MODULES =
      List.of("lepton-api", "lepton-format", "lepton-security", "lepton-runtime", "lepton-bench");

  private Repository() {}

  /** The folder that all modules lie in. */
  static Path root() {
    Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("lepton-api"))) {
        return folder;
      }
    }
    throw new IllegalStateException("No folder with lepton-api at or above " + start);
  }

  static Path mainSources(String module) {
    return root().resolve(module).resolve("src/main/java");
  }

  static Path testSources(String module) {
    return root().resolve(module).resolve("src/test/java");
  }

  /** Every Java file below a folder, in order; none where there is no folder. */
  static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String packageOf(Path sources, Path file) {
    Path folder = sources.relativize(file).getParent();
    return folder == null ? "" : folder.toString().replace('\\', '/').replace('/', '.');
  }
}
