package io.lepton.format.csv;

import io.lepton.format.RecordWriterContractTest;
import io.lepton.spi.RecordFormat;

class CsvWriterContractTest extends RecordWriterContractTest {

  @Override
  protected RecordFormat format() {
    return new CsvFormat();
  }
}
