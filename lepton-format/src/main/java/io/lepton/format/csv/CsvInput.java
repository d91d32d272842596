package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.format.internal.ByteFeed;
import io.lepton.format.internal.CellSyntax;
import io.lepton.format.internal.Closing;
import io.lepton.format.internal.SourceBytes;
import io.lepton.format.internal.Transcoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An opened CSV file, of which the header has been read: the names of the columns are known, and
 * how lines end, and the window stands at the first record.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class CsvInput implements Closeable {

  private final DataSource source;
  private final CsvOptions options;
  private final ReadLimits limits;
  private final SourceBytes sourceBytes;
  private final ByteFeed feed;
  private final InputWindow window;
  private final CellSyntax syntax;
  private final boolean utf8;
  private Dialect dialect;
  private List<String> names = List.of();
  private byte[] beginning = {};

  private CsvInput(DataSource source, CsvOptions options, ReadLimits limits, InputStream in)
      throws IOException {
    this.source = source;
    this.options = options.isPlain() ? options : options.translated();
    this.limits = limits;
    this.sourceBytes = SourceBytes.open(in);
    Charset charset = sourceBytes.charset(options.charset());
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.feed =
        new ByteFeed(plain(utf8 ? sourceBytes : new Transcoder(sourceBytes, charset), options));
    this.window = new InputWindow(feed, utf8 ? sourceBytes.count() : 0);
    this.syntax =
        new CellSyntax(
            this.options.quote().map(q -> (int) q).orElse(-1), this.options.nullTokens());
    this.dialect = Dialect.of(this.options, Dialect.LF);
  }

  private InputStream plain(InputStream utf8, CsvOptions declared) {
    InputStream text =
        declared.skippedLines() == 0 ? utf8 : new SkippedLines(utf8, declared.skippedLines());
    return declared.isPlain()
        ? text
        : new DialectTranslation(text, declared, limits.maxRecordBytes());
  }

  static CsvInput open(DataSource source, CsvOptions options, ReadLimits limits)
      throws IOException {
    InputStream in = source.open();
    try {
      CsvInput input = new CsvInput(source, options, limits, in);
      input.readBeginning();
      return input;
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(in, e);
      throw e;
    }
  }

  private void readBeginning() throws IOException {
    window.open(this::room, ByteFeed.PIECE);
    window.readMore(ByteFeed.PIECE);
    findLineEnd();
    RecordScan first = firstRecord();
    if (options.header()) {
      window.moveTo(first.next());
    }
    names = options.names().isEmpty() ? names(first) : options.names();
    check(first);
    window.close();
    beginning = new byte[0];
  }

  private byte[] room(int bytes) {
    if (beginning.length < bytes) {
      beginning = Arrays.copyOf(beginning, bytes);
    }
    return beginning;
  }

  private void findLineEnd() throws IOException {
    byte found = LineEnds.UNKNOWN;
    do {
      found = LineEnds.find(dialect, window.bytes(), window.position(), window.limit());
    } while (found == LineEnds.UNKNOWN && readMore());
    if (found != LineEnds.UNKNOWN) {
      dialect = Dialect.of(options, found);
      window.setLineEnd(found);
    }
  }

  /** Reads as much again; false if there is no more, or a record has its maximal length. */
  private boolean readMore() throws IOException {
    int atHand = window.limit() - window.position();
    if (window.hasEnded() || atHand - 2 > limits.maxRecordBytes()) {
      return false;
    }
    window.readMore(moreOfRecord(atHand));
    return true;
  }

  /**
   * How much to read of a record that does not end in these bytes: as much again, up to its limit.
   */
  int moreOfRecord(int atHand) {
    int left = Math.max(limits.maxRecordBytes() - atHand, 0) + ByteFeed.PIECE;
    return Math.min(Math.max(atHand, ByteFeed.PIECE), left);
  }

  private RecordScan firstRecord() throws IOException {
    RecordScan scan = new RecordScan(dialect, limits.maxRecordBytes(), limits.maxColumns());
    while (true) {
      if (window.position() == window.limit() && !readMore()) {
        throw window.fault() == null ? empty() : headerFailure(window.fault());
      }
      switch (scan.scan(window.bytes(), window.position(), window.limit())) {
        case COMPLETE -> {
          return scan;
        }
        case SKIPPED -> window.moveTo(scan.next());
        case INCOMPLETE -> {
          if (!readMore()) {
            throw headerFailure(endFault(scan));
          }
        }
        case FAULTY -> throw headerFailure(Objects.requireNonNull(scan.fault()));
      }
    }
  }

  private MalformedInputException empty() {
    return new MalformedInputException(
        ErrorCode.EMPTY_INPUT, source.name() + ": needs a header or a record, found none");
  }

  /** Why a record is not complete at the end of what can be read. */
  private Fault endFault(RecordScan scan) {
    Fault fault = window.fault();
    return fault != null ? fault : new Fault(ErrorCode.UNCLOSED_QUOTE, scan.openQuote());
  }

  private LeptonException headerFailure(Fault fault) {
    return failure(new BlockFault(fault.code(), 0, window.byteOffset(fault.at())), 0, 0);
  }

  /**
   * Says in words why reading cannot go on.
   *
   * @param rows how many records there were before the fault's first one
   * @param bytes how many bytes there were before its first one
   */
  LeptonException failure(BlockFault fault, long rows, long bytes) {
    return new BlockFault(fault.code(), fault.row() + rows, fault.byteOffset() + bytes)
        .toException(source.name(), limits);
  }

  private List<String> names(RecordScan first) {
    List<String> found = new ArrayList<>();
    int start = first.start();
    for (int i = 0; i < first.fields(); i++) {
      int end = i == first.fields() - 1 ? first.end() : first.ends()[i];
      String name = options.header() ? syntax.text(window.bytes(), start, end) : "";
      found.add(name.isEmpty() ? "column_" + (i + 1) : name);
      start = first.ends()[i] + 1;
    }
    return found;
  }

  private void check(RecordScan first) {
    if (options.header() && first.fields() != names.size()) {
      throw new MalformedInputException(
          ErrorCode.RAGGED_RECORD,
          "%s, header: needs %d fields, found %d"
              .formatted(source.name(), names.size(), first.fields()));
    }
    if (names.size() > limits.maxColumns()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "Needs at most %d names, got %d".formatted(limits.maxColumns(), names.size()));
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer before = places.putIfAbsent(names.get(i), i);
      if (before != null) {
        // Not the name itself: in a file without a header it would be a value.
        throw new MalformedInputException(
            ErrorCode.DUPLICATE_COLUMN,
            "%s, header: needs distinct names, but columns %d and %d have the same"
                .formatted(source.name(), before + 1, i + 1));
      }
    }
  }

  String name() {
    return source.name();
  }

  List<String> names() {
    return names;
  }

  Dialect dialect() {
    return dialect;
  }

  CellSyntax syntax() {
    return syntax;
  }

  /** A window for bytes that were read by somebody else, counted from the first of them. */
  InputWindow newWindow() {
    InputWindow fresh = new InputWindow(feed, 0);
    fresh.setLineEnd(dialect.lineEnd());
    return fresh;
  }

  /** Where the bytes after the header come from, in UTF-8. */
  ByteFeed feed() {
    return feed;
  }

  /** Whether they are in UTF-8 in the source, too. */
  boolean isUtf8() {
    return utf8;
  }

  InputWindow window() {
    return window;
  }

  ReadLimits limits() {
    return limits;
  }

  long bytesRead() {
    return sourceBytes.count();
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
