package io.lepton.bench.jmh;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** The JSON libraries of other people, with the settings that make them fast. Stateless. */
final class JsonPeers {

  private static final List<String> NAMES = MixedFile.SCHEMA.names();
  private static final Map<String, Integer> PLACES = places();
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .rootValueSeparator("\n")
          .build();

  private JsonPeers() {}

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (String name : NAMES) {
      places.put(name, places.size());
    }
    return places;
  }

  /** Reads with Jackson's streaming parser. */
  static long jackson(Path file, Consumer<MixedColumns> consumer) throws IOException {
    MixedColumns columns = new MixedColumns(consumer);
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), in)) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        readRecord(parser, columns);
        columns.endRow();
      }
    }
    return columns.end();
  }

  private static void readRecord(JsonParser parser, MixedColumns columns) {
    int expected = 0;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      // In files of this kind the keys mostly come in the same order.
      boolean guessed = expected < NAMES.size() && NAMES.get(expected).equals(name);
      int column = guessed ? expected : PLACES.getOrDefault(name, -1);
      readValue(parser, columns, column);
      expected = column + 1;
    }
  }

  private static void readValue(JsonParser parser, MixedColumns columns, int column) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      columns.setMissing(column);
      return;
    }
    switch (column) {
      case 0, 1, 2, 3 -> columns.setLong(column, parser.getLongValue());
      case 4, 5, 6, 7 -> columns.setDouble(column, parser.getDoubleValue());
      case 12 -> columns.setDate(column, parser.getString());
      case 13, 14 -> columns.setTimestamp(column, parser.getString());
      case 15 -> columns.setLong(column, token == JsonToken.VALUE_TRUE ? 1 : 0);
      default -> columns.setText(column, parser.getString());
    }
  }

  /** Reads line by line with fastjson2's data binding, its fastest way. */
  static long fastjson(Path file, Consumer<MixedColumns> consumer) throws IOException {
    MixedColumns columns = new MixedColumns(consumer);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 20];
      int length = 0;
      for (int count = in.read(buffer); count >= 0; ) {
        length += count;
        int done = readLines(buffer, length, columns);
        System.arraycopy(buffer, done, buffer, 0, length - done);
        length -= done;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
        count = in.read(buffer, length, buffer.length - length);
      }
    }
    return columns.end();
  }

  private static int readLines(byte[] buffer, int length, MixedColumns columns) {
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (buffer[at] == '\n') {
        JSON.parseObject(buffer, start, at - start, StandardCharsets.UTF_8, MixedRow.class)
            .addTo(columns);
        start = at + 1;
      }
    }
    return start;
  }

  /** Converts with Jackson's data binding on both sides. */
  static void jacksonCsvToNdjson(Path csv, Path ndjson) throws IOException {
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    ObjectWriter writer =
        JsonMapper.builder(JACKSON)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build()
            .writerFor(MixedRow.class)
            .withRootValueSeparator("\n");
    CsvMapper mapper = CsvMapper.builder().enable(CsvReadFeature.EMPTY_STRING_AS_NULL).build();
    try (InputStream in = Files.newInputStream(csv);
        MappingIterator<MixedRow> rows =
            mapper.readerFor(MixedRow.class).with(schema).readValues(in);
        OutputStream out = Files.newOutputStream(ndjson);
        SequenceWriter lines = writer.writeValues(out)) {
      while (rows.hasNext()) {
        lines.write(rows.next());
      }
    }
  }

  /** Writes columns of doubles with Jackson's streaming generator. */
  static void jacksonDoubles(double[][] columns, OutputStream out) {
    try (JsonGenerator json = JACKSON.createGenerator(ObjectWriteContext.empty(), out)) {
      for (int row = 0; row < columns[0].length; row++) {
        json.writeStartObject();
        for (int column = 0; column < columns.length; column++) {
          json.writeNumberProperty(NAMES.get(column), columns[column][row]);
        }
        json.writeEndObject();
      }
    }
  }

  /** Writes columns of doubles with fastjson2. */
  static void fastjsonDoubles(double[][] columns, OutputStream out) throws IOException {
    try (JSONWriter json = JSONWriter.ofUTF8()) {
      for (int row = 0; row < columns[0].length; row++) {
        json.startObject();
        for (int column = 0; column < columns.length; column++) {
          json.writeName(NAMES.get(column));
          json.writeColon();
          json.writeDouble(columns[column][row]);
        }
        json.endObject();
        json.writeRaw('\n');
        if (row % 1_024 == 0) {
          json.flushTo(out);
        }
      }
      json.flushTo(out);
    }
  }
}
