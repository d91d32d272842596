package io.lepton.runtime.scoring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves slots through the three stages read, infer and write, in order.
 *
 * <p>With one thread the stages follow each other. With two, reading has a thread of its own; with
 * three, writing has one as well; the caller's thread always infers. Slots go round: an empty one
 * waits in {@code free}, and what one stage has done waits for the next in a queue that has room
 * for every slot, so that only an empty queue ever makes a stage wait. The first failure of a stage
 * stops all of them, and it is what {@link #run} throws.
 */
final class Pipeline {

  private final int threads;
  private final BooleanSupplier cancelled;
  private final Lane free;
  private final Lane read;
  private final Lane inferred;
  private volatile @Nullable Throwable failure;

  Pipeline(List<Slot> slots, int threads, BooleanSupplier cancelled) {
    this.threads = threads;
    this.cancelled = cancelled;
    this.free = new Lane(slots.size());
    this.read = new Lane(slots.size());
    this.inferred = new Lane(slots.size());
    slots.forEach(free::put);
  }

  /** A stage that begins the round. */
  @FunctionalInterface
  interface Source {
    /** Fills a slot, or returns false at the end. */
    boolean fill(Slot slot) throws IOException;
  }

  /** A stage that works on what the one before it has done. */
  @FunctionalInterface
  interface Stage {
    void process(Slot slot) throws IOException;
  }

  void run(Source source, Stage infer, Stage write) throws IOException {
    if (threads == 1) {
      runInTurn(source, infer, write);
    } else if (threads == 2) {
      runOverlapped(
          source,
          slot -> {
            infer.process(slot);
            write.process(slot);
          },
          List.of());
    } else {
      runOverlapped(source, infer, List.of(write));
    }
  }

  private void runInTurn(Source source, Stage infer, Stage write) throws IOException {
    Slot slot = free.takeNow();
    checkCancelled(cancelled);
    while (source.fill(slot)) {
      infer.process(slot);
      write.process(slot);
      checkCancelled(cancelled);
    }
  }

  private void runOverlapped(Source source, Stage infer, List<Stage> write) throws IOException {
    List<Thread> helpers = new ArrayList<>();
    helpers.add(start("read", () -> readAll(source)));
    for (Stage stage : write) {
      helpers.add(start("write", () -> processAll(inferred, stage, free)));
    }
    guard(() -> processAll(read, infer, write.isEmpty() ? free : inferred));
    join(helpers);
    rethrow();
  }

  private void readAll(Source source) throws IOException {
    Slot slot = free.take();
    while (slot != null && source.fill(slot)) {
      read.put(slot);
      slot = free.take();
    }
    read.end();
  }

  private void processAll(Lane from, Stage stage, Lane to) throws IOException {
    for (Slot slot = from.take(); slot != null; slot = from.take()) {
      stage.process(slot);
      to.put(slot);
    }
    to.end();
  }

  private Thread start(String name, Work work) {
    Thread thread = new Thread(() -> guard(work), "lepton-scoring-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void guard(Work work) {
    try {
      work.run();
    } catch (Throwable e) {
      // Whatever it is, the other stages must not wait for this one for ever.
      fail(e);
    }
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
      List.of(free, read, inferred).forEach(Lane::end);
    }
  }

  private static void join(List<Thread> helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() throws IOException {
    Throwable e = failure;
    if (e instanceof IOException io) {
      throw io;
    }
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (e instanceof Error error) {
      throw error;
    }
  }

  /** Ends the work if the caller wants it to, or the thread was interrupted. */
  static void checkCancelled(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The scoring run was cancelled");
    }
  }

  /** Slots between two stages. */
  private final class Lane {

    private static final Object END = new Object();

    private final BlockingQueue<Object> slots;

    Lane(int capacity) {
      // Room for the end of the stage before and for that of a failure, whichever comes first.
      this.slots = new ArrayBlockingQueue<>(capacity + 2);
    }

    void put(Slot slot) {
      slots.add(slot);
    }

    void end() {
      slots.offer(END);
    }

    Slot takeNow() {
      return (Slot) slots.remove();
    }

    /** Returns the next slot, or null after the last one or when another stage has failed. */
    @Nullable Slot take() {
      checkCancelled(cancelled);
      Object next = next();
      return next == END || failure != null ? null : (Slot) next;
    }

    private Object next() {
      try {
        return slots.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("The scoring run was interrupted");
      }
    }
  }
}
