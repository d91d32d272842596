package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output for data: a print stream that does not keep its failures to itself. */
final class CheckedOutput extends OutputStream {

  private final PrintStream out;

  CheckedOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    check();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    check();
  }

  // Also flushes, which is why data arrives in large pieces.
  private void check() throws IOException {
    if (out.checkError()) {
      throw new LeptonIOException(
          ErrorCode.OUTPUT_FAILED, "Cannot write standard output: closed or full", null);
    }
  }
}
