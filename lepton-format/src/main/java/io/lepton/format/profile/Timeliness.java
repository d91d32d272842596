package io.lepton.format.profile;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Field;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Which times are recent enough.
 *
 * @param oldest the key of the oldest one
 * @param newest the key of the newest one
 */
record Timeliness(long oldest, long newest) {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  static Timeliness of(Field field, Instant oldest, Instant newest) {
    return switch (field.type().kind()) {
      case DATE -> new Timeliness(day(oldest), day(newest));
      case TIMESTAMP -> new Timeliness(micros(oldest), micros(newest));
      default ->
          throw new LeptonException(
              ErrorCode.WRONG_TYPE,
              "Timeliness needs a column of dates or timestamps, %s is %s"
                  .formatted(field.name(), field.type()));
    };
  }

  private static long day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND),
        time.getNano() / NANOS_PER_MICRO);
  }

  boolean accepts(long key) {
    return key >= oldest && key <= newest;
  }

  int count(long[] keys, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += accepts(keys[i]) ? 1 : 0;
    }
    return count;
  }
}
