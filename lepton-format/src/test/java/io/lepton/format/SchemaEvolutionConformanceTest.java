package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.data.SchemaEvolution;
import io.lepton.data.SchemaEvolution.Verdict;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@link SchemaEvolution} says of numbers, tried: old files are read with the new schema. */
class SchemaEvolutionConformanceTest {

  private static final RecordFormat CSV = new CsvFormat();
  private static final RecordFormat NDJSON = new NdjsonFormat();

  /** Values at the ends of each type, and such as a wrong type would round. */
  private static final Map<String, List<String>> ENDS =
      Map.ofEntries(
          Map.entry("int8", List.of("-128", "127")),
          Map.entry("int16", List.of("-32768", "32767")),
          Map.entry("int32", List.of("-2147483648", "2147483647")),
          Map.entry("int64", List.of("-9223372036854775808", "9223372036854775807")),
          Map.entry("uint8", List.of("0", "255")),
          Map.entry("uint16", List.of("0", "65535")),
          Map.entry("uint32", List.of("0", "4294967295")),
          Map.entry("uint64", List.of("0", "18446744073709551615")),
          Map.entry("fp16", List.of("65504.0", "5.9604645E-8", "0.333251953125", "-65504.0")),
          Map.entry("bf16", List.of("3.3895314E38", "9.2E-41", "0.333984375")),
          Map.entry("fp32", List.of("3.4028235E38", "1.4E-45", "0.33333334")),
          Map.entry("fp64", List.of("1.7976931348623157E308", "4.9E-324", "0.3333333333333333")),
          Map.entry("decimal(3,0)", List.of("-999", "999")),
          Map.entry("decimal(20,0)", List.of("-99999999999999999999", "99999999999999999999")),
          Map.entry("decimal(10,2)", List.of("-99999999.99", "99999999.99")),
          Map.entry("decimal(38,2)", List.of("9".repeat(36) + ".99")));

  @TestFactory
  List<DynamicTest> numbers_ofOneType_areReadAsAnotherExactlyIfItIsWider() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String from : ENDS.keySet()) {
      for (String into : ENDS.keySet()) {
        if (!isNearEnough(from, into)) {
          tests.add(DynamicTest.dynamicTest(from + " to " + into, () -> compare(from, into)));
        }
      }
    }
    return tests;
  }

  // A decimal of few digits survives the text of a double, though the double is another number.
  private static boolean isNearEnough(String from, String into) {
    return from.equals("decimal(10,2)") && into.equals("fp64");
  }

  private static void compare(String from, String into) throws IOException {
    Schema before = schema(from);
    Schema after = schema(into);
    boolean readable = SchemaEvolution.between(before, after).isBackwardCompatible();
    assertThat(arrives(CSV, from, before, after) && arrives(NDJSON, from, before, after))
        .isEqualTo(readable);
  }

  /** Says whether all values come through a file of the old schema as they are. */
  private static boolean arrives(RecordFormat format, String from, Schema before, Schema after)
      throws IOException {
    List<List<@Nullable Object>> rows =
        TestRows.read(CSV, TestRows.request(lines(ENDS.get(from)), before), 16);
    byte[] file = TestRows.write(format, before, rows, 16);
    try {
      List<List<@Nullable Object>> read = TestRows.read(format, TestRows.request(file, after), 16);
      return numbers(file).equals(numbers(TestRows.write(format, after, read, 16)));
    } catch (LeptonException refused) {
      return false;
    }
  }

  private static byte[] lines(List<String> cells) {
    return ("a\n" + String.join("\n", cells) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  // Infinity, which is what overflow gives, is no number and so equals none.
  private static List<String> numbers(byte[] file) {
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.equals("a"))
        .map(line -> line.replaceAll("^\\{\"a\":|}$", ""))
        .map(SchemaEvolutionConformanceTest::canonical)
        .toList();
  }

  private static String canonical(String number) {
    return number.matches("[-+0-9.eE]+")
        ? new BigDecimal(number).stripTrailingZeros().toString()
        : number;
  }

  @Test
  void fieldAdded_oldNdjson_isReadWithTheFieldMissing() throws IOException {
    Schema after = Schema.of(Field.of("a", ColumnType.INT8), Field.of("b", ColumnType.INT8));
    byte[] old = "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    assertThat(SchemaEvolution.between(schema("int8"), after).verdict())
        .isEqualTo(Verdict.COMPATIBLE);
    assertThat(TestRows.read(NDJSON, TestRows.request(old, after), 1))
        .containsExactly(TestRows.row(1L, null));
  }

  @Test
  void fieldAdded_oldCsv_isRefusedForItsHeader() {
    Schema after = Schema.of(Field.of("a", ColumnType.INT8), Field.of("b", ColumnType.INT8));
    assertThatThrownBy(() -> TestRows.read(CSV, TestRows.request(lines(List.of("1")), after), 1))
        .isInstanceOf(LeptonException.class);
  }

  @Test
  void fieldRemovedOrMoved_oldFile_isReadByName() throws IOException {
    Schema after = Schema.of(Field.of("c", ColumnType.INT8), Field.of("a", ColumnType.INT8));
    byte[] csv = "a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8);
    byte[] json = "{\"a\":1,\"b\":2,\"c\":3}\n".getBytes(StandardCharsets.UTF_8);
    assertThat(TestRows.read(CSV, TestRows.request(csv, after), 1))
        .containsExactly(TestRows.row(3L, 1L));
    assertThat(TestRows.read(NDJSON, TestRows.request(json, after), 1))
        .containsExactly(TestRows.row(3L, 1L));
  }

  private static Schema schema(String type) {
    return Schema.of(Field.of("a", ColumnType.parse(type)));
  }
}
