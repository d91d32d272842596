package io.lepton.format.csv;

import io.lepton.spi.RecordFormat;

class CsvTwoThreadsContractTest extends CsvReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new ManyThreads(new CsvFormat(), 2, 100);
  }
}
