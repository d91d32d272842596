package io.lepton.format.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes from a stream, some of which may be given back.
 *
 * <p>A reader asks for the bytes of a whole batch, keeps the records that are complete, and gives
 * back what is left over for the next batch. Large pieces go from the stream straight to where they
 * are wanted.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class ByteFeed implements Closeable {

  /**
   * What is read at once: enough to drown the cost of a call, and still in the core's own cache.
   */
  public static final int PIECE = 64 << 10;

  private final InputStream in;
  private byte[] held;
  private int heldStart;
  private int heldEnd;
  private boolean ended;

  /**
   * Makes a feed.
   *
   * @param in the stream, closed with the feed
   */
  public ByteFeed(InputStream in) {
    this.in = in;
    this.held = new byte[PIECE];
  }

  /**
   * Delivers bytes.
   *
   * @param into where they go
   * @param offset the first of them
   * @param wanted how many
   * @return how many there were; fewer than wanted only at the end of the stream
   * @throws IOException if the stream fails
   */
  public int fill(byte[] into, int offset, int wanted) throws IOException {
    int count = take(into, offset, wanted);
    while (count < wanted && !ended) {
      int rest = wanted - count;
      if (rest >= PIECE / 4) {
        count += readDirectly(into, offset + count, Math.min(rest, PIECE));
      } else {
        refill();
        count += take(into, offset + count, rest);
      }
    }
    return count;
  }

  private int take(byte[] into, int offset, int wanted) {
    int count = Math.min(wanted, heldEnd - heldStart);
    System.arraycopy(held, heldStart, into, offset, count);
    heldStart += count;
    return count;
  }

  private int readDirectly(byte[] into, int offset, int length) throws IOException {
    // What was given out from here no longer ends where the stream stands: it cannot be given back
    // by moving a pointer.
    heldStart = 0;
    heldEnd = 0;
    int count = in.read(into, offset, length);
    ended = count < 0;
    return Math.max(count, 0);
  }

  private void refill() throws IOException {
    heldStart = 0;
    heldEnd = 0;
    heldEnd = Math.max(readDirectly(held, 0, PIECE), 0);
  }

  /**
   * Takes back the last bytes that were delivered.
   *
   * @param from where they lie, unchanged
   * @param start the first of them
   * @param end the end of them, which is the last byte that was delivered
   */
  public void giveBack(byte[] from, int start, int end) {
    int count = end - start;
    if (count <= heldStart) {
      heldStart -= count;
      return;
    }
    int rest = heldEnd - heldStart;
    byte[] room = held.length >= count + rest ? held : new byte[Math.addExact(count, rest)];
    System.arraycopy(held, heldStart, room, count, rest);
    System.arraycopy(from, start, room, 0, count);
    held = room;
    heldStart = 0;
    heldEnd = count + rest;
    release();
  }

  // One very long record must not leave its memory behind.
  private void release() {
    if (held.length > 16 * PIECE && heldEnd <= PIECE) {
      held = Arrays.copyOf(held, PIECE);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
