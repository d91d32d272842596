package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.runtime.resource.SharedOnce.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads open and close the same things, some of which cannot be made at times. */
@Timeout(60)
class SharedOnceConcurrencyTest {

  private static final int THREADS = 32;
  private static final int ROUNDS = 3000;
  private static final int KEYS = 3;

  private final SharedOnce<Integer, Thing> things = new SharedOnce<>();
  private final AtomicInteger[] alive = {
    new AtomicInteger(), new AtomicInteger(), new AtomicInteger()
  };
  private final AtomicReference<String> wrong = new AtomicReference<>();

  private final class Thing implements AutoCloseable {

    private final int key;
    private volatile boolean isFreed;

    Thing(int key) {
      this.key = key;
      if (alive[key].incrementAndGet() != 1) {
        wrong.set("two at once");
      }
    }

    @Override
    public void close() {
      isFreed = true;
      alive[key].decrementAndGet();
    }
  }

  private void work(Random random) {
    for (int i = 0; i < ROUNDS; i++) {
      int key = random.nextInt(KEYS);
      boolean fails = random.nextInt(10) == 0;
      try (Share<Thing> share = things.open(key, () -> make(key, fails))) {
        if (random.nextBoolean()) {
          Thread.yield();
        }
        if (share.value().isFreed) {
          wrong.set("used after it was freed");
        }
      } catch (IllegalArgumentException e) {
        // Could not be made this time.
      }
    }
  }

  private Thing make(int key, boolean fails) {
    if (fails) {
      throw new IllegalArgumentException("not this time");
    }
    return new Thing(key);
  }

  @Test
  void openAndClose_byManyThreads_isNeverTwiceAndNeverFreedInUse() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      Thread thread = new Thread(() -> work(random));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).hasNullValue();
    assertThat(alive).allMatch(count -> count.get() == 0);
    assertThat(things.size()).isZero();
  }
}
