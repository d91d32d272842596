package io.lepton.bench.jmh;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes a large CSV file of a small one: the header once, the records again and again. */
final class RepeatedFile {

  private RepeatedFile() {}

  /**
   * Writes the file, unless an earlier call did.
   *
   * @param original a CSV file whose header is one line and whose last line is ended
   * @param copies how often to repeat its records
   * @param folder where to put the result
   * @return the large file
   * @throws IOException if that fails
   */
  static Path write(Path original, int copies, Path folder) throws IOException {
    Path target = folder.resolve("customers-x" + copies + ".csv");
    if (Files.exists(target)) {
      return target;
    }
    byte[] bytes = Files.readAllBytes(original);
    int records = endOfFirstLine(bytes);
    // Under another name until it is whole: the next JVM would take half a file for all of it.
    Path unfinished = folder.resolve(target.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
      out.write(bytes, 0, records);
      for (int i = 0; i < copies; i++) {
        out.write(bytes, records, bytes.length - records);
      }
    }
    return Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int endOfFirstLine(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("Needs a file with a header and records");
  }
}
