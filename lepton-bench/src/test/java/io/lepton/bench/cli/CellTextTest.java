package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTextTest {

  @ParameterizedTest
  @CsvSource({
    "bool, 1, true",
    "bool, 0, false",
    "int8, -1, -1",
    "uint8, -1, 255",
    "int16, -1, -1",
    "uint16, -1, 65535",
    "fp16, 15360, 1.0",
    "bf16, 16256, 1.0",
    "int32, -1, -1",
    "uint32, -1, 4294967295",
    "date, 0, 1970-01-01",
    "date, -1, 1969-12-31",
    "int64, -1, -1",
    "uint64, -1, 18446744073709551615",
    "timestamp(utc), 1000000, 1970-01-01T00:00:01Z",
    "timestamp(local), -1, 1969-12-31T23:59:59.999999",
    "fp32, 2, 2.0",
    "fp64, 2, 2.0",
    "'decimal(10,2)', -105, -1.05",
    "bytes, 3, (3 bytes)"
  })
  void of_value_isWrittenForPeople(String type, long bits, String expected) {
    assertThat(CellText.of(column(ColumnType.parse(type), bits), 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Zoë", "''", "two words"})
  void of_text_isTheText(String text) {
    TextColumn column = (TextColumn) Column.allocate(ColumnType.TEXT, 1);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    column.append(0, utf8, 0, utf8.length);
    assertThat(CellText.of(column, 0)).isEqualTo(text);
  }

  private static Column column(ColumnType type, long bits) {
    Column column = Column.allocate(type, 1);
    if (column instanceof ByteColumn bytes) {
      bytes.values()[0] = (byte) bits;
    } else if (column instanceof ShortColumn shorts) {
      shorts.values()[0] = (short) bits;
    } else if (column instanceof IntColumn ints) {
      ints.values()[0] = (int) bits;
    } else if (column instanceof LongColumn longs) {
      longs.values()[0] = bits;
    } else if (column instanceof FloatColumn floats) {
      floats.values()[0] = bits;
    } else if (column instanceof DoubleColumn doubles) {
      doubles.values()[0] = bits;
    } else if (column instanceof DecimalColumn decimals) {
      decimals.set(0, bits);
    } else if (column instanceof TextColumn text) {
      text.append(0, new byte[(int) bits], 0, (int) bits);
    }
    return column;
  }
}
