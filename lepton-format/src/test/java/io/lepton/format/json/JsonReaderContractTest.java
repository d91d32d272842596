package io.lepton.format.json;

import io.lepton.format.RecordReaderContractTest;
import io.lepton.spi.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

class JsonReaderContractTest extends RecordReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new JsonFormat();
  }

  @Override
  protected byte[] document(List<String> names, List<List<@Nullable Object>> rows) {
    List<String> records = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        members.add("  \"" + names.get(i) + "\" : " + json(row.get(i)));
      }
      records.add("{\n" + String.join(",\n", members) + "\n}");
    }
    return ("[" + String.join(", ", records) + "]\n").getBytes(StandardCharsets.UTF_8);
  }

  static String json(@Nullable Object value) {
    return value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value);
  }
}
