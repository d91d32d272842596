package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard input that can be given up on. A thread that waits for a keyboard or a pipe cannot be
 * interrupted, and a command that waits there could not delete its temporary files after Ctrl-C; so
 * a daemon thread of its own does the waiting.
 */
final class PumpedInput extends InputStream {

  private static final int CHUNK_BYTES = 1 << 18;
  private static final int CHUNKS_AHEAD = 4;
  private static final long POLL_MILLIS = 100;
  private static final byte[] END = new byte[0];

  private final InputStream stream;
  private final BooleanSupplier cancelled;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
  private volatile @Nullable IOException failure;
  private boolean started;
  private byte[] chunk = {};
  private int position;
  private boolean ended;

  PumpedInput(InputStream stream, BooleanSupplier cancelled) {
    this.stream = stream;
    this.cancelled = cancelled;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (position == chunk.length && !advance()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean advance() throws IOException {
    if (ended) {
      return false;
    }
    chunk = take();
    position = 0;
    ended = chunk.length == 0;
    IOException failed = failure;
    if (ended && failed != null) {
      throw new LeptonIOException(ErrorCode.INPUT_FAILED, "Cannot read standard input", failed);
    }
    return !ended;
  }

  private byte[] take() {
    start();
    try {
      byte[] next = null;
      while (next == null) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException();
        }
        next = chunks.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private void start() {
    if (!started) {
      started = true;
      Thread pump = new Thread(this::pump, "lepton-stdin");
      pump.setDaemon(true);
      pump.start();
    }
  }

  private void pump() {
    try {
      byte[] buffer = new byte[CHUNK_BYTES];
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        if (count > 0) {
          chunks.put(Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    putEnd();
  }

  private void putEnd() {
    try {
      chunks.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
