package io.lepton.format.fuzz;

import io.lepton.format.compression.CompressedFormat;
import io.lepton.format.compression.Compression;
import io.lepton.format.csv.CsvFormat;

/** CSV in gzip. */
public final class GzipFuzz {

  private GzipFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, CompressedFormat.of(new CsvFormat(), Compression.GZIP));
  }
}
