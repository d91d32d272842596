package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of newline-delimited JSON, as they are. */
final class TextLines extends RecordLines {

  private final String source;
  private final JsonInput in;

  TextLines(String source, JsonInput in) {
    this.source = source;
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return in.read(bytes, offset, length);
  }

  @Override
  @Nullable LeptonException fault() {
    return in.isBroken() ? notInEncoding(source, in) : null;
  }

  /** Returns why the text of a source ends where it does. */
  static MalformedInputException notInEncoding(String source, JsonInput in) {
    return new MalformedInputException(
        ErrorCode.INVALID_ENCODING,
        "%s: needs text in %s, found other bytes among the first %d"
            .formatted(source, in.charset().name(), in.bytesRead()));
  }

  @Override
  long bytesRead() {
    return in.bytesRead();
  }

  @Override
  boolean mayBeEmpty() {
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
