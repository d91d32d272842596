package io.lepton.runtime.resource;

import java.util.Arrays;
import java.util.List;

/**
 * Where a thing was made: the first place on the stack that is neither Lepton's nor the JDK's.
 *
 * <p>A throwable is the cheapest picture of a stack, as its frames are looked up only when somebody
 * asks for them.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class AllocationSite {

  private static final List<String> SKIPPED =
      List.of("io.lepton.model.", "io.lepton.runtime.", "java.", "jdk.");

  private final Throwable stack = new Throwable();

  AllocationSite() {}

  /** Returns the place as class, method and line. */
  String place() {
    return Arrays.stream(stack.getStackTrace())
        .filter(frame -> !isSkipped(frame.getClassName()))
        .findFirst()
        .map(AllocationSite::place)
        .orElse("a thread of Lepton's own");
  }

  private static boolean isSkipped(String className) {
    return SKIPPED.stream().anyMatch(className::startsWith);
  }

  private static String place(StackTraceElement frame) {
    return "%s.%s:%d".formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
  }
}
