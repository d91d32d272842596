package io.lepton.format;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as lists of objects, for tests that do not care about speed.
 *
 * <p>A value is null, a Boolean, a Long (integers, dates, timestamps and the bits of 16-bit
 * floats), a Float, a Double, a BigDecimal, a String (text; bytes as ISO-8859-1), or a List of
 * those.
 */
public final class TestRows {

  private TestRows() {}

  /** Makes a row; unlike List.of it takes null. */
  public static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  /** Makes a batch that holds rows. */
  public static RecordBatch batch(Schema schema, List<List<@Nullable Object>> rows) {
    RecordBatch batch = RecordBatch.allocate(schema, Math.max(rows.size(), 1));
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < schema.size(); i++) {
        put(batch.column(i), row, rows.get(row).get(i));
      }
    }
    batch.setRowCount(rows.size());
    return batch;
  }

  private static void put(Column column, int row, @Nullable Object value) {
    if (value == null) {
      column.setNull(row);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        putElement(column, row * list.size() + i, list.get(i));
      }
    } else {
      putElement(column, row, value);
    }
  }

  private static void putElement(Column column, int element, Object value) {
    if (column instanceof ByteColumn bytes) {
      bytes.values()[element] =
          value instanceof Boolean b ? (byte) (b ? 1 : 0) : ((Number) value).byteValue();
    } else if (column instanceof ShortColumn shorts) {
      shorts.values()[element] = ((Number) value).shortValue();
    } else if (column instanceof IntColumn ints) {
      ints.values()[element] = ((Number) value).intValue();
    } else if (column instanceof LongColumn longs) {
      longs.values()[element] = ((Number) value).longValue();
    } else if (column instanceof FloatColumn floats) {
      floats.values()[element] = (Float) value;
    } else if (column instanceof DoubleColumn doubles) {
      doubles.values()[element] = (Double) value;
    } else if (column instanceof DecimalColumn decimals) {
      decimals.set(element, ((BigDecimal) value).unscaledValue());
    } else if (column instanceof TextColumn text) {
      byte[] bytes =
          ((String) value)
              .getBytes(
                  column.type().kind() == Kind.TEXT
                      ? StandardCharsets.UTF_8
                      : StandardCharsets.ISO_8859_1);
      text.append(element, bytes, 0, bytes.length);
    }
  }

  /** Returns the rows of a batch. */
  public static List<List<@Nullable Object>> rows(RecordBatch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Column column : batch.columns()) {
        values.add(value(column, row));
      }
      rows.add(values);
    }
    return rows;
  }

  private static @Nullable Object value(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    int width = column.type().width();
    if (width == 1) {
      return element(column, row);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      values.add(element(column, row * width + i));
    }
    return values;
  }

  private static Object element(Column column, int element) {
    if (column instanceof ByteColumn bytes) {
      byte value = bytes.values()[element];
      return column.type().kind() == Kind.BOOL ? (Object) (value != 0) : (Object) (long) value;
    } else if (column instanceof ShortColumn shorts) {
      return (long) shorts.values()[element];
    } else if (column instanceof IntColumn ints) {
      return (long) ints.values()[element];
    } else if (column instanceof LongColumn longs) {
      return longs.values()[element];
    } else if (column instanceof FloatColumn floats) {
      return floats.values()[element];
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[element];
    } else if (column instanceof DecimalColumn decimals) {
      return decimals.get(element);
    }
    TextColumn text = (TextColumn) column;
    return new String(
        text.heap(),
        text.starts()[element],
        text.lengths()[element],
        column.type().kind() == Kind.TEXT ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /** Writes rows, this many a batch. */
  public static byte[] write(
      RecordFormat format, Schema schema, List<List<@Nullable Object>> rows, int batchRows)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataTarget target = DataTarget.ofStream("memory", out);
    try (RecordWriter writer = format.writer(WriteRequest.of(target, schema))) {
      for (int from = 0; from < rows.size(); from += batchRows) {
        writer.write(batch(schema, rows.subList(from, Math.min(from + batchRows, rows.size()))));
      }
    }
    return out.toByteArray();
  }

  /** Writes rows as one batch and returns the text. */
  @SafeVarargs
  public static String text(RecordFormat format, Schema schema, List<@Nullable Object>... rows)
      throws IOException {
    List<List<@Nullable Object>> list = Arrays.asList(rows);
    return new String(
        write(format, schema, list, Math.max(list.size(), 1)), StandardCharsets.UTF_8);
  }

  /** Reads all rows, this many a batch. */
  public static List<List<@Nullable Object>> read(
      RecordFormat format, ReadRequest request, int batchRows) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (RecordReader reader = format.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(reader.schema(), batchRows);
      while (reader.read(batch)) {
        rows.addAll(rows(batch));
      }
    }
    return rows;
  }

  /** Returns a request for bytes in memory. */
  public static ReadRequest request(byte[] bytes, Schema schema) {
    return ReadRequest.of(DataSource.of("memory", bytes)).withSchema(schema);
  }
}
