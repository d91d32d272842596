package io.lepton.format.json;

import io.lepton.LeptonException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records as a stream of lines in UTF-8, each an object, whatever they lie in.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
abstract class RecordLines extends InputStream {

  /**
   * Returns why the lines ended before they should, once they have; the last of them may then not
   * be whole. Null as long as all is well.
   */
  abstract @Nullable LeptonException fault();

  /** Returns how much of the source was read, as it lies there. */
  abstract long bytesRead();

  /** Says whether there may be no records at all. */
  abstract boolean mayBeEmpty();

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
