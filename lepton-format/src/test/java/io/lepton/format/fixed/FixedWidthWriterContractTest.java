package io.lepton.format.fixed;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Schema;
import io.lepton.format.RecordWriterContractTest;
import io.lepton.spi.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records without line ends, which can hold the most: all text but blanks at the end. */
class FixedWidthWriterContractTest extends RecordWriterContractTest {

  @Override
  protected RecordFormat format() {
    throw new IllegalStateException("Needs to know the rows");
  }

  @Override
  protected RecordFormat format(Schema schema, List<List<@Nullable Object>> rows) {
    List<FixedWidthColumn> columns = new ArrayList<>();
    int start = 1;
    for (int i = 0; i < schema.size(); i++) {
      int width = width(schema.field(i).type(), i, rows);
      columns.add(FixedWidthColumn.of(schema.field(i).name(), start, width));
      start += width;
    }
    return new FixedWidthFormat(
        FixedWidthOptions.layout(columns.toArray(FixedWidthColumn[]::new))
            .withRecordWidth(start - 1));
  }

  private static int width(ColumnType type, int column, List<List<@Nullable Object>> rows) {
    if (type.kind() != Kind.TEXT && type.kind() != Kind.BYTES) {
      return 41;
    }
    int longest =
        rows.stream()
            .map(row -> row.get(column))
            .mapToInt(value -> value == null ? 1 : ((String) value).length())
            .max()
            .orElse(1);
    return type.kind() == Kind.TEXT ? longest : (longest + 2) / 3 * 4;
  }

  @Override
  protected @Nullable Object kept(ColumnType type, Object value) {
    if (type.kind() == Kind.BYTES) {
      return value.equals("") ? null : value;
    }
    if (type.kind() != Kind.TEXT) {
      return value;
    }
    String text = ((String) value).replaceAll(" +$", "");
    return text.replaceAll("[ \t]", "").isEmpty() ? null : text;
  }
}
