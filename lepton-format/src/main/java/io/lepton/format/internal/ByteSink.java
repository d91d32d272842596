package io.lepton.format.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes on their way to a stream: a buffer that is handed on in pieces of about 64 KiB.
 *
 * <p>A printer asks for room, writes into the buffer itself and says how far it got:
 *
 * <pre>{@code
 * byte[] buffer = sink.reserve(NumberPrinter.ROOM);
 * sink.moveTo(NumberPrinter.print(3.5, buffer, sink.position()));
 * }</pre>
 *
 * <p>The room asked for may be larger than what is used in the end, so that a printer can store
 * eight bytes at a time and keep fewer. Nothing is written to the stream between {@link #reserve}
 * and {@link #moveTo}.
 *
 * <p><b>Threads.</b> One thread at a time. The stream belongs to the caller, who closes it.
 */
public final class ByteSink {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PIECE = 64 << 10;

  private final OutputStream out;
  private byte[] buffer;
  private int position;

  /**
   * Makes an empty sink.
   *
   * @param out where the bytes go
   */
  public ByteSink(OutputStream out) {
    this(out, PIECE + (PIECE >> 2));
  }

  /**
   * Makes an empty sink for something small.
   *
   * @param out where the bytes go
   * @param capacity room to begin with, in bytes
   */
  public ByteSink(OutputStream out, int capacity) {
    this.out = out;
    this.buffer = new byte[capacity];
  }

  /**
   * Stores eight bytes, of which a printer may keep fewer.
   *
   * @param out where they go
   * @param at the offset of the first
   * @param word the bytes, the first one lowest
   */
  public static void store(byte[] out, int at, long word) {
    WORD.set(out, at, word);
  }

  /**
   * Makes room.
   *
   * @param bytes how many may be written from {@link #position} on
   * @return the buffer; another one after the next call
   * @throws IOException if the stream fails
   */
  public byte[] reserve(int bytes) throws IOException {
    if (buffer.length - position < bytes) {
      makeRoom(bytes);
    }
    return buffer;
  }

  private void makeRoom(int bytes) throws IOException {
    flush();
    if (buffer.length < bytes) {
      buffer = Arrays.copyOf(buffer, bytes);
    }
  }

  /**
   * Returns where the next byte goes.
   *
   * @return an offset in the buffer
   */
  public int position() {
    return position;
  }

  /**
   * Says how far the buffer is filled.
   *
   * @param newPosition the offset after the last byte written
   */
  public void moveTo(int newPosition) {
    position = newPosition;
  }

  /**
   * Writes a byte.
   *
   * @param value the byte
   * @throws IOException if the stream fails
   */
  public void write(byte value) throws IOException {
    reserve(1)[position] = value;
    position++;
  }

  /**
   * Writes bytes.
   *
   * @param bytes where they are
   * @param start the first of them
   * @param length how many
   * @throws IOException if the stream fails
   */
  public void write(byte[] bytes, int start, int length) throws IOException {
    reserve(length);
    System.arraycopy(bytes, start, buffer, position, length);
    position += length;
  }

  /**
   * Hands everything on to the stream, without flushing the stream itself.
   *
   * @throws IOException if the stream fails
   */
  public void flush() throws IOException {
    // Forgotten first: a caller who closes after a failure must not write the same bytes again.
    int length = position;
    position = 0;
    if (length > 0) {
      out.write(buffer, 0, length);
    }
  }
}
