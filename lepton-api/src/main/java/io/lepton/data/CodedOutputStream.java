package io.lepton.data;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Gives failures of an output a code and the name of the target. */
final class CodedOutputStream extends FilterOutputStream {

  private final String target;
  private final boolean owned;

  CodedOutputStream(String target, OutputStream out, boolean owned) {
    super(out);
    this.target = target;
    this.owned = owned;
  }

  static LeptonIOException failed(String target, IOException cause) {
    return new LeptonIOException(
        ErrorCode.OUTPUT_FAILED,
        "Cannot write %s: %s".formatted(target, FailureReason.of(cause)),
        cause);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!owned) {
      // The stream belongs to whoever passed it in.
      flush();
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      throw failed(target, e);
    }
  }
}
