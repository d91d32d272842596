package io.lepton.format.profile;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.format.internal.SortKeys;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Keys as the objects that a profile shows.
 *
 * <p>Stateless.
 */
final class Values {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final double TWO_TO_63 = 0x1p63;

  private Values() {}

  static Object of(ColumnType type, long key) {
    return switch (type.kind()) {
      case FP16, BF16, FP32 -> (float) SortKeys.toDouble(key);
      case FP64 -> SortKeys.toDouble(key);
      case UINT64 -> unsigned(key ^ Long.MIN_VALUE);
      case DATE -> LocalDate.ofEpochDay(key);
      case TIMESTAMP -> timestamp(type.zone(), key);
      case DECIMAL -> BigDecimal.valueOf(key, type.scale());
      default -> key;
    };
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private static Object timestamp(TimeZoneRule zone, long micros) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
            ZoneOffset.UTC);
    Instant instant = time.toInstant(ZoneOffset.UTC);
    return zone == TimeZoneRule.UTC ? instant : time;
  }

  /** Returns the key that is nearest to a number. */
  static long keyOf(Kind kind, double number) {
    return switch (kind) {
      case FP16, BF16, FP32, FP64 -> SortKeys.ofDouble(number);
      case UINT64 ->
          number < TWO_TO_63 ? Math.round(number) ^ Long.MIN_VALUE : Math.round(number - TWO_TO_63);
      default -> Math.round(number);
    };
  }
}
