package io.lepton.runtime.natives;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The jar that ONNX Runtime's classes come from, or an application's own into which they were
 * shaded.
 *
 * <p>For one thread. Whoever opened it closes it.
 */
final class LibraryJar implements AutoCloseable {

  // In the order in which the binding looks for them. All but the first two are of some builds
  // only.
  private static final List<String> BASE =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "webgpu_dawn",
          "dxil",
          "dxcompiler");

  private final ZipFile jar;
  private final Platform platform;

  private LibraryJar(ZipFile jar, Platform platform) {
    this.jar = jar;
    this.platform = platform;
  }

  /** Opens a jar. */
  static LibraryJar open(Path file, Platform platform) throws IOException {
    return new LibraryJar(new ZipFile(file.toFile()), platform);
  }

  /**
   * Returns the jar of the binding that this class sees; nothing if that does not come from a jar
   * in the file system, such as one inside another.
   */
  static @Nullable Path ofBinding() {
    CodeSource source = OrtEnvironment.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      return null;
    }
    try {
      Path file = Path.of(location.toURI());
      return Files.isRegularFile(file) ? file : null;
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return null;
    }
  }

  /** Returns the libraries that the binding loads before anything else. */
  List<BundledLibrary> base() {
    List<BundledLibrary> found = new ArrayList<>();
    for (String name : BASE) {
      BundledLibrary library = library(name);
      if (library != null) {
        found.add(library);
      }
    }
    return found;
  }

  /**
   * Looks for a library of this platform.
   *
   * @param name its short name, such as {@code onnxruntime_providers_cuda}
   */
  @Nullable BundledLibrary library(String name) {
    String fileName = platform.libraryName(name);
    ZipEntry entry = jar.getEntry(entryName(fileName));
    // A jar written as a stream may not know these.
    return entry == null || entry.getSize() < 0 || entry.getCrc() < 0
        ? null
        : new BundledLibrary(fileName, entry.getSize(), entry.getCrc());
  }

  private String entryName(String fileName) {
    return platform.resourceFolder().substring(1) + fileName;
  }

  /** Opens the bytes of a library. */
  InputStream open(BundledLibrary library) throws IOException {
    ZipEntry entry = jar.getEntry(entryName(library.fileName()));
    if (entry == null) {
      throw new NoSuchFileException(library.fileName());
    }
    return jar.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
