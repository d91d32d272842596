package io.lepton.runtime.lane;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Tells virtual threads from others, on Java 17 too, which has none. Stateless. */
final class VirtualThreads {

  private static final @Nullable MethodHandle IS_VIRTUAL = find();

  private VirtualThreads() {}

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Says whether the current thread is a virtual one. */
  static boolean isCurrent() {
    return IS_VIRTUAL != null && is(IS_VIRTUAL, Thread.currentThread());
  }

  private static boolean is(MethodHandle isVirtual, Thread thread) {
    try {
      return (boolean) isVirtual.invokeExact(thread);
    } catch (Throwable e) {
      throw new IllegalStateException("Thread.isVirtual failed", e);
    }
  }
}
