package io.lepton.format.json;

import io.lepton.format.RecordWriterContractTest;
import io.lepton.spi.RecordFormat;

class JsonWriterContractTest extends RecordWriterContractTest {

  @Override
  protected RecordFormat format() {
    return new JsonFormat();
  }
}
