package io.lepton.format.xml;

import io.lepton.format.RecordReaderContractTest;
import io.lepton.spi.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

class XmlReaderContractTest extends RecordReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new XmlFormat();
  }

  @Override
  protected byte[] document(List<String> names, List<List<@Nullable Object>> rows) {
    StringBuilder xml = new StringBuilder("<?xml version='1.0'?>\n<rows>\n");
    for (List<@Nullable Object> row : rows) {
      xml.append("  <row>");
      for (int i = 0; i < names.size(); i++) {
        if (row.get(i) != null) {
          xml.append("<%s>%s</%1$s>".formatted(names.get(i), row.get(i)));
        }
      }
      xml.append("</row>\n");
    }
    return xml.append("</rows>").toString().getBytes(StandardCharsets.UTF_8);
  }
}
