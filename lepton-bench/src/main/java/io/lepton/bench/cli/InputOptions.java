package io.lepton.bench.cli;

import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.format.compression.Compression;
import io.lepton.format.csv.CsvDetection;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.csv.CsvOptions;
import io.lepton.format.json.JsonFormat;
import io.lepton.format.json.JsonOptions;
import io.lepton.format.json.JsonOptions.Lists;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.format.xml.XmlFormat;
import io.lepton.format.xml.XmlOptions;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the records of an input are written down: options that all commands that read share. */
final class InputOptions {

  /** Below this, the dialect that was found is no more than a guess. */
  private static final double SURE = 0.5;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      description = "The format of IN: csv, tsv, json, ndjson, xml, fwf; csv.gz if compressed.")
  @Nullable String from;

  @Option(
      names = "--detect",
      description = "CSV: finds out encoding, delimiter, quotes, header from the first rows.")
  boolean detect;

  @Option(
      names = "--delimiter",
      paramLabel = "TEXT",
      description = "CSV: what stands between two cells; tab for a tab.")
  @Nullable String delimiter;

  @Option(names = "--quote", paramLabel = "C", description = "CSV: what encloses cells, or none.")
  @Nullable String quote;

  @Option(
      names = "--escape",
      paramLabel = "C",
      description = "CSV: what makes the character after it plain text.")
  @Nullable Character escape;

  @Option(names = "--comment", paramLabel = "C", description = "CSV: what begins a comment.")
  @Nullable Character comment;

  @Option(names = "--no-header", description = "CSV: the first row is data.")
  boolean noHeader;

  @Option(
      names = "--skip-lines",
      paramLabel = "N",
      description = "CSV: passes over so many lines before the header.")
  int skipLines;

  @Option(
      names = "--null",
      paramLabel = "TEXT",
      description = "CSV: another cell that stands for a missing value. May be repeated.")
  List<String> nulls = List.of();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "CSV and JSON: for example windows-1252 or GB18030. Default: UTF-8.")
  @Nullable Charset encoding;

  @Option(
      names = "--records",
      paramLabel = "PATH",
      description = "Where the records are: /data/items in JSON (RFC 6901), /root/item in XML.")
  @Nullable String records;

  @Option(
      names = "--lists-as-text",
      description = "JSON: a list that is no vector of numbers becomes its own JSON text.")
  boolean listsAsText;

  private Optional<List<String>> missing = Optional.empty();
  private Optional<CsvDetection> detection = Optional.empty();

  /**
   * Takes over how a schema says that missing values are written, unless the command line does.
   *
   * @param tokens the cells that stand for a missing value; empty to leave that to the format
   */
  void missing(Optional<List<String>> tokens) {
    missing = tokens;
  }

  /**
   * Returns what was found out about the dialect.
   *
   * @return the finding, after {@link #format}; empty if nobody asked for it
   */
  Optional<CsvDetection> detection() {
    return detection;
  }

  /**
   * Returns the format of an input.
   *
   * @param in the input
   * @param terminal where a doubtful finding is told
   * @return the format with the options of the command line
   */
  RecordFormat format(Place in, Terminal terminal) throws IOException {
    if (detect) {
      return in.packed(new CsvFormat(detected(in, terminal)));
    }
    String name = name(in);
    boolean csv = name.equals("csv") || name.equals("tsv");
    if (!hasOptions() && !(csv && missing.isPresent())) {
      return in.format(from, "--from", spec);
    }
    return in.packed(
        switch (name) {
          case "csv" -> new CsvFormat(withOptions(CsvOptions.defaults()));
          case "tsv" -> new CsvFormat(withOptions(CsvOptions.defaults().withDelimiter('\t')));
          case "json" -> new JsonFormat(jsonOptions());
          case "ndjson" -> new NdjsonFormat(jsonOptions());
          case "xml" -> new XmlFormat(xmlOptions());
          default ->
              throw wrong("The options for CSV, JSON and XML do not go with the format " + name);
        });
  }

  /**
   * Says whether an input has one JSON document on each line, and refuses one that has none at all.
   *
   * @param in the input
   * @return false if the whole of it is one document
   */
  boolean hasDocumentLines(Place in) {
    String name = name(in);
    if (detect || hasOptions() || in.entry() != null) {
      throw wrong("--documents goes with --from alone, and not with an entry of an archive");
    }
    if (!name.equals("json") && !name.equals("ndjson")) {
      throw wrong("--documents is for JSON and NDJSON, not for the format " + name);
    }
    return name.equals("ndjson");
  }

  private boolean hasOptions() {
    return hasCsvOptions() || encoding != null || records != null || listsAsText;
  }

  private boolean hasCsvOptions() {
    return delimiter != null
        || quote != null
        || escape != null
        || comment != null
        || noHeader
        || skipLines != 0
        || !nulls.isEmpty();
  }

  /** The name of the format, without that of a compression. */
  private String name(Place in) {
    String whole = from != null ? from : in.format(null, "--from", spec).name();
    return whole.toLowerCase(Locale.ROOT).replaceFirst("\\.[^.]*$", "");
  }

  private CsvOptions detected(Place in, Terminal terminal) throws IOException {
    if (records != null) {
      throw wrong("--detect is for CSV, --records for JSON and XML");
    }
    CsvDetection found = CsvDetection.of(expanded(in, terminal));
    detection = Optional.of(found);
    if (found.confidence() < SURE) {
      terminal
          .err()
          .printf(
              Locale.ROOT,
              "lepton: the dialect of %s is a guess (confidence %.2f): see lepton inspect --detect%n",
              in,
              found.confidence());
    }
    return withOptions(found.options());
  }

  /** Returns the data of an input, unpacked if the name of its file says that it is packed. */
  DataSource expanded(Place in, Terminal terminal) {
    DataSource source = in.source(terminal);
    String name = String.valueOf(in.file());
    Optional<Compression> compression =
        Compression.byExtension(name.substring(name.lastIndexOf('.') + 1));
    return compression.map(c -> c.expanded(source, ReadLimits.defaults())).orElse(source);
  }

  private CsvOptions withOptions(CsvOptions plain) {
    CsvOptions options = plain;
    try {
      if (delimiter != null) {
        options = options.withDelimiter(delimiter.equals("tab") ? "\t" : delimiter);
      }
      if (quote != null) {
        options = quote.equals("none") ? options.withoutQuote() : options.withQuote(only(quote));
      }
      options = escape == null ? options : options.withEscape(escape);
      options = comment == null ? options : options.withComment(comment);
      options = encoding == null ? options : options.withCharset(encoding);
      options = noHeader ? options.withHeader(false) : options;
      options = skipLines == 0 ? options : options.withSkippedLines(skipLines);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    if (nulls.isEmpty()) {
      return missing.isPresent() ? options.withNullTokens(missing.get()) : options;
    }
    return options.withNullTokens(withEmpty(nulls));
  }

  private static List<String> withEmpty(List<String> tokens) {
    List<String> all = new ArrayList<>(List.of(""));
    all.addAll(tokens);
    return all;
  }

  private char only(String text) {
    if (text.length() != 1) {
      throw wrong("--quote needs one character, or none");
    }
    return text.charAt(0);
  }

  private JsonOptions jsonOptions() {
    requireNoCsvOptions();
    JsonOptions options = JsonOptions.defaults();
    options = encoding == null ? options : options.withCharset(encoding);
    options = listsAsText ? options.withLists(Lists.AS_TEXT) : options;
    try {
      return records == null ? options : options.withRecordsAt(records);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private XmlOptions xmlOptions() {
    requireNoCsvOptions();
    if (listsAsText) {
      throw wrong("--lists-as-text is for JSON");
    }
    if (encoding != null) {
      throw wrong("An XML document says its encoding itself: --encoding is for CSV and JSON");
    }
    try {
      return records == null ? XmlOptions.defaults() : XmlOptions.defaults().withRecords(records);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void requireNoCsvOptions() {
    if (hasCsvOptions()) {
      throw wrong("The options for CSV do not go with another format");
    }
  }

  private ParameterException wrong(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }
}
