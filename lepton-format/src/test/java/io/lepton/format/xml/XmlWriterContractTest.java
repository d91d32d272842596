package io.lepton.format.xml;

import io.lepton.format.RecordWriterContractTest;
import io.lepton.spi.RecordFormat;

class XmlWriterContractTest extends RecordWriterContractTest {

  @Override
  protected RecordFormat format() {
    return new XmlFormat();
  }
}
