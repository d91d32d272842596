package io.lepton.format.internal;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.canonical.CanonicalJson;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellEqualityTest {

  @Test
  void equal_edgesOfEveryType_agreesWithTheCanonicalForm() {
    check(ColumnType.BOOL, true, false, null);
    check(ColumnType.INT8, 0L, -1L, 127L, null);
    check(ColumnType.UINT16, 0L, -1L, 1L, null);
    check(ColumnType.INT32, 0L, -1L, 1L << 31, null);
    check(ColumnType.INT64, 0L, 1L << 53, (1L << 53) + 1, Long.MIN_VALUE, null);
    check(ColumnType.FP16, 0L, -32_768L, 0x7e00L, 0x7e01L, 0x7c00L, 0xfc00L, 0x3c00L, null);
    check(ColumnType.BF16, 0L, -32_768L, 0x7fc0L, 0x7fc1L, 0x7f80L, 0x3f80L, null);
    check(ColumnType.FP32, 0f, -0f, Float.NaN, 1f, Float.POSITIVE_INFINITY, null);
    check(ColumnType.FP32, Float.intBitsToFloat(0x7fc0_0001), Float.NaN, null);
    check(ColumnType.FP64, 0.0, -0.0, Double.NaN, 1.0, Double.NEGATIVE_INFINITY, null);
    check(ColumnType.FP64, Double.longBitsToDouble(0x7ff8_0000_0000_0001L), Double.NaN, null);
    check(ColumnType.TEXT, "", "a", "b", "ab", null);
    check(ColumnType.BYTES, "", "\0", "\0\0", null);
    check(ColumnType.decimal(30, 2), new BigDecimal("1.00"), new BigDecimal("-1.00"), null);
    check(
        ColumnType.decimal(38, 0),
        new BigDecimal("18446744073709551616"),
        new BigDecimal("36893488147419103232"),
        BigDecimal.ZERO);
    check(ColumnType.FP32.vector(2), List.of(1f, 2f), List.of(1f, 3f), List.of(0f, 2f), null);
    check(ColumnType.TEXT.vector(2), List.of("a", ""), List.of("", "a"), null);
  }

  private static void check(ColumnType type, @Nullable Object... values) {
    Schema schema = Schema.of(Field.of("v", type));
    List<List<@Nullable Object>> rows = Arrays.stream(values).map(value -> row(value)).toList();
    RecordBatch left = TestRows.batch(schema, rows);
    RecordBatch right = TestRows.batch(schema, rows);
    CellEquality equality = CellEquality.ofRows(left.column(0), right.column(0));
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        assertThat(equality.equal(i, j))
            .as("%s: %d and %d", type, i, j)
            .isEqualTo(Arrays.equals(CanonicalJson.of(left, i), CanonicalJson.of(right, j)));
      }
    }
  }
}
