package io.lepton.format.compression;

import io.lepton.data.DataTarget;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Another target, to which bytes go in compressed form. */
final class PackedTarget implements DataTarget {

  private static final int PIECE = 64 << 10;

  private final DataTarget target;
  private final Packing packing;
  private @Nullable OutputStream stream;

  PackedTarget(DataTarget target, Packing packing) {
    this.target = target;
    this.packing = packing;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public OutputStream open() throws IOException {
    OutputStream out = new BufferedOutputStream(new Kept(target.open()), PIECE);
    stream = packing.compress(name(), out);
    return stream;
  }

  /** Writes the end of the compressed data and frees what the compression holds. */
  void finish() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  @Override
  public void commit() throws IOException {
    target.commit();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  /** Is not closed when the compression is: the stream belongs to the target. */
  private static final class Kept extends FilterOutputStream {

    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
