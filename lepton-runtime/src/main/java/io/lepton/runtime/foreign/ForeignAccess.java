package io.lepton.runtime.foreign;

/**
 * Says whether this JVM has {@code java.lang.foreign} and lets Lepton use it without a warning.
 * Stateless.
 *
 * <p>Asked once a model was opened: on JDK 24 and later, loading the native library of the Java
 * binding makes the JVM warn if native access was not enabled, and then enable it. On JDK 22 and 23
 * that goes without a warning and Lepton's calls would be the first to cause one; they do not.
 */
public final class ForeignAccess {

  private static final int FIRST_JDK = 22;

  private ForeignAccess() {}

  /**
   * Says whether calls may go through {@code java.lang.foreign}.
   *
   * @return false before JDK 22, and where native access is not enabled for Lepton's module
   */
  public static boolean isAllowed() {
    return Runtime.version().feature() >= FIRST_JDK && isEnabled();
  }

  // Module.isNativeAccessEnabled() is not there on JDK 17.
  private static boolean isEnabled() {
    Module module = ForeignAccess.class.getModule();
    try {
      return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(module);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /**
   * Says how bound calls reach the runtime here, and what would make them faster.
   *
   * @return one sentence for people
   */
  public static String describe() {
    if (isAllowed()) {
      return "java.lang.foreign, with JNI until it pays";
    }
    return Runtime.version().feature() < FIRST_JDK
        ? "JNI: JDK %d has no java.lang.foreign, JDK 22 and later have"
            .formatted(Runtime.version().feature())
        : "JNI: native access is not enabled, start the JVM with --enable-native-access="
            + moduleName();
  }

  private static String moduleName() {
    String name = ForeignAccess.class.getModule().getName();
    return name == null ? "ALL-UNNAMED" : name;
  }
}
