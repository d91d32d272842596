package io.lepton.format.csv;

import io.lepton.format.RecordReaderContractTest;
import io.lepton.spi.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

class CsvReaderContractTest extends RecordReaderContractTest {

  @Override
  protected RecordFormat format() {
    return new CsvFormat();
  }

  @Override
  protected byte[] document(List<String> names, List<List<@Nullable Object>> rows) {
    StringBuilder csv = new StringBuilder(String.join(",", names)).append("\r\n");
    for (List<@Nullable Object> row : rows) {
      csv.append(
              row.stream()
                  .map(value -> value == null ? "" : value.toString())
                  .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
