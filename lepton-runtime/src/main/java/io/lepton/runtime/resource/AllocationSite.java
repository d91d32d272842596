package io.lepton.runtime.resource;

/** The first place on the stack that is not Lepton's own. Stateless. */
final class AllocationSite {

  private static final String API = "io.lepton.model.";
  private static final String RUNTIME = "io.lepton.runtime.";

  private static final StackWalker STACK = StackWalker.getInstance();

  private AllocationSite() {}

  /** Returns where the current call came from. */
  static String find() {
    return STACK.walk(
        frames ->
            frames
                .filter(frame -> !isOwn(frame.getClassName()))
                .findFirst()
                .map(AllocationSite::place)
                .orElse("a thread of Lepton's own"));
  }

  private static boolean isOwn(String className) {
    return className.startsWith(API) || className.startsWith(RUNTIME);
  }

  private static String place(StackWalker.StackFrame frame) {
    return "%s.%s:%d".formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
  }
}
