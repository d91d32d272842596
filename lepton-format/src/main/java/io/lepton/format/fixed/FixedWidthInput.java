package io.lepton.format.fixed;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.format.internal.ByteFeed;
import io.lepton.format.internal.Closing;
import io.lepton.format.internal.SourceBytes;
import io.lepton.format.internal.Transcoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An opened file: where its columns lie is known, and it stands at the first record.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class FixedWidthInput implements Closeable {

  private final String name;
  private final ReadLimits limits;
  private final SourceBytes sourceBytes;
  private final ByteFeed feed;
  private final Places places;
  private final RecordWindow window;
  private final Layout layout;
  private byte[] beginning = {};

  private FixedWidthInput(
      DataSource source, FixedWidthOptions options, ReadLimits limits, InputStream in)
      throws IOException {
    this.name = source.name();
    this.limits = limits;
    this.sourceBytes = SourceBytes.open(in);
    Charset charset = sourceBytes.charset(options.charset());
    boolean utf8 = charset.equals(StandardCharsets.UTF_8);
    this.feed = new ByteFeed(utf8 ? sourceBytes : new Transcoder(sourceBytes, charset));
    this.places = Places.of(options.unit(), charset);
    this.window =
        new RecordWindow(
            feed,
            places,
            options.recordWidth().orElse(0),
            limits.maxRecordBytes(),
            utf8 ? sourceBytes.count() : 0);
    this.layout =
        options.columns().isEmpty() ? search(options) : new Layout(options.columns(), false);
    if (options.header()) {
      skipHeader();
    }
    beginning = new byte[0];
  }

  static FixedWidthInput open(DataSource source, FixedWidthOptions options, ReadLimits limits)
      throws IOException {
    InputStream in = source.open();
    try {
      return new FixedWidthInput(source, options, limits, in);
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(in, e);
      throw e;
    }
  }

  private Layout search(FixedWidthOptions options) throws IOException {
    LayoutSearch search = new LayoutSearch(name, places, options.header(), limits.maxColumns());
    window.open(this::room, ByteFeed.PIECE);
    search.look(window);
    Layout found = search.layout();
    window.rewind();
    return found;
  }

  private void skipHeader() throws IOException {
    window.open(this::room, ByteFeed.PIECE);
    if (!window.next()) {
      if (window.fault() != null) {
        throw failure(window.fault(), 0);
      }
      throw new MalformedInputException(
          ErrorCode.EMPTY_INPUT, name + ": needs a header, found nothing");
    }
    window.close();
  }

  private byte[] room(int bytes) {
    if (beginning.length < bytes) {
      beginning = Arrays.copyOf(beginning, bytes);
    }
    return beginning;
  }

  /** Says in words why reading cannot go on. {@code row} 0 is the header. */
  LeptonException failure(Fault fault, long row) {
    String where =
        "%s, %s, byte %d: ".formatted(name, row == 0 ? "header" : "row " + row, fault.at());
    return switch (fault.code()) {
      case LIMIT_EXCEEDED ->
          new LimitExceededException(
              fault.code(),
              where
                  + "needs records of at most %d bytes, found more from here on"
                      .formatted(limits.maxRecordBytes()));
      case NUL_BYTE ->
          new MalformedInputException(
              fault.code(), where + "needs text, found a NUL byte; is it UTF-16, or binary?");
      default ->
          new MalformedInputException(
              fault.code(), where + "needs text in the encoding of the input, found other bytes");
    };
  }

  String name() {
    return name;
  }

  Places places() {
    return places;
  }

  RecordWindow window() {
    return window;
  }

  Layout layout() {
    return layout;
  }

  long bytesRead() {
    return sourceBytes.count();
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
