package io.lepton.format;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records of all types whose values every format should keep: no NaN, no control characters. */
public final class RandomRecords {

  /** A column of each type. */
  public static final Schema SCHEMA =
      Schema.of(
          Field.of("bool", ColumnType.BOOL),
          Field.of("int8", ColumnType.INT8),
          Field.of("uint16", ColumnType.UINT16),
          Field.of("int32", ColumnType.INT32),
          Field.of("int64", ColumnType.INT64),
          Field.of("uint64", ColumnType.UINT64),
          Field.of("fp16", ColumnType.FP16),
          Field.of("bf16", ColumnType.BF16),
          Field.of("fp32", ColumnType.FP32),
          Field.of("fp64", ColumnType.FP64),
          Field.of("text", ColumnType.TEXT),
          Field.of("bytes", ColumnType.BYTES),
          Field.of("date", ColumnType.DATE),
          Field.of("utc", ColumnType.TIMESTAMP_UTC),
          Field.of("local", ColumnType.TIMESTAMP_LOCAL),
          Field.of("decimal", ColumnType.decimal(38, 6)));

  private RandomRecords() {}

  /** Makes records, some of them twice. */
  public static List<List<@Nullable Object>> rows(Random random, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < count) {
      rows.add(
          rows.isEmpty() || random.nextInt(10) > 0
              ? row(random)
              : rows.get(random.nextInt(rows.size())));
    }
    return rows;
  }

  private static List<@Nullable Object> row(Random random) {
    List<@Nullable Object> row =
        TestRows.row(
            random.nextBoolean(),
            (long) (byte) random.nextInt(),
            (long) (short) random.nextInt(),
            (long) random.nextInt(),
            random.nextLong() >> random.nextInt(64),
            random.nextLong() >>> random.nextInt(64),
            (long) (short) (random.nextInt(0x7c00) | random.nextInt(2) << 15),
            (long) (short) (random.nextInt(0x7f80) | random.nextInt(2) << 15),
            Float.intBitsToFloat(random.nextInt() & ~(1 << 30)),
            Double.longBitsToDouble(random.nextLong() & ~(1L << 62)),
            text(random),
            text(random).replaceAll("[^\0-\u00ff]", "?"),
            (long) random.nextInt(2_932_896),
            random.nextLong() >> 11,
            random.nextLong() >> 11,
            new BigDecimal(new BigInteger(120, random), 6));
    for (int i = 0; i < row.size(); i++) {
      if (random.nextInt(10) == 0) {
        row.set(i, null);
      }
    }
    return row;
  }

  private static String text(Random random) {
    int[] characters = {'a', 'b', 'z', ' ', ',', '"', '\\', '<', '&', 'é', '€', 0x1d11e};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }
}
