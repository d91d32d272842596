package io.lepton.runtime.natives;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar like ONNX Runtime's, with a few bytes for each library. */
final class TestJar {

  static final Platform PLATFORM = Platform.of("Linux", "amd64");

  private TestJar() {}

  static Path write(Path file, String content, String... libraries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      for (String library : libraries) {
        jar.putNextEntry(
            new ZipEntry("ai/onnxruntime/native/linux-x64/" + PLATFORM.libraryName(library)));
        jar.write((content + library).getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
    return file;
  }
}
