package io.lepton.format.json;

import io.lepton.format.RecordReaderContractTest;
import io.lepton.spi.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

class NdjsonReaderContractTest extends RecordReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new NdjsonFormat();
  }

  @Override
  protected byte[] document(List<String> names, List<List<@Nullable Object>> rows) {
    StringBuilder json = new StringBuilder();
    for (List<@Nullable Object> row : rows) {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        Object value = row.get(i);
        members.add(
            '"'
                + names.get(i)
                + "\":"
                + (value instanceof String ? '"' + value.toString() + '"' : value));
      }
      json.append('{').append(String.join(",", members)).append("}\n");
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
