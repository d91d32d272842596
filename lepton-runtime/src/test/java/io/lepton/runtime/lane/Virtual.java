package io.lepton.runtime.lane;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** Virtual threads for tests that are compiled for Java 17. */
public final class Virtual {

  private Virtual() {}

  /** Runs something on a new virtual thread. A test on a JDK without them is skipped. */
  public static <T> CompletableFuture<T> start(Supplier<T> work) {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "No virtual threads before JDK 21");
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      start.invoke(null, (Runnable) () -> complete(answer, work));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return answer;
  }

  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> work) {
    try {
      answer.complete(work.get());
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }
}
