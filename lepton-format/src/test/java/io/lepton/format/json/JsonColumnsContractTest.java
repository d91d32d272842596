package io.lepton.format.json;

import io.lepton.format.RecordReaderContractTest;
import io.lepton.spi.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

class JsonColumnsContractTest extends RecordReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new JsonFormat();
  }

  @Override
  protected byte[] document(List<String> names, List<List<@Nullable Object>> rows) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> elements = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        elements.add(JsonReaderContractTest.json(row.get(i)));
      }
      columns.add('"' + names.get(i) + "\":[" + String.join(",\n", elements) + "]");
    }
    return ("{" + String.join(",", columns) + "}").getBytes(StandardCharsets.UTF_8);
  }
}
