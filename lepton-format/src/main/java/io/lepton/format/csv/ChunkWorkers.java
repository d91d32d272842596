package io.lepton.format.csv;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that decode chunks. They are daemons, started when the first chunk is offered, and end
 * when this is closed.
 *
 * <p><b>Threads.</b> Any number of threads may call the methods at once.
 */
final class ChunkWorkers implements AutoCloseable {

  private final int threads;
  private final Supplier<ChunkDecoder> decoders;
  private final List<Thread> started = new ArrayList<>();
  private final Object lock = new Object();
  private final Deque<Chunk> offered = new ArrayDeque<>();
  private boolean closed;

  /**
   * Makes the workers.
   *
   * @param threads how many
   * @param decoders makes what each of them decodes with; called by the thread that offers first
   */
  ChunkWorkers(int threads, Supplier<ChunkDecoder> decoders) {
    this.threads = threads;
    this.decoders = decoders;
  }

  /** Has a chunk decoded sometime. */
  void offer(Chunk chunk) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      offered.add(chunk);
      lock.notifyAll();
    }
    for (int i = started.size(); i < threads; i++) {
      start(decoders.get());
    }
  }

  private void start(ChunkDecoder decoder) {
    Thread thread = new Thread(() -> work(decoder), "lepton-csv-" + (started.size() + 1));
    thread.setDaemon(true);
    started.add(thread);
    thread.start();
  }

  private void work(ChunkDecoder decoder) {
    for (Chunk chunk = next(); chunk != null; chunk = next()) {
      decoder.decode(chunk);
      finish(chunk);
    }
  }

  private @Nullable Chunk next() {
    synchronized (lock) {
      while (!closed && offered.isEmpty()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Nobody but close() ends a worker, and somebody who interrupts all threads must not
          // leave the reader without them.
        }
      }
      return closed ? null : take();
    }
  }

  private @Nullable Chunk take() {
    Chunk chunk = offered.poll();
    if (chunk != null) {
      chunk.setTaken();
    }
    return chunk;
  }

  private void finish(Chunk chunk) {
    synchronized (lock) {
      chunk.setDone();
      lock.notifyAll();
    }
  }

  /** Takes a chunk that is wanted now away from the workers. Returns false if one has it. */
  boolean withdraw(Chunk chunk) {
    synchronized (lock) {
      if (chunk.isTaken()) {
        return false;
      }
      offered.remove(chunk);
      chunk.setTaken();
      return true;
    }
  }

  /** Takes any chunk that no worker has yet, for the caller to decode. */
  @Nullable Chunk takeOffered() {
    synchronized (lock) {
      return take();
    }
  }

  /** Decodes a chunk that the caller has taken. */
  void decode(Chunk chunk, ChunkDecoder decoder) {
    decoder.decode(chunk);
    finish(chunk);
  }

  boolean isDone(Chunk chunk) {
    synchronized (lock) {
      return chunk.isDone();
    }
  }

  /**
   * Waits for a chunk that a worker has. An interrupt does not end this, since the work does not
   * take long; it is kept for the caller.
   */
  void await(Chunk chunk) {
    boolean interrupted = false;
    synchronized (lock) {
      while (!chunk.isDone()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads, each after the chunk that it has. Does not wait for them. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      offered.clear();
      lock.notifyAll();
    }
  }
}
