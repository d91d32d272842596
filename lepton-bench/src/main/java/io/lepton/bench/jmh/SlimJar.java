package io.lepton.bench.jmh;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An application in one jar: Lepton, ONNX Runtime, the logging interface and the programs that are
 * started, taken from the class path. The command's own jar has thousands of classes more, and the
 * JVM reads the directory of a jar at its start.
 *
 * <p>For one thread.
 */
final class SlimJar {

  private static final List<String> PARTS =
      List.of(
          "io/lepton/",
          "ai/onnxruntime/",
          "org/slf4j/",
          "META-INF/services/io.lepton.spi.InferenceBackend");

  private final ZipOutputStream out;
  private final Set<String> written = new HashSet<>();

  private SlimJar(ZipOutputStream out) {
    this.out = out;
  }

  /** Writes the jar. */
  static void write(Path file) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream out = new ZipOutputStream(stream)) {
      SlimJar jar = new SlimJar(out);
      for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        jar.addAll(Path.of(part));
      }
    }
  }

  private void addAll(Path part) throws IOException {
    if (Files.isDirectory(part)) {
      addFolder(part);
    } else if (Files.isRegularFile(part)) {
      addJar(part);
    }
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (isWanted(name)) {
          try (InputStream in = Files.newInputStream(file)) {
            add(name, in);
          }
        }
      }
    }
  }

  private void addJar(Path file) throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
        if (isWanted(entry.getName())) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(entry.getName(), in);
          }
        }
      }
    }
  }

  private boolean isWanted(String name) {
    boolean isForOthers = name.contains(".dSYM/") || name.contains("/bench/cli/");
    return !isForOthers && !name.endsWith("/") && PARTS.stream().anyMatch(name::startsWith);
  }

  private void add(String name, InputStream in) throws IOException {
    if (written.add(name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
