package io.lepton.format.internal;

import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;

/**
 * Lets only those into a reader who may be: not once it is closed, not after it failed half-way
 * through a batch, and only with a batch of the reader's schema.
 *
 * <p>A reader calls {@link #enter}, fills the batch, and calls {@link #leave}.
 *
 * <p><b>Threads.</b> One thread at a time, as the reader itself; only {@link #close} may come from
 * another.
 */
public final class ReaderGate {

  private final Schema schema;
  private boolean failed;
  private volatile boolean closed;

  /**
   * Makes an open gate.
   *
   * @param schema what batches have to be of
   */
  public ReaderGate(Schema schema) {
    this.schema = schema;
  }

  /**
   * Begins with a batch. Until {@link #leave} says that all went well, the reader counts as failed.
   *
   * @param batch the batch to fill
   * @throws IllegalStateException if the reader is closed, or has failed before
   * @throws IllegalArgumentException if the batch is of another schema
   */
  public void enter(RecordBatch batch) {
    if (closed || failed) {
      throw new IllegalStateException(
          closed ? "The reader is closed" : "The reader has failed before");
    }
    if (!batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "Needs a batch of %s, got one of %s".formatted(schema, batch.schema()));
    }
    failed = true;
  }

  /** Says that all went well, or that what went wrong may be asked for again. */
  public void leave() {
    failed = false;
  }

  /**
   * Lets nobody in any more.
   *
   * @return whether it was open
   */
  public boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }
}
