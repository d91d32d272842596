package io.lepton.bench.jmh;

import com.alibaba.fastjson2.support.csv.CSVReader;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * The CSV readers of other people: cells by position, parsed into {@link MixedColumns}. All of them
 * decode UTF-8 with the JDK's decoder, which refuses what is none. Stateless.
 */
final class CsvPeers {

  private static final int LONGEST_CELL = 1 << 16;

  private CsvPeers() {}

  /** Reads with FastCSV. */
  static long fastCsv(Path file, Consumer<MixedColumns> consumer) throws IOException {
    MixedColumns columns = new MixedColumns(consumer);
    try (Reader text = Files.newBufferedReader(file);
        CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
      boolean header = true;
      for (CsvRecord record : reader) {
        if (!header) {
          columns.add(record::getField);
        }
        header = false;
      }
    }
    return columns.end();
  }

  /** Reads with univocity-parsers. */
  static long univocity(Path file, Consumer<MixedColumns> consumer) throws IOException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.getFormat().setLineSeparator("\n");
    CsvParser parser = new CsvParser(settings);
    MixedColumns columns = new MixedColumns(consumer);
    try (Reader text = Files.newBufferedReader(file)) {
      parser.beginParsing(text);
      for (@Nullable String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
        @Nullable String[] cells = row;
        columns.add(column -> cells[column]);
      }
    }
    return columns.end();
  }

  /** Reads with Jackson, without data binding beyond an array of text. */
  static long jackson(Path file, Consumer<MixedColumns> consumer) throws IOException {
    ObjectReader rows =
        CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build().readerFor(String[].class);
    MixedColumns columns = new MixedColumns(consumer);
    try (InputStream in = Files.newInputStream(file);
        MappingIterator<String[]> records = rows.readValues(in)) {
      records.next();
      while (records.hasNext()) {
        String[] cells = records.next();
        columns.add(column -> cells[column]);
      }
    }
    return columns.end();
  }

  /**
   * Reads with fastjson2, the whole file at once: from a stream, version 2.0.62 goes astray where a
   * quoted cell meets the end of its buffer.
   */
  static long fastjson(Path file, Consumer<MixedColumns> consumer) throws IOException {
    MixedColumns columns = new MixedColumns(consumer);
    byte[] bytes = Files.readAllBytes(file);
    try (CSVReader<?> reader = CSVReader.of(bytes, new Type[0])) {
      reader.readLine();
      for (String[] row = reader.readLine(); row != null; row = reader.readLine()) {
        String[] cells = row;
        // An empty last cell is left out.
        columns.add(column -> column < cells.length ? cells[column] : null);
      }
    }
    return columns.end();
  }
}
