package io.lepton.format.compression;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The only class that knows the optional library. */
final class ZstdPacking implements Packing {

  /** Two to this power is how many bytes back a frame may refer to, and so the memory it needs. */
  private static final int MAX_WINDOW_LOG = 27;

  @Override
  public InputStream expand(String source, CountedStream compressed, ReadLimits limits)
      throws IOException {
    try {
      InputStream expanded = new ZstdInputStream(compressed).setLongMax(MAX_WINDOW_LOG);
      return new ExpandedStream(source, expanded, compressed, limits);
    } catch (LinkageError e) {
      throw missing(e);
    }
  }

  @Override
  public OutputStream compress(String target, OutputStream out) throws IOException {
    try {
      // A checksum costs next to nothing and finds a damaged file.
      return new ZstdOutputStream(out).setChecksum(true);
    } catch (LinkageError e) {
      throw missing(e);
    }
  }

  private static LeptonException missing(LinkageError cause) {
    return new LeptonException(
        ErrorCode.MISSING_LIBRARY,
        "Zstandard needs com.github.luben:zstd-jni on the class path, and its native library",
        cause);
  }
}
