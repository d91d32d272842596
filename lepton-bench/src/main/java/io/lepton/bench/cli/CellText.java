package io.lepton.bench.cli;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import io.lepton.tensor.HalfPrecision;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What a value looks like in a table for people. */
final class CellText {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private CellText() {}

  /**
   * Returns one element of a column as text.
   *
   * @param column the column
   * @param element the row, or {@code row * width + i} where a row has more than one element
   * @return the text; numbers as JSON writes them where they are finite
   */
  static String of(Column column, int element) {
    ColumnType type = column.type();
    if (column instanceof ByteColumn bytes) {
      return ofByte(type.kind(), bytes.values()[element]);
    } else if (column instanceof ShortColumn shorts) {
      return ofShort(type.kind(), shorts.values()[element]);
    } else if (column instanceof IntColumn ints) {
      return ofInt(type.kind(), ints.values()[element]);
    } else if (column instanceof LongColumn longs) {
      return ofLong(type, longs.values()[element]);
    } else if (column instanceof FloatColumn floats) {
      return Float.toString(floats.values()[element]);
    } else if (column instanceof DoubleColumn doubles) {
      return Double.toString(doubles.values()[element]);
    } else if (column instanceof DecimalColumn decimals) {
      return decimals.get(element).toPlainString();
    }
    TextColumn text = (TextColumn) column;
    return type.kind() == Kind.TEXT
        ? text.text(element)
        : "(" + text.lengths()[element] + " bytes)";
  }

  private static String ofByte(Kind kind, byte value) {
    return switch (kind) {
      case BOOL -> value == 0 ? "false" : "true";
      case UINT8 -> Integer.toString(Byte.toUnsignedInt(value));
      default -> Byte.toString(value);
    };
  }

  private static String ofShort(Kind kind, short value) {
    return switch (kind) {
      case UINT16 -> Integer.toString(Short.toUnsignedInt(value));
      case FP16 -> Float.toString(HalfPrecision.fp16ToFloat(value));
      case BF16 -> Float.toString(HalfPrecision.bf16ToFloat(value));
      default -> Short.toString(value);
    };
  }

  private static String ofInt(Kind kind, int value) {
    return switch (kind) {
      case UINT32 -> Integer.toUnsignedString(value);
      case DATE -> LocalDate.ofEpochDay(value).toString();
      default -> Integer.toString(value);
    };
  }

  private static String ofLong(ColumnType type, long value) {
    return switch (type.kind()) {
      case UINT64 -> Long.toUnsignedString(value);
      case TIMESTAMP -> ofMicros(value) + (type.zone() == TimeZoneRule.UTC ? "Z" : "");
      default -> Long.toString(value);
    };
  }

  private static LocalDateTime ofMicros(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
        ZoneOffset.UTC);
  }
}
