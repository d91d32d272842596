package io.lepton.format.fixed;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.internal.VectorCells;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides where each column is written. */
final class OutputLayout {

  private final FixedWidthOptions options;
  private final Places places;
  private final List<OutputColumn> columns = new ArrayList<>();

  private OutputLayout(FixedWidthOptions options, Places places) {
    this.options = options;
    this.places = places;
  }

  /**
   * Places the columns of a schema.
   *
   * @return the columns from the first place on
   */
  static List<OutputColumn> of(FixedWidthOptions options, Schema schema, Places places) {
    OutputLayout layout = new OutputLayout(options, places);
    Map<String, FixedWidthColumn> given =
        options.columns().stream()
            .collect(Collectors.toMap(FixedWidthColumn::name, Function.identity()));
    for (int i = 0; i < schema.size(); i++) {
      layout.add(schema.field(i), i, given);
    }
    layout.columns.sort(Comparator.comparingInt(column -> column.place().start()));
    layout.check();
    return layout.columns;
  }

  private void add(Field field, int index, Map<String, FixedWidthColumn> given) {
    int width = field.type().width();
    for (int element = 0; element < width; element++) {
      String name = VectorCells.name(field, element);
      FixedWidthColumn place = given.isEmpty() ? next(name, field.type()) : given.get(name);
      if (place == null) {
        throw new IllegalArgumentException("The layout needs a column named " + name);
      }
      columns.add(new OutputColumn(place, index, element, field.type()));
    }
  }

  // With one blank between it and the one before.
  private FixedWidthColumn next(String name, ColumnType type) {
    int start = columns.isEmpty() ? 1 : columns.get(columns.size() - 1).place().end() + 1;
    byte[] header = name.getBytes(StandardCharsets.UTF_8);
    int headerWidth = options.header() ? places.width(header, 0, header.length) : 0;
    return FixedWidthColumn.of(name, start, Math.max(width(name, type), headerWidth));
  }

  private int width(String name, ColumnType type) {
    return switch (type.kind()) {
      case BOOL -> "false".length();
      case INT8 -> "-128".length();
      case UINT8 -> "255".length();
      case INT16 -> "-32768".length();
      case UINT16 -> "65535".length();
      case INT32 -> "-2147483648".length();
      case UINT32 -> "4294967295".length();
      case INT64 -> "-9223372036854775808".length();
      case UINT64 -> "18446744073709551615".length();
      case FP16, BF16, FP32 -> "-1.17549435E-38".length();
      case FP64 -> "-2.2250738585072014E-308".length();
      case DATE -> "2024-02-29".length();
      case TIMESTAMP ->
          "2024-02-29T12:00:00.000000".length()
              + (type.zone() == ColumnType.TimeZoneRule.UTC ? 1 : 0);
      // A sign, a point, and a zero before it where there are no other digits.
      case DECIMAL -> type.precision() + 3;
      case TEXT, BYTES -> textWidth(name, type);
    };
  }

  private int textWidth(String name, ColumnType type) {
    return options
        .textWidth()
        .orElseThrow(
            () ->
                new LeptonException(
                    ErrorCode.UNREPRESENTABLE,
                    "Column %s of %s needs a width: name it in a layout, or set a width for texts"
                        .formatted(name, type)));
  }

  private void check() {
    int end = 1;
    for (OutputColumn column : columns) {
      if (column.place().start() < end) {
        throw new IllegalArgumentException(
            "For writing, columns need places of their own, but %s begins at %d, before the end of another"
                .formatted(column.place().name(), column.place().start()));
      }
      end = column.place().end();
    }
    int width = options.recordWidth().orElse(FixedWidthOptions.MAX_WIDTH);
    if (end - 1 > width) {
      throw new IllegalArgumentException(
          "Records of %d places cannot hold columns up to place %d".formatted(width, end - 1));
    }
  }
}
