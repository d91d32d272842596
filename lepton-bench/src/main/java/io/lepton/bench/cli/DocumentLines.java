package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, as bytes; blank ones are left out. */
final class DocumentLines implements Closeable {

  private final InputStream in;
  private final int maxBytes;
  private long count;

  /**
   * Makes lines.
   *
   * @param in closed with the lines
   * @param maxBytes how long a line may be
   */
  DocumentLines(InputStream in, int maxBytes) {
    this.in = new BufferedInputStream(in, 64 << 10);
    this.maxBytes = maxBytes;
  }

  /** Returns the next line that is not blank, without its line feed; null after the last one. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean blank = true;
    int b = in.read();
    for (; b >= 0 && (b != '\n' || blank); b = in.read()) {
      if (line.size() == maxBytes) {
        throw new LimitExceededException(
            ErrorCode.LIMIT_EXCEEDED,
            "A document may have %,d bytes; document %d has more".formatted(maxBytes, count + 1));
      }
      blank &= b == ' ' || b == '\t' || b == '\r' || b == '\n';
      if (!blank) {
        line.write(b);
      }
    }
    if (blank) {
      return null;
    }
    count++;
    return line.toByteArray();
  }

  /** Returns which document the last one was, from 1. */
  long number() {
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
