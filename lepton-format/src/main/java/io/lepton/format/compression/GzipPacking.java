package io.lepton.format.compression;

import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** One gzip member is written, any number is read. */
final class GzipPacking implements Packing {

  private static final int PIECE = 64 << 10;

  @Override
  public InputStream expand(String source, CountedStream compressed, ReadLimits limits) {
    return new ExpandedStream(source, new GzipMembers(compressed), compressed, limits);
  }

  @Override
  public OutputStream compress(String target, OutputStream out) throws IOException {
    return new GZIPOutputStream(out, PIECE);
  }
}
