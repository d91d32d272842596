package io.lepton.format.csv;

import io.lepton.spi.RecordFormat;

class CsvFourThreadsContractTest extends CsvReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new ManyThreads(new CsvFormat(), 4, 100);
  }
}
