package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Files that other people made: the cases of csv-spectrum, the Telco customers, the Adult census.
 */
class CsvConformanceTest {

  private static Path shared(String path) {
    Path file = Path.of(System.getProperty("lepton.shared", "../../shared"), path);
    boolean there = Files.exists(file);
    if (Boolean.getBoolean("lepton.required")) {
      assertThat(there).as("%s is required", file).isTrue();
    }
    assumeTrue(there, () -> file + " is not there");
    return file;
  }

  private static List<Map<String, String>> expected(Path json) throws IOException {
    List<Map<String, String>> records = new ArrayList<>();
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(json))) {
      String name = "";
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t == JsonToken.START_OBJECT) {
          records.add(new LinkedHashMap<>());
        } else if (t == JsonToken.PROPERTY_NAME) {
          name = parser.currentName();
        } else if (t == JsonToken.VALUE_STRING) {
          records.get(records.size() - 1).put(name, parser.getString());
        }
      }
    }
    return records;
  }

  private static List<Map<String, String>> read(Path csv, int batchRows) throws IOException {
    DataSource source = DataSource.of(csv);
    List<Field> texts = new ArrayList<>();
    for (String name : new CsvFormat().infer(ReadRequest.of(source)).names()) {
      texts.add(Field.of(name, ColumnType.TEXT));
    }
    Schema schema = Schema.of(texts);
    List<Map<String, String>> records = new ArrayList<>();
    ReadRequest request = ReadRequest.of(source).withSchema(schema);
    for (List<@Nullable Object> row : TestRows.read(new CsvFormat(), request, batchRows)) {
      Map<String, String> record = new LinkedHashMap<>();
      for (int i = 0; i < schema.size(); i++) {
        record.put(schema.field(i).name(), (String) row.get(i));
      }
      records.add(record);
    }
    return records;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json",
        "location_coordinates", "newlines", "newlines_crlf", "quotes_and_newlines", "simple",
        "simple_crlf", "utf8"
      })
  void csvSpectrum_file_hasTheContentOfItsJson(String name) throws IOException {
    List<Map<String, String>> expected =
        expected(shared("conformance/csv-spectrum/json/" + name + ".json"));
    Path csv = shared("conformance/csv-spectrum/csvs/" + name + ".csv");
    if (name.equals("location_coordinates")) {
      // The JSON of this case has another telephone number than its CSV.
      expected.get(0).put("Contact Phone Number", "2095257564");
    }
    assertThat(read(csv, 100)).isEqualTo(expected);
    assertThat(read(csv, 1)).isEqualTo(expected);
  }

  @Test
  void telco_inferred_typesRowsAndMissingValues() throws IOException {
    DataSource source = DataSource.of(shared("data/telco-customer-churn.csv"));
    long rows = 0;
    long missing = 0;
    double total = 0;
    try (RecordReader reader = new CsvFormat().reader(ReadRequest.of(source))) {
      assertThat(reader.schema().toString())
          .contains(
              "customerID text",
              "SeniorCitizen int64",
              "tenure int64",
              "MonthlyCharges fp64",
              "TotalCharges fp64",
              "Churn text");
      RecordBatch batch = RecordBatch.allocate(reader.schema(), 1024);
      DoubleColumn charges = (DoubleColumn) batch.column("TotalCharges");
      while (reader.read(batch)) {
        for (int row = 0; row < batch.rowCount(); row++) {
          missing += charges.isNull(row) ? 1 : 0;
          total += charges.isNull(row) ? 0 : charges.get(row);
        }
        rows += batch.rowCount();
      }
      assertThat(reader.bytesRead()).isEqualTo(source.sizeBytes());
    }
    assertThat(rows).isEqualTo(7043);
    assertThat(missing).isEqualTo(11);
    assertThat(Math.round(total * 100)).isEqualTo(sumOfLastButOne(source));
  }

  /** In cents, the slow way. */
  private static long sumOfLastButOne(DataSource source) throws IOException {
    long cents = 0;
    for (String line : Files.readAllLines(Path.of(source.name()))) {
      String cell = line.split(",", -1)[19].strip();
      if (!cell.isEmpty() && !cell.startsWith("Total")) {
        cents += new BigDecimal(cell).movePointRight(2).longValueExact();
      }
    }
    return cents;
  }

  @Test
  void telco_allText_sameAsSplittingLines() throws IOException {
    Path file = shared("data/telco-customer-churn.csv");
    List<String> lines = Files.readAllLines(file);
    List<Map<String, String>> records = read(file, 1000);
    assertThat(records).hasSize(lines.size() - 1);
    for (int i = 0; i < records.size(); i++) {
      assertThat(String.join(",", records.get(i).values())).isEqualTo(lines.get(i + 1));
    }
  }

  @Test
  void adult_semicolons_sameAsSplittingLines() throws IOException {
    Path file = shared("data/adult/adult.csv");
    List<String> lines = Files.readAllLines(file);
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withDelimiter(';'));
    ReadRequest request = ReadRequest.of(DataSource.of(file));
    assertThat(format.infer(request).field(1)).hasToString("age int64");
    List<List<@Nullable Object>> rows = TestRows.read(format, request, 1000);
    assertThat(rows).hasSize(30_162);
    for (int i = 0; i < rows.size(); i++) {
      String joined = String.join(";", rows.get(i).stream().map(String::valueOf).toList());
      assertThat(joined).isEqualTo(lines.get(i + 1));
    }
  }
}
