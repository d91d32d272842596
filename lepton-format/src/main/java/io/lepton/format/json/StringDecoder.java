package io.lepton.format.json;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.TemporalParser;
import io.lepton.format.json.JsonOptions.Lists;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Values that are strings in JSON: text, Base64, dates and timestamps. */
abstract class StringDecoder extends JsonDecoder {

  StringDecoder(Field field) {
    super(field);
  }

  static StringDecoder of(Field field, Lists lists) {
    return switch (field.type().kind()) {
      case TEXT -> new Text(field, lists == Lists.AS_TEXT);
      case BYTES -> new Bytes(field);
      case DATE -> new Date(field);
      default -> new Timestamp(field);
    };
  }

  @Override
  int decode(JsonScanner in, byte[] bytes, int at, int element) {
    if (bytes[at] != '"') {
      throw wrongType(in, bytes, at);
    }
    int next = in.string(at);
    int end = in.isEscaped() ? in.unescape(at + 1, next - 1) : next - 1;
    decodeText(in, bytes, at + 1, end, element);
    return next;
  }

  abstract void decodeText(JsonScanner in, byte[] bytes, int start, int end, int element);

  /** Text lies where it was read; the column shares the array. */
  private static final class Text extends StringDecoder {
    private final boolean lists;
    private int[] starts = {};
    private int[] lengths = {};

    Text(Field field, boolean lists) {
      super(field);
      this.lists = lists;
    }

    @Override
    void bind(Column column) {
      starts = ((TextColumn) column).starts();
      lengths = ((TextColumn) column).lengths();
    }

    // The same once more, for itself: most values are text, and here the compiler sees which kind.
    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      if (bytes[at] != '"') {
        return decodeOther(in, bytes, at, element);
      }
      int next = in.string(at);
      int end = in.isEscaped() ? in.unescape(at + 1, next - 1) : next - 1;
      decodeText(in, bytes, at + 1, end, element);
      return next;
    }

    private int decodeOther(JsonScanner in, byte[] bytes, int at, int element) {
      if (bytes[at] != '[') {
        throw wrongType(in, bytes, at);
      }
      if (!lists) {
        throw wrongType("an array, which only JsonOptions.withLists(AS_TEXT) makes text");
      }
      int next = in.skip(at);
      decodeText(in, bytes, at, next, element);
      return next;
    }

    @Override
    void decodeText(JsonScanner in, byte[] bytes, int start, int end, int element) {
      starts[element] = start;
      lengths[element] = end - start;
    }
  }

  /** Bytes are decoded in place: they are shorter than their Base64. */
  private static final class Bytes extends StringDecoder {
    private int[] starts = {};
    private int[] lengths = {};

    Bytes(Field field) {
      super(field);
    }

    @Override
    void bind(Column column) {
      starts = ((TextColumn) column).starts();
      lengths = ((TextColumn) column).lengths();
    }

    @Override
    void decodeText(JsonScanner in, byte[] bytes, int start, int end, int element) {
      ByteBuffer decoded;
      try {
        decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
      } catch (IllegalArgumentException e) {
        throw wrongType("a string that is not Base64");
      }
      starts[element] = start;
      lengths[element] = decoded.remaining();
      decoded.get(bytes, start, decoded.remaining());
      in.changedUntil(end);
    }
  }

  private static final class Date extends StringDecoder {
    private int[] values = {};

    Date(Field field) {
      super(field);
    }

    @Override
    void bind(Column column) {
      values = ((IntColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      // What is a date needs no check for anything else.
      if (bytes[at] == '"' && bytes[at + 11] == '"') {
        int value = TemporalParser.date(bytes, at + 1, at + 11);
        if (value != TemporalParser.NO_DATE) {
          values[element] = value;
          return at + 12;
        }
      }
      return super.decode(in, bytes, at, element);
    }

    @Override
    void decodeText(JsonScanner in, byte[] bytes, int start, int end, int element) {
      int value = TemporalParser.date(bytes, start, end);
      if (value == TemporalParser.NO_DATE && !TemporalParser.isLowestDate(bytes, start, end)) {
        throw wrongType("another string");
      }
      values[element] = value;
    }
  }

  private static final class Timestamp extends StringDecoder {
    private static final long QUOTES = Swar.fill('"');

    private final boolean utc;
    private long[] values = {};

    Timestamp(Field field) {
      super(field);
      utc = field.type().zone() == TimeZoneRule.UTC;
    }

    @Override
    void bind(Column column) {
      values = ((LongColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      // What is a timestamp needs no check for anything else. Looks for its end in eight bytes.
      int shortest = at + (utc ? 21 : 20);
      long quote = Swar.firstZero(Swar.load(bytes, shortest) ^ QUOTES);
      if (bytes[at] == '"' && quote != 0) {
        int end = shortest + (Long.numberOfTrailingZeros(quote) >>> 3);
        long value = TemporalParser.timestamp(bytes, at + 1, end, utc);
        if (value != TemporalParser.NO_TIMESTAMP) {
          values[element] = value;
          return end + 1;
        }
      }
      return super.decode(in, bytes, at, element);
    }

    @Override
    void decodeText(JsonScanner in, byte[] bytes, int start, int end, int element) {
      long value = TemporalParser.timestamp(bytes, start, end, utc);
      if (value == TemporalParser.NO_TIMESTAMP
          && !TemporalParser.isLowestTimestamp(bytes, start, end, utc)) {
        throw wrongType("another string");
      }
      values[element] = value;
    }
  }
}
