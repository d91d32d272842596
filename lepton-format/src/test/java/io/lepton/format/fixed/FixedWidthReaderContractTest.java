package io.lepton.format.fixed;

import io.lepton.format.RecordReaderContractTest;
import io.lepton.spi.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

class FixedWidthReaderContractTest extends RecordReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new FixedWidthFormat();
  }

  @Override
  protected byte[] document(List<String> names, List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> lines = new ArrayList<>(rows);
    lines.add(0, new ArrayList<>(names));
    StringBuilder text = new StringBuilder();
    for (List<@Nullable Object> row : lines) {
      for (Object value : row) {
        text.append("%-50s".formatted(value == null ? "" : value));
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
