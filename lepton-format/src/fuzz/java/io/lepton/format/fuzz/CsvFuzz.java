package io.lepton.format.fuzz;

import io.lepton.format.csv.CsvDetection;
import io.lepton.format.csv.CsvFormat;

/** CSV, as it is and with what detection makes of it. */
public final class CsvFuzz {

  private CsvFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, new CsvFormat());
    Fuzzed.use(
        bytes, source -> Fuzzed.read(bytes, new CsvFormat(CsvDetection.of(source).options())));
  }
}
