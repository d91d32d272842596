package io.lepton.format.fuzz;

import io.lepton.format.compression.ZipFormat;
import io.lepton.format.csv.CsvFormat;
import java.util.Optional;

/** CSV in a ZIP archive. */
public final class ZipFuzz {

  private ZipFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, ZipFormat.of(name -> Optional.of(new CsvFormat())));
  }
}
